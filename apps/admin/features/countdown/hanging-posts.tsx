import { PathLink } from '../../components/path-link.tsx'
import type { ReactNode } from 'react'
import { NetworkMarks } from '../../components/network-mark.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { dayAndTime, shortDay, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { EventPage, EventPost } from './event-types.ts'
import { OfferActs } from './offer-acts.tsx'
import { conditionWord, timingWord, waitsWord } from '../../components/timing-word.ts'

/** What hangs from T-0, as the evening will run; what waits for the other case below it. */
export function HangingPosts({ event, zone }: { event: EventPage; zone: string }) {
  const plain = event.posts.filter((post) => !post.contingency)
  const reserve = event.posts.filter((post) => post.contingency)
  const { t0 } = event.attempt
  const day = t0.kind === 'instant' ? shortDay(t0.at, zone) : null
  const asked = reserve.some((post) => post.offered)
  return (
    <div className="flex flex-col gap-6">
      <section>
        <h2 className="rule flex items-baseline gap-2 pb-1 text-13">
          {plain.length > 0 ? m['countdown.hanging']({ count: plain.length }) : m['countdown.posts.none']()}
        </h2>
        {plain.length === 0 && <Empty>{m['countdown.hanging.none']()}</Empty>}
        <ul>
          {plain.map((post) => (
            <Post key={post.id} event={event} post={post} zone={zone} day={day} />
          ))}
        </ul>
      </section>
      {reserve.length > 0 && (
        // What waits for a word stands before what waits for a time.
        <section className={asked ? 'order-first' : ''}>
          <h2 className="rule pb-1 text-13">
            {m['countdown.reserve']()} <span className="font-normal text-ink-3">{m['countdown.reserve.says']()}</span>
          </h2>
          <ul>
            {reserve.map((post) => (
              <Post key={post.id} event={event} post={post} zone={zone} day={day} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Empty({ children }: { children: ReactNode }) {
  return <p className="py-3 text-13 text-pretty text-ink-2">{children}</p>
}

interface PostProps {
  event: EventPage
  post: EventPost
  zone: string
  day: string | null
}

function Post({ event, post, zone, day }: PostProps) {
  const planned = post.at ?? post.projected
  // A wait for the end of the night was decided: it leaves then at the earliest.
  const late = post.waitsUntil !== null && (planned === null || Date.parse(planned) < Date.parse(post.waitsUntil))
  const at = late ? post.waitsUntil : planned
  const waits = post.at === null && post.waitsFor !== null
  const time = at ? timeWord(post, at, zone, day) : null
  const campaigns = new Set(event.posts.map(({ campaign }) => campaign?.id))
  // A campaign that all share says nothing.
  const whose = [post.otherClient, campaigns.size > 1 ? post.campaign?.name : null].filter(Boolean)
  return (
    <li className="grid min-h-8 grid-cols-[108px_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-hair text-13 @max-3xl:py-1 @3xl:grid-cols-[112px_112px_minmax(0,1fr)_auto_auto]">
      <b className="font-medium whitespace-nowrap text-ink-2 @max-3xl:text-12">{timingWord(post.timing)}</b>
      <span
        title={post.waitsUntil ? m['countdown.waits-until']({ at: dayAndTime(post.waitsUntil, zone) }) : undefined}
        className={`whitespace-nowrap @max-3xl:order-last @max-3xl:col-start-2 ${waits ? 'text-ink-3' : 'font-bold'}`}
      >
        {time ?? waitingWord(post)}
      </span>
      <PathLink path={`/posts/${post.id}`} className="min-w-0 truncate py-1 no-underline hover:underline">
        {post.title}
        {whose.length > 0 && <span className="pl-2 text-12 text-ink-3">{whose.join(' · ')}</span>}
      </PathLink>
      <span className="@max-3xl:hidden">
        <NetworkMarks networks={post.variants.map((variant) => variant.network)} />
      </span>
      <span className="flex items-center justify-end gap-2 @3xl:w-[200px] @3xl:justify-start">
        <span className="@max-xs:hidden">
          <StateMark state={post.shown} />
        </span>
        <span className="@xs:hidden">
          <StateMark state={post.shown} as="icon" />
        </span>
        <span className="text-12 whitespace-nowrap text-ink-3 @max-3xl:hidden">
          {conditionWord(post.timing)}
          {post.contingency &&
            ` · ${post.release === 'offer' ? m['countdown.offer.is']() : m['countdown.offer.alone']()}`}
        </span>
      </span>
      <OfferActs event={event} post={post} className="col-span-full pb-1.5 @max-3xl:order-last" />
    </li>
  )
}

/** The time, with its day where it is not T-0's; a calendar anchor has said its wall time already. */
function timeWord({ timing }: EventPost, at: string, zone: string, day: string | null): string {
  const own = shortDay(at, zone)
  if (own === day) return timeOfDay(at, zone)
  return timing.kind === 'calendar' && timing.zone === zone ? own : `${own.split(' ')[0]} ${timeOfDay(at, zone)}`
}

/** Why a post has no time: what waits for the other case is in reserve, whatever it waits for. */
function waitingWord({ waitsFor, contingency }: EventPost): string {
  if (waitsFor === null) return ''
  return contingency && waitsFor === 'no-outcome' ? waitsWord('not-scrubbed') : waitsWord(waitsFor)
}
