import { DateTimeField, TimeField } from '../../components/date-time-fields.tsx'
import { OffsetField } from '../../components/offset-field.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { conditionWord } from '../../components/timing-word.ts'
import { m } from '../../words.ts'
import { HALF_AN_HOUR_BEFORE, type Draft, type EventLine, type Timing } from './composer-draft.ts'

interface Props {
  draft: Pick<Draft, 'timing' | 'eventId'>
  onChange: (change: Partial<Draft>) => void
  events: readonly EventLine[]
  zone: string
  clientZone: string | undefined
  isDisabled: boolean
}

const BASES = ['t0', 'liftoff', 'scrub', 'outcome'] as const
const CONDITIONS = ['any', 'go', 'launched', 'success', 'anomaly', 'scrubbed'] as const
type Kind = Timing['kind']

/** When it leaves: at a fixed hour, hung from an event, or not yet known. */
export function ScheduleField({ draft, onChange, events, zone, clientZone, isDisabled }: Props) {
  const { timing, eventId } = draft
  const hangs = timing.kind === 'anchored' || timing.kind === 'calendar'
  const event = events.find((one) => one.id === eventId)
  const set = (next: Timing) => onChange({ timing: next })
  const kinds: Kind[] = [
    'unscheduled',
    'fixed',
    ...(events.length > 0 || hangs ? (['anchored', 'calendar'] as const) : []),
  ]
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <legend className="mb-1 text-12 font-medium text-ink-2">{m['editorial.departure']()}</legend>
      <Select
        label={m['editorial.departure']()}
        hideLabel
        isDisabled={isDisabled}
        value={timing.kind}
        onChange={(kind: Kind) => {
          if (kind !== timing.kind) onChange(started(kind, eventId ?? events[0]?.id ?? null, event?.zone ?? zone))
        }}
        options={kinds.map((value) => ({ value, label: m[`editorial.timing.${value}`]() }))}
      />
      {timing.kind === 'fixed' && (
        <DateTimeField
          label={m['editorial.at']()}
          value={timing.at}
          zone={zone}
          {...(clientZone ? { otherZone: clientZone } : {})}
          isDisabled={isDisabled}
          onChange={(at) => at && set({ kind: 'fixed', at })}
        />
      )}
      {hangs && (
        <>
          <Select
            label={m['editorial.event']()}
            isDisabled={isDisabled}
            value={eventId}
            onChange={(next) => onChange({ eventId: next })}
            options={events.map((one) => ({ value: one.id, label: one.name }))}
            error={eventId ? undefined : m['editorial.why.anchor-without-event']()}
          />
          <Select
            label={m['editorial.base']()}
            isDisabled={isDisabled}
            value={timing.base}
            onChange={(base) => set({ ...timing, base })}
            options={BASES.map((value) => ({ value, label: m[`editorial.base.${value}`]() }))}
          />
        </>
      )}
      {timing.kind === 'anchored' && (
        <OffsetField
          label={m['editorial.offset']()}
          isDisabled={isDisabled}
          value={timing.offsetSeconds}
          onChange={(seconds) => seconds !== null && set({ ...timing, offsetSeconds: seconds })}
        />
      )}
      {timing.kind === 'calendar' && (
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={m['editorial.day-offset']()}
            type="number"
            min={-90}
            max={90}
            isDisabled={isDisabled}
            value={String(timing.dayOffset)}
            onChange={(days) => Number.isInteger(Number(days)) && set({ ...timing, dayOffset: Number(days) })}
          />
          <TimeField
            label={m['editorial.wall-time']()}
            aside={timing.zone}
            isDisabled={isDisabled}
            value={timing.wallTime}
            onChange={(wallTime) => wallTime && set({ ...timing, wallTime })}
          />
        </div>
      )}
      {hangs && (
        <Select
          label={m['editorial.condition']()}
          isDisabled={isDisabled}
          value={timing.condition}
          onChange={(condition) => set({ ...timing, condition })}
          options={CONDITIONS.map((condition) => ({
            value: condition,
            label: conditionWord({ ...HALF_AN_HOUR_BEFORE, condition }),
          }))}
        />
      )}
    </fieldset>
  )
}

function started(kind: Kind, eventId: string | null, zone: string): Partial<Draft> {
  switch (kind) {
    case 'unscheduled':
      return { timing: { kind } }
    case 'fixed':
      return { timing: { kind, at: nextHour() } }
    case 'anchored':
      return { timing: HALF_AN_HOUR_BEFORE, eventId }
    case 'calendar':
      return { timing: { kind, base: 't0', dayOffset: 1, wallTime: '10:00', zone, condition: 'launched' }, eventId }
  }
}

/** The next full hour that leaves time to read the post again. */
function nextHour(): string {
  const hour = 3_600_000
  return new Date(Math.ceil(Date.now() / hour) * hour + hour).toISOString()
}
