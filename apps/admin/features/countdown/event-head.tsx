import { Link } from '@tanstack/react-router'
import { Pencil, Rocket } from 'lucide-react'
import { buttonClass, IconButton } from '../../components/button.tsx'
import { attemptWord, T0Clock } from '../../components/t0-clock.tsx'
import { useMay } from '../../data/session.ts'
import {
  dayAndTime,
  duration,
  list,
  placeOf,
  sameWallTime,
  shortDay,
  T_ZERO,
  timeOfDay,
  utc,
} from '../../format/index.ts'
import { m } from '../../words.ts'
import { dayWord } from './event-log.tsx'
import type { EventChange, EventPage } from './event-types.ts'
import { clockOf } from '../../components/attempt-clock.ts'
import { useOwnPlace } from '../../data/session.ts'

/** What the event is, the clock, and T-0 on the reader's wall and on the site's. */
export function EventHead({ event, zone, onEdit }: { event: EventPage; zone: string; onEdit: () => void }) {
  const mayWrite = useMay('countdown.write')
  const { attempt } = event
  const setBy = event.changes.find((change) => change.verb === VERB_OF[attempt.state])
  return (
    <header className="@container">
      <div className="flex items-start gap-2 phone:flex-wrap">
        <div className="min-w-0 phone:w-full">
          <h1 className="flex items-center gap-2 text-26">
            {event.name}
            {mayWrite && (
              <IconButton label={m['countdown.edit']()} onPress={onEdit}>
                <Pencil size={16} strokeWidth={1.75} />
              </IconButton>
            )}
          </h1>
          <p className="text-ink-3">
            {[list([event.client.name, ...event.otherClients.map(({ name }) => name)]), subtitle(event)]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <Link
          to="/countdown/$eventId/rehearsal"
          params={{ eventId: event.id }}
          className={`${buttonClass()} ml-auto self-start phone:ml-0`}
        >
          {m['rehearsal.open']()}
        </Link>
        <Link
          to="/countdown/$eventId/room"
          params={{ eventId: event.id }}
          className={`${buttonClass()} gap-2 self-start`}
        >
          <Rocket size={14} strokeWidth={2} aria-hidden />
          {m['room.title']()}
        </Link>
      </div>
      <div className="grid items-stretch gap-x-7 gap-y-4 pt-4 @2xl:grid-cols-[minmax(300px,auto)_minmax(0,1fr)]">
        <T0Clock
          size="card"
          title={event.name}
          {...clockOf(attempt)}
          note={[
            m['countdown.attempt']({ number: attempt.number }),
            ...(setBy ? [setByWord(setBy, event.now, zone)] : []),
          ].join(' · ')}
        />
        <dl className="grid content-center gap-x-5 gap-y-0.5 text-13 [grid-template-columns:auto_minmax(0,1fr)]">
          <T0Lines event={event} zone={zone} />
          {attempt.outcome && (
            <Fact term={m['countdown.order.outcome']()}>{m[`countdown.outcome.${attempt.outcome}`]()}</Fact>
          )}
          {attempt.state === 'hold' && (
            <Fact term={attemptWord('hold')}>{attempt.heldAt ? dayAndTime(attempt.heldAt, zone) : ''}</Fact>
          )}
          {attempt.liftoffAt && <Fact term={attemptWord('launched')}>{`${dayAndTime(attempt.liftoffAt, zone)}`}</Fact>}
        </dl>
      </div>
    </header>
  )
}

const VERB_OF: Readonly<Record<EventPage['attempt']['state'], string>> = {
  planned: '',
  go: 'go',
  hold: 'hold',
  launched: 'launched',
  closed: 'closed',
  scrubbed: 'scrubbed',
}

/** Who set the state, and when: with the day when it was another. */
function setByWord({ by, at }: EventChange, now: string, zone: string): string {
  return shortDay(at, zone) === shortDay(now, zone)
    ? m['countdown.set-by']({ by, at: timeOfDay(at, zone) })
    : m['room.set-day']({ by, at: dayAndTime(at, zone) })
}

export function subtitle(event: Pick<EventPage, 'subject' | 'site' | 'windowMinutes'>): string {
  const place = [event.subject, event.site].filter(Boolean).join(', ')
  const window = event.windowMinutes ? m['countdown.window']({ span: duration(event.windowMinutes * 60) }) : ''
  return [place, window].filter(Boolean).join(' · ')
}

function T0Lines({ event, zone }: { event: EventPage; zone: string }) {
  const ownPlace = useOwnPlace()
  const { t0 } = event.attempt
  const site = event.site ?? placeOf(event.zone)
  if (t0.kind !== 'instant') {
    return (
      <Fact term={T_ZERO}>
        {t0.kind === 'day' ? m['parts.t0.net']({ day: dayWord(t0.day) }) : m['countdown.waits.t0-unknown']()}
      </Fact>
    )
  }
  const two = !sameWallTime(t0.at, zone, event.zone)
  const end = event.windowMinutes ? Temporal.Instant.from(t0.at).add({ minutes: event.windowMinutes }) : null
  return (
    <>
      <Fact term={T_ZERO}>
        <b title={utc(t0.at)}>{dayAndTime(t0.at, zone)}</b> {two && ownPlace}
      </Fact>
      {two && <Fact term="">{`${dayAndTime(t0.at, event.zone)} ${site}`}</Fact>}
      {end && event.windowMinutes && (
        <Fact term={m['countdown.form.window']().split(',')[0] ?? ''}>
          {m['countdown.window.until']({ span: duration(event.windowMinutes * 60), until: timeOfDay(end, zone) })}
        </Fact>
      )}
    </>
  )
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="m-0">{children}</dd>
    </>
  )
}
