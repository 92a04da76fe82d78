import { clockSeconds } from './t0-clock.tsx'
import { countdown, shortDay, T_ZERO } from '../format/index.ts'
import type { NextT0 } from '../frame/feature.ts'
import { useSecond } from '../frame/now.ts'
import { m } from '../words.ts'

type Shown = Pick<NextT0, 'state' | 'at' | 'day' | 'frozen'>

/** The clock, as wide as its own column lets it be, so that nothing beside shrinks it. Alone on the page it renders each second. */
export function RoomClock({
  clock,
  stale = false,
  display = false,
}: {
  clock: Shown
  stale?: boolean
  display?: boolean
}) {
  const seconds = clockSeconds(clock, useSecond())
  if (seconds === null) {
    return (
      <p className={`font-[600] tracking-[-.03em] text-balance ${display ? 'text-[9vw]' : 'text-[7vw]'} leading-[1.1]`}>
        {clock.day
          ? m['parts.t0.net']({ day: shortDay(`${clock.day}T12:00:00Z`, 'UTC') })
          : m['parts.t0.unknown']({ t0: T_ZERO })}
      </p>
    )
  }
  const figure = countdown(seconds)
  const rest = figure.slice(2)
  return (
    <div className="w-full min-w-0 [container-type:inline-size]">
      <div
        role="timer"
        aria-live="off"
        className={`-ml-[.03em] flex items-baseline leading-none font-[600] tracking-[-.035em] whitespace-nowrap ${colour(clock.state, stale)} ${rest.length > 8 ? 'text-[12cqi]' : 'text-[18.4cqi]'} ${clock.state === 'scrubbed' ? 'line-through decoration-[.05em]' : ''}`}
      >
        <span className="mr-[.02em] font-normal tracking-[-.03em] opacity-80">{figure.slice(0, 2)}</span>
        {rest.split(/(:)/).map((part, i) =>
          part === ':' ? (
            <span key={i} className="mx-[-.008em] -translate-y-[.065em] font-normal opacity-65">
              :
            </span>
          ) : (
            <span key={i}>{part}</span>
          ),
        )}
      </div>
    </div>
  )
}

/** Amber on hold, grey once scrubbed; paler while nobody knows whether it still holds. */
function colour(state: NextT0['state'], stale: boolean): string {
  if (stale) return 'text-ink-3'
  if (state === 'hold') return 'text-held'
  return state === 'scrubbed' ? 'text-cancelled' : 'text-ink'
}
