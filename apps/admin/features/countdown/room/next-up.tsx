import { stateWord } from '../../../components/state-mark.tsx'
import { clock, epochMs, list, numberWord, quoted } from '../../../format/index.ts'
import { useSecond } from '../../../frame/now.ts'
import { m } from '../../../words.ts'
import type { EventPage, EventPost } from '../event-types.ts'
import { isOut, leavesAt } from './strip-layout.ts'

const SOON_MS = 10 * 60_000
/** Due a moment ago and not out yet is leaving, not late. */
const LEAVING_MS = 30_000

/** What leaves next and in how long, and what else is due within ten minutes. It renders each second, alone. */
export function NextUp({ event, display }: { event: EventPage; display: boolean }) {
  const now = useSecond() * 1000
  const size = display
    ? 'text-[1.7vw] leading-[1.4] pt-4 pb-3'
    : 'pt-[18px] pb-1.5 text-14 phone:pt-1 phone:pb-3 phone:text-[15px]'
  const ahead = aheadOf(event, now)
  const [first, ...others] = ahead
  if (!first) {
    const hold = event.attempt.state === 'hold'
    return <p className={`text-ink-2 ${size}`}>{hold ? m['room.next.hold']() : m['room.next.none']()}</p>
  }
  const seconds = Math.max(0, Math.round((first.at - now) / 1000))
  const soon = others.filter((one) => one.at - now <= SOON_MS)
  return (
    <p className={`text-pretty ${size}`}>
      <b className="phone:block">{seconds === 0 ? m['room.next.now']() : m['room.next']({ span: short(seconds) })}</b>{' '}
      {saysOf(event, first.post)}{' '}
      <span className="text-ink-3">
        {soon.length > 0
          ? m['room.soon']({ posts: list(soon.map(({ post }) => quoted(post.title))) })
          : m['room.soon.none']()}
      </span>
    </p>
  )
}

function aheadOf({ posts }: EventPage, now: number): { post: EventPost; at: number }[] {
  return posts
    .flatMap((post) => {
      const at = isOut(post) || post.shown === 'cancelled' || post.at === null ? null : leavesAt(post)
      return at === null || epochMs(at) < now - LEAVING_MS ? [] : [{ post, at: epochMs(at) }]
    })
    .toSorted((a, b) => a.at - b.at)
}

/** 13:45 below the hour, 02:13:45 above. */
function short(seconds: number): string {
  const figure = clock(seconds)
  return seconds < 3600 ? figure.slice(3) : figure
}

function saysOf(event: EventPage, post: EventPost): string {
  const said = { post: quoted(post.title), count: post.variants.length, word: numberWord(post.variants.length) }
  if (post.shown === 'armed' && waitsForGo(event, post)) return m['room.next.waits-go'](said)
  return post.shown === 'armed' || post.shown === 'publishing'
    ? m['room.next.ready'](said)
    : m['room.next.state']({ ...said, state: stateWord(post.shown).toLocaleLowerCase() })
}

/** Its hour alone would not let it leave: the launch, or its poll, is not go. */
function waitsForGo({ attempt, poll }: EventPage, { timing }: EventPost): boolean {
  const isIfGo = 'condition' in timing && timing.condition === 'go'
  return isIfGo && (attempt.state !== 'go' || (poll !== null && poll.state !== 'go'))
}
