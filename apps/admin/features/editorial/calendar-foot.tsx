import { Link } from '@tanstack/react-router'
import { Anchor, GitFork, Moon } from 'lucide-react'
import { networkName } from '../../components/network-mark.tsx'
import { useZone } from '../../data/session.ts'
import { shortDay, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { QuietHours } from './calendar-span.ts'
import type { Card, Collision } from './use-calendar.ts'

interface Props {
  cards: readonly Card[]
  collisions: readonly Collision[]
  networkOf: (channelId: string) => string
  quiet: QuietHours | null
}

const NAMED = 2

/** What the signs say, and each collision by name. */
export function CalendarFoot({ cards, collisions, networkOf, quiet }: Props) {
  const zone = useZone()
  const hung = cards.some(({ timing }) => timing.kind === 'anchored' || timing.kind === 'calendar')
  const asleep = cards.filter(({ inQuiet }) => inQuiet).length
  if (!quiet && !hung && asleep === 0 && collisions.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1 border-t border-line bg-canvas px-5 py-2 text-12 text-ink-2 phone:px-4">
      {collisions.length > 0 && (
        <p className="flex min-w-0 flex-wrap items-center gap-x-2">
          <GitFork size={13} strokeWidth={2} aria-hidden className="rotate-180 text-ink" />
          <b className="text-ink">{m['editorial.collisions']({ count: collisions.length })}</b>
          {collisions.slice(0, NAMED).map(({ channelId, first, second }) => (
            <span key={`${channelId} ${first.id} ${second.id}`}>
              {networkName(networkOf(channelId))}, {shortDay(first.at ?? '', zone)}{' '}
              {[first, second].map((card, index) => (
                <span key={card.id}>
                  {index > 0 && ` ${m['editorial.and']()} `}
                  <Link to="/posts/$postId" params={{ postId: card.id }}>
                    {timeOfDay(card.at ?? '', zone)}
                  </Link>
                </span>
              ))}
            </span>
          ))}
        </p>
      )}
      {asleep > 0 && (
        <p className="flex items-center gap-2">
          <Moon size={13} strokeWidth={2} aria-hidden className="text-ink" />
          <b className="text-ink">{m['editorial.asleep']({ count: asleep })}</b>
        </p>
      )}
      {quiet && (
        <p className="flex items-center gap-2">
          <span aria-hidden className="night inline-block h-3.5 w-5 border border-line" />
          {m['editorial.quiet']({ from: quiet.from, until: quiet.until })}
        </p>
      )}
      {hung && (
        <p className="flex items-center gap-2">
          <Anchor size={12} strokeWidth={2} aria-hidden />
          {m['editorial.hangs']()}
        </p>
      )}
    </div>
  )
}
