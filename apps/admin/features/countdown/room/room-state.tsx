import { Ban, Check, CirclePause, Clock, Rocket } from 'lucide-react'
import type { ReactNode } from 'react'
import { attemptWord } from '../../../components/t0-clock.tsx'
import { useOwnPlace } from '../../../data/session.ts'
import {
  dayAndTime,
  duration,
  longDay,
  placeOf,
  sameWallTime,
  shortDay,
  T_ZERO,
  timeOfDay,
  utc,
} from '../../../format/index.ts'
import { useSecond } from '../../../frame/now.ts'
import { m } from '../../../words.ts'
import { dayWord } from '../event-log.tsx'
import type { EventChange, EventPage } from '../event-types.ts'

const ICONS = { planned: Clock, go: Check, hold: CirclePause, launched: Rocket, closed: Rocket, scrubbed: Ban }
const COLOURS = { hold: 'text-held', launched: 'text-published', scrubbed: 'text-cancelled line-through' } as const

interface Props {
  event: EventPage
  zone: string
  display: boolean
  /** On the wall: what nobody may miss, beside the state. */
  children?: ReactNode
}

/** The state in one word, who set it and when; then the times that everybody asks for. */
export function RoomState({ event, zone, display, children }: Props) {
  const { state, outcome, liftoffAt } = event.attempt
  const Icon = ICONS[state]
  const colour = state in COLOURS ? COLOURS[state as keyof typeof COLOURS] : ''
  return (
    <div
      className={`border-line phone:grid phone:grid-cols-[auto_minmax(0,1fr)] phone:items-center phone:gap-x-3 phone:pt-2 ${display ? 'desk:flex desk:items-center desk:gap-x-[2.4vw] desk:[&>:not(:nth-child(2))]:shrink-0' : 'desk:border-l desk:pl-6'}`}
    >
      <p
        className={`flex items-center gap-2.5 font-bold tracking-[-.01em] phone:gap-1.5 phone:text-[22px] phone:leading-[30px] ${display ? 'text-[3.6vw] leading-[1.2]' : 'text-34'} ${colour}`}
      >
        <Icon strokeWidth={2.5} aria-hidden className="size-[.85em] shrink-0" />
        {attemptWord(state)}
      </p>
      <p className={`text-ink-2 ${display ? 'text-[1.5vw] leading-[1.4]' : 'text-13 desk:pb-3'}`}>
        {setWord(event, zone)}
      </p>
      <dl
        className={`grid gap-x-3 [grid-template-columns:auto_minmax(0,1fr)] phone:col-span-2 phone:mt-1.5 phone:border-t phone:border-line phone:pt-2 phone:text-14 phone:leading-[22px] ${display ? 'text-[1.5vw] leading-[1.45]' : 'text-13 leading-[22px]'}`}
      >
        <T0Lines event={event} zone={zone} />
        {outcome && <Fact term={m['room.outcome']()}>{m[`countdown.outcome.${outcome}`]()}</Fact>}
        {liftoffAt && (
          <Fact term={m['room.liftoff']()}>
            <b title={utc(liftoffAt)}>{timeOfDay(liftoffAt, zone, true)}</b>
          </Fact>
        )}
        <Fact term={m['room.now']()}>
          <Now zone={zone} />
        </Fact>
      </dl>
      {children}
    </div>
  )
}

/** The latest change of state or of T-0 in this attempt: who and when. */
function lastOrder({ attempt, changes }: EventPage): EventChange | undefined {
  return changes.find((change) => change.attemptNumber === attempt.number)
}

/** "set by Salomé Wacquez at 17:02", with the day when it was another. */
export function setWord(event: EventPage, zone: string): string {
  const order = lastOrder(event)
  if (!order) return ''
  return shortDay(order.at, zone) === shortDay(event.now, zone)
    ? m['countdown.set-by']({ by: order.by, at: timeOfDay(order.at, zone) })
    : m['room.set-day']({ by: order.by, at: dayAndTime(order.at, zone) })
}

function T0Lines({ event, zone }: { event: EventPage; zone: string }) {
  const ownPlace = useOwnPlace()
  const { t0 } = event.attempt
  if (t0.kind !== 'instant') {
    return (
      <Fact term={T_ZERO}>
        {t0.kind === 'day' ? m['parts.t0.net']({ day: dayWord(t0.day) }) : m['countdown.waits.t0-unknown']()}
      </Fact>
    )
  }
  const two = !sameWallTime(t0.at, zone, event.zone)
  const today = shortDay(t0.at, zone) === shortDay(event.now, zone)
  const end = event.windowMinutes ? Temporal.Instant.from(t0.at).add({ minutes: event.windowMinutes }) : null
  return (
    <>
      <Fact term={T_ZERO}>
        <b title={utc(t0.at)}>{timeOfDay(t0.at, zone, true)}</b> {ownPlace}
      </Fact>
      {two && (
        <Fact term="">
          {timeOfDay(t0.at, event.zone, true)} {event.site ?? placeOf(event.zone)}
        </Fact>
      )}
      {!today && <Fact term="">{longDay(t0.at, zone)}</Fact>}
      {end && event.windowMinutes && (
        <Fact term={m['room.window']()}>
          {m['countdown.window.until']({ span: duration(event.windowMinutes * 60), until: timeOfDay(end, zone) })}
        </Fact>
      )}
    </>
  )
}

/** The wall clock, by the server's time: it alone renders each second. */
function Now({ zone }: { zone: string }) {
  return <>{timeOfDay(new Date(useSecond() * 1000), zone, true)}</>
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="m-0">{children}</dd>
    </>
  )
}
