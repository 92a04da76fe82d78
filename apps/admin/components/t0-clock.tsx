import { Link } from '@tanstack/react-router'
import { Ban, Check, CirclePause, Clock, Rocket } from 'lucide-react'
import type { NextT0 } from '../frame/feature.ts'
import { useSecond } from '../frame/now.ts'
import { countdown, epochMs, shortDay, T_ZERO } from '../format/index.ts'
import { m } from '../words.ts'

const ICONS = { planned: Clock, go: Check, hold: CirclePause, launched: Rocket, closed: Rocket, scrubbed: Ban }

/** The attempt's state in one word. */
export function attemptWord(state: NextT0['state']): string {
  return {
    planned: m['parts.t0.planned'],
    go: m['parts.t0.go'],
    hold: m['parts.t0.hold'],
    launched: m['parts.t0.launched'],
    closed: m['parts.t0.closed'],
    scrubbed: m['parts.t0.scrubbed'],
  }[state]()
}

/** Seconds from T-0 that the clock shows: still on hold and after a scrub, null while T-0 is unknown or only a day. */
export function clockSeconds(next: Pick<NextT0, 'state' | 'at' | 'frozen'>, nowSeconds: number): number | null {
  if (next.state === 'hold' || next.state === 'scrubbed') return next.frozen ?? null
  return next.at === null ? null : nowSeconds - Math.floor(epochMs(next.at) / 1000)
}

/** What stands in the clock's place when it has no figure. */
function withoutFigure(next: Pick<NextT0, 'day'>): string {
  return next.day
    ? m['parts.t0.net']({ day: shortDay(`${next.day}T12:00:00Z`, 'UTC') })
    : m['parts.t0.unknown']({ t0: T_ZERO })
}

const BAR: Record<NextT0['state'], string> = {
  planned: 'border-line bg-surface',
  go: 'border-line bg-surface',
  hold: 'border-current bg-held-bg text-held',
  launched: 'border-current bg-published-bg text-published',
  closed: 'border-line bg-surface',
  scrubbed: 'border-line bg-cancelled-bg text-cancelled',
}

const CARD: Record<NextT0['state'], string> = {
  planned: 'border-line bg-surface',
  go: 'border-line bg-surface',
  hold: 'border-transparent bg-held-solid text-on-held',
  launched: 'border-transparent bg-published-bg text-published',
  closed: 'border-line bg-surface',
  scrubbed: 'border-line bg-cancelled-bg text-cancelled',
}

type Props = Omit<NextT0, 'href'> & {
  /** bar: in the top bar, a link. card: in a list of events. */
  size: 'bar' | 'card'
  href?: string
  /** One line under the card's clock: when T-0 is, who stopped it. */
  note?: string
}

/** The T-0 clock. It ticks while counting, stands amber on hold, and keeps the last count, struck, after a scrub. */
export function T0Clock({ size, href, note, ...next }: Props) {
  const seconds = clockSeconds(next, useSecond())
  const figure = seconds === null ? withoutFigure(next) : countdown(seconds)
  const word = attemptWord(next.state)
  const Icon = ICONS[next.state]
  const struck = next.state === 'scrubbed' && seconds !== null
  if (size === 'card') {
    return (
      <div className={`rounded-3 border px-3 pt-[9px] pb-2.5 ${CARD[next.state]}`}>
        <p className="flex items-center gap-1.5 text-12 font-bold">
          <Icon size={14} strokeWidth={2} />
          {word}
        </p>
        <b
          role="timer"
          aria-live="off"
          className={`block font-bold ${seconds === null ? 'py-1 text-20' : 'text-[29px] leading-9 tracking-[-.02em] whitespace-nowrap phone:text-[22px]'} ${struck ? 'line-through decoration-[3px]' : ''}`}
        >
          {figure}
        </b>
        {note && (
          <span
            className={`text-12 ${next.state === 'hold' || next.state === 'launched' || next.state === 'scrubbed' ? '' : 'text-ink-2'}`}
          >
            {note}
          </span>
        )}
      </div>
    )
  }
  const plain = next.state === 'planned' || next.state === 'go' || next.state === 'closed'
  const BarIcon = plain ? Rocket : Icon
  // On a phone the page's name comes first: the event's own stays beside a clock of hours, not of days or of a state.
  const short = plain && seconds !== null && Math.abs(seconds) < 86_400
  return (
    <Link
      to={href ?? '/'}
      title={`${next.title}, ${word}`}
      className={`flex h-[30px] shrink-0 items-center gap-2 rounded-2 border px-2.5 text-13 whitespace-nowrap no-underline ${BAR[next.state]}`}
    >
      <BarIcon size={14} strokeWidth={2} className="shrink-0" />
      <span
        className={`max-w-[16ch] truncate ${plain ? 'text-ink-2' : ''} ${short ? 'phone:max-w-[7ch]' : 'phone:sr-only'}`}
      >
        {plain ? next.title : `${next.title} · ${word}`}
      </span>
      <b role="timer" aria-live="off" className={`tracking-[.01em] ${struck ? 'line-through decoration-2' : ''}`}>
        {figure}
      </b>
    </Link>
  )
}
