import { type Due, isContingency } from '@comptoir/domain/countdown'
import { Anchor } from 'lucide-react'
import { DateTimeField, TimeField } from '../../components/date-time-fields.tsx'
import { OffsetField } from '../../components/offset-field.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Select } from '../../components/select.tsx'
import { TimePair } from '../../components/time-pair.tsx'
import { conditionWord, waitsWord } from '../../components/timing-word.ts'
import { serverNow } from '../../data/server-clock.ts'
import { useSession } from '../../data/session.ts'
import { duration, placeOf } from '../../format/index.ts'
import { useMinute } from '../../frame/now.ts'
import { m } from '../../words.ts'
import { HALF_AN_HOUR_BEFORE, type Draft, type EventLine, type Timing } from './composer-draft.ts'
import { shownAt } from './due-of.ts'

interface Props {
  draft: Pick<Draft, 'timing' | 'eventId' | 'release' | 'lateLimitSeconds'>
  onChange: (change: Partial<Draft>) => void
  events: readonly EventLine[]
  /** When it would leave as it is typed now. */
  due: Due
  zone: string
  clientZone: string | undefined
  isDisabled: boolean
}

const BASES = ['t0', 'liftoff', 'scrub', 'outcome'] as const
const CONDITIONS = ['any', 'go', 'launched', 'success', 'anomaly', 'scrubbed'] as const
const DAYS = [-7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]
const LATE = [60, 300, 600, 1800, 3600, 7200, 21_600, 86_400]
const AS_AGENCY = 'agency'
type Kind = 'unscheduled' | 'fixed' | 'hung'

/** When it leaves: at a fixed hour, hung from an event, or not yet known; and what that comes to. */
export function ScheduleField({ draft, onChange, events, due, zone, clientZone, isDisabled }: Props) {
  const { timing, eventId } = draft
  const hangs = timing.kind === 'anchored' || timing.kind === 'calendar'
  const kind: Kind = hangs ? 'hung' : timing.kind
  const event = events.find((one) => one.id === eventId)
  const start = (next: Kind) => onChange(started(next, eventId ?? events[0]?.id ?? null))
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <legend className="mb-1 text-12 font-medium text-ink-2">{m['editorial.departure']()}</legend>
      <Segmented
        label={m['editorial.departure']()}
        full
        isDisabled={isDisabled}
        value={kind}
        onChange={(next) => next !== kind && start(next)}
        options={[
          { value: 'unscheduled', label: m['editorial.timing.unscheduled']() },
          { value: 'fixed', label: m['editorial.timing.fixed']() },
          ...(events.length > 0 || hangs
            ? [
                {
                  value: 'hung' as const,
                  label: m['editorial.timing.hung'](),
                  icon: <Anchor size={13} strokeWidth={2} aria-hidden />,
                },
              ]
            : []),
        ]}
      />
      {timing.kind === 'fixed' && (
        <DateTimeField
          label={m['editorial.at']()}
          value={timing.at}
          zone={zone}
          {...(clientZone ? { otherZone: clientZone } : {})}
          isDisabled={isDisabled}
          onChange={(at) => at && onChange({ timing: { kind: 'fixed', at } })}
        />
      )}
      {hangs && (
        <Hung
          timing={timing}
          event={event}
          events={events}
          zones={[event?.zone, clientZone, zone]}
          isDisabled={isDisabled}
          onChange={onChange}
        />
      )}
      {hangs && isContingency(timing.condition) && (
        <Select
          label={m['editorial.release']()}
          isDisabled={isDisabled}
          value={draft.release ?? 'offer'}
          onChange={(release) => onChange({ release })}
          options={(['offer', 'release'] as const).map((value) => ({
            value,
            label: m[`editorial.release.${value}`](),
          }))}
        />
      )}
      {timing.kind !== 'unscheduled' && (
        <LateRule value={draft.lateLimitSeconds} isDisabled={isDisabled} onChange={onChange} />
      )}
      <Outcome isOver={isDisabled} due={due} event={hangs ? event : undefined} otherZone={event?.zone ?? clientZone} />
    </fieldset>
  )
}

interface HungProps {
  timing: Extract<Timing, { kind: 'anchored' | 'calendar' }>
  event: EventLine | undefined
  events: readonly EventLine[]
  zones: readonly (string | undefined)[]
  isDisabled: boolean
  onChange: Props['onChange']
}

