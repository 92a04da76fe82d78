import type { ReactNode } from 'react'
import { NetworkMarks } from '../../../components/network-mark.tsx'
import { PathLink } from '../../../components/path-link.tsx'
import { StateMark } from '../../../components/state-mark.tsx'
import { timingWord } from '../../../components/timing-word.ts'
import { shortDay, timeOfDay } from '../../../format/index.ts'
import { m } from '../../../words.ts'
import type { EventPage, EventPost } from '../event-types.ts'
import { OfferActs } from '../offer-acts.tsx'
import { leavesAt } from './strip-layout.ts'

/** What waits for the other case: written, approved, and unseen outside until it is needed. */
export function Reserve({ event, posts }: { event: EventPage; posts: readonly EventPost[] }) {
  return (
    <Lane title={m['countdown.reserve']()} says={m['countdown.reserve.says']()}>
      {posts.length === 0 && <None>{m['room.reserve.none']()}</None>}
      {posts.map((post) => (
        <Row key={post.id} post={post} when={timingWord(post.timing)}>
          <OfferActs event={event} post={post} className="w-full pb-1" />
        </Row>
      ))}
    </Lane>
  )
}

/** What comes in the days after, or hangs from the outcome. */
export function Later({ posts, zone }: { posts: readonly EventPost[]; zone: string }) {
  return (
    <Lane title={m['room.then']()} says={m['room.then.says']()}>
      {posts.length === 0 && <None>{m['room.then.none']()}</None>}
      {posts.map((post) => {
        const at = leavesAt(post)
        const [weekday] = at ? shortDay(at, zone).split(' ') : []
        return (
          <Row key={post.id} post={post} when={at ? `${weekday} ${timeOfDay(at, zone)}` : timingWord(post.timing)} />
        )
      })}
    </Lane>
  )
}

function Lane({ title, says, children }: { title: string; says: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <Heading title={title} says={says} />
      <ul>{children}</ul>
    </section>
  )
}

function Heading({ title, says }: { title: string; says?: string }) {
  return (
    <h2 className="border-b border-strong pb-[5px] text-[1.08em]">
      {title} {says && <span className="ml-1 font-normal text-ink-3">{says}</span>}
    </h2>
  )
}

const None = ({ children }: { children: ReactNode }) => <li className="py-1.5 text-ink-2">{children}</li>

function Row({ post, when, children }: { post: EventPost; when: string; children?: ReactNode }) {
  return (
    <li className="flex min-h-[25px] flex-wrap items-center gap-x-2 border-b border-hair whitespace-nowrap phone:min-h-9">
      <b className="w-[8.7em] shrink-0 truncate">{when}</b>
      <PathLink path={`/posts/${post.id}`} className="min-w-0 flex-1 truncate no-underline hover:underline">
        {post.title}
      </PathLink>
      <span className="phone:hidden">
        <NetworkMarks networks={post.variants.map(({ network }) => network)} />
      </span>
      <StateMark
        key={post.shown}
        state={post.shown}
        className="text-[1em]! transition-colors duration-1000 starting:bg-selected"
      />
      {children}
    </li>
  )
}