function Hung({ timing, event, events, zones, isDisabled, onChange }: HungProps) {
  const agencyZone = useSession().agency?.timeZone
  const set = (next: Timing) => onChange({ timing: next })
  const { base, condition } = timing
  const first = event?.zone ?? zones.find((one) => one !== undefined) ?? 'UTC'
  const days = timing.kind === 'calendar' && !DAYS.includes(timing.dayOffset) ? [timing.dayOffset] : []
  const known = [...zones, agencyZone, timing.kind === 'calendar' ? timing.zone : undefined]
  return (
    <>
      <Select
        label={m['editorial.event']()}
        isDisabled={isDisabled}
        value={event?.id ?? null}
        onChange={(next) => onChange({ eventId: next })}
        options={events.map((one) => ({ value: one.id, label: one.name, note: one.site ?? '' }))}
        error={event ? undefined : m['editorial.why.anchor-without-event']()}
      />
      <div className="grid grid-cols-2 gap-3">
        <Select
          label={m['editorial.base']()}
          isDisabled={isDisabled}
          value={base}
          onChange={(next) => set({ ...timing, base: next })}
          options={BASES.map((value) => ({ value, label: m[`editorial.base.${value}`]() }))}
        />
        <Select
          label={m['editorial.by']()}
          isDisabled={isDisabled}
          value={timing.kind}
          onChange={(next: 'anchored' | 'calendar') => {
            if (next === timing.kind) return
            set(
              next === 'anchored'
                ? { ...HALF_AN_HOUR_BEFORE, base, condition }
                : { kind: 'calendar', base, condition, dayOffset: -1, wallTime: '18:00', zone: first },
            )
          }}
          options={(['anchored', 'calendar'] as const).map((value) => ({ value, label: m[`editorial.by.${value}`]() }))}
        />
      </div>
      {timing.kind === 'anchored' && (
        <OffsetField
          label={m['editorial.offset']()}
          isDisabled={isDisabled}
          value={timing.offsetSeconds}
          onChange={(seconds) => seconds !== null && set({ ...timing, offsetSeconds: seconds })}
        />
      )}
      {timing.kind === 'calendar' && (
        <div className="grid grid-cols-[minmax(0,1.1fr)_70px_minmax(0,1.1fr)] gap-2">
          <Select
            label={m['editorial.day']()}
            isDisabled={isDisabled}
            value={String(timing.dayOffset)}
            onChange={(day) => set({ ...timing, dayOffset: Number(day) })}
            options={[...days, ...DAYS].map((day) => ({ value: String(day), label: dayWord(day) }))}
          />
          <TimeField
            label={m['editorial.wall-time']()}
            isDisabled={isDisabled}
            value={timing.wallTime}
            onChange={(wallTime) => wallTime && set({ ...timing, wallTime })}
          />
          <Select
            label={m['editorial.zone']()}
            isDisabled={isDisabled}
            value={timing.zone}
            onChange={(zone) => set({ ...timing, zone })}
            options={[...new Set(known)].flatMap((zone) => (zone ? [{ value: zone, label: placeOf(zone) }] : []))}
          />
        </div>
      )}
      <Select
        label={m['editorial.condition']()}
        isDisabled={isDisabled}
        value={condition}
        onChange={(next) => set({ ...timing, condition: next })}
        options={CONDITIONS.map((one) => ({
          value: one,
          label: conditionWord({ ...HALF_AN_HOUR_BEFORE, condition: one }),
        }))}
      />
    </>
  )
}

/** How late it may still leave by itself; past it, a person is asked. */
function LateRule({
  value,
  isDisabled,
  onChange,
}: {
  value: number | null
  isDisabled: boolean
  onChange: Props['onChange']
}) {
  const own = value === null || LATE.includes(value) ? LATE : [...LATE, value].toSorted((a, b) => a - b)
  return (
    <Select
      label={m['editorial.late']()}
      isDisabled={isDisabled}
      value={value === null ? AS_AGENCY : String(value)}
      onChange={(next) => onChange({ lateLimitSeconds: next === AS_AGENCY ? null : Number(next) })}
      options={[
        { value: AS_AGENCY, label: m['editorial.late.agency']() },
        ...own.map((seconds) => ({
          value: String(seconds),
          label: m['editorial.late.after']({ span: duration(seconds) }),
        })),
      ]}
    />
  )
}

/** What the choice comes to, in the reader's hours and the event's. */
interface OutcomeProps {
  due: Due
  event: EventLine | undefined
  otherZone: string | undefined
  /** Out, or on its way: its time is history, and warns of nothing. */
  isOver: boolean
}

function Outcome({ due, event, otherZone, isOver }: OutcomeProps) {
  const now = useMinute()
  const at = shownAt(due)
  const past = !isOver && due.kind === 'due' && due.at.epochMilliseconds < now.getTime()
  if (!at && due.kind === 'waits' && due.for === 'unscheduled') return null
  return (
    <p className="text-13 text-ink-2" aria-live="polite">
      {at && <TimePair at={at} day zone={otherZone ?? null} {...(event?.site ? { place: event.site } : {})} />}
      {due.kind === 'waits' && `${at ? ' · ' : ''}${waitsWord(due.for)}`}
      {event && <span className="block text-ink-3">{m['editorial.moves-with']({ name: event.name })}</span>}
      {past && <span className="block text-failed">{m['editorial.in-the-past']()}</span>}
    </p>
  )
}

/** "the day before", "3 days after". */
function dayWord(day: number): string {
  if (day === -1) return m['editorial.day.before']()
  if (day === 0) return m['editorial.day.same']()
  if (day === 1) return m['editorial.day.after']()
  return day < 0 ? m['editorial.day.so-before']({ count: -day }) : m['editorial.day.so-after']({ count: day })
}

function started(kind: Kind, eventId: string | null): Partial<Draft> {
  switch (kind) {
    case 'unscheduled':
      return { timing: { kind } }
    case 'fixed':
      return { timing: { kind, at: nextHour() } }
    case 'hung':
      return { timing: HALF_AN_HOUR_BEFORE, eventId }
  }
}

/** The next full hour that leaves time to read the post again. */
function nextHour(): string {
  const hour = 3_600_000
  return new Date(Math.ceil(serverNow() / hour) * hour + hour).toISOString()
}
