import { isContingency } from '@comptoir/domain/countdown'
import { TimeField } from '../../../components/date-time-fields.tsx'
import { OffsetField } from '../../../components/offset-field.tsx'
import { Select } from '../../../components/select.tsx'
import { conditionWord, timingWord } from '../../../components/timing-word.ts'
import { ZoneField } from '../../../components/zone-field.tsx'
import { useSession } from '../../../data/session.ts'
import { duration } from '../../../format/index.ts'
import { m } from '../../../words.ts'
import type { ItemTiming, PostItem } from './types.ts'

const BASES = ['t0', 'liftoff', 'scrub', 'outcome'] as const
const CONDITIONS = ['any', 'go', 'launched', 'success', 'anomaly', 'scrubbed'] as const
const DAYS = Array.from({ length: 61 }, (_, place) => place - 30)
const LATE = [60, 300, 600, 1800, 3600, 7200, 21_600, 86_400]
const AS_AGENCY = 'agency'
const PLAIN: ItemTiming = { kind: 'anchored', base: 't0', offsetSeconds: 0, condition: 'any' }

interface Props {
  item: Pick<PostItem, 'timing' | 'release' | 'lateLimitSeconds'>
  isDisabled: boolean
  onChange: (change: Partial<PostItem>) => void
}

/** Where a post of a playbook hangs, under which condition, and how it is let go. */
export function TimingFields({ item, isDisabled, onChange }: Props) {
  const { timing } = item
  const zone = useSession().agency?.timeZone ?? 'UTC'
  const set = (next: ItemTiming) => onChange({ timing: next })
  const late = item.lateLimitSeconds
  const limits = late === null || LATE.includes(late) ? LATE : [...LATE, late].toSorted((a, b) => a - b)
  return (
    <div className="grid gap-3 @xl:grid-cols-2">
      <Select
        label={m['editorial.base']()}
        isDisabled={isDisabled}
        value={timing.base}
        onChange={(base) => set({ ...timing, base })}
        options={BASES.map((value) => ({ value, label: m[`editorial.base.${value}`]() }))}
      />
      <Select
        label={m['editorial.by']()}
        isDisabled={isDisabled}
        value={timing.kind}
        onChange={(kind) => {
          const { base, condition } = timing
          if (kind === timing.kind) return
          if (kind === 'anchored') set({ ...PLAIN, base, condition })
          else set({ kind, base, condition, dayOffset: -1, wallTime: '18:00', zone })
        }}
        options={(['anchored', 'calendar'] as const).map((value) => ({ value, label: m[`editorial.by.${value}`]() }))}
      />
      {timing.kind === 'anchored' ? (
        <OffsetField
          label={m['editorial.offset']()}
          isDisabled={isDisabled}
          value={timing.offsetSeconds}
          onChange={(seconds) => seconds !== null && set({ ...timing, offsetSeconds: seconds })}
        />
      ) : (
        <>
          <Select
            label={m['editorial.day']()}
            isDisabled={isDisabled}
            value={String(timing.dayOffset)}
            onChange={(day) => set({ ...timing, dayOffset: Number(day) })}
            options={[...new Set([...DAYS, timing.dayOffset])].map((dayOffset) => ({
              value: String(dayOffset),
              label: timingWord({ ...timing, dayOffset, wallTime: '' }).trim(),
            }))}
          />
          <TimeField
            label={m['editorial.wall-time']()}
            isDisabled={isDisabled}
            value={timing.wallTime}
            onChange={(wallTime) => wallTime && set({ ...timing, wallTime })}
          />
          <ZoneField
            label={m['editorial.zone']()}
            isDisabled={isDisabled}
            value={timing.zone}
            onChange={(next) => next && set({ ...timing, zone: next })}
          />
        </>
      )}
      <Select
        label={m['editorial.condition']()}
        isDisabled={isDisabled}
        value={timing.condition}
        onChange={(condition) => set({ ...timing, condition })}
        options={CONDITIONS.map((condition) => ({ value: condition, label: conditionWord({ ...PLAIN, condition }) }))}
      />
      {isContingency(timing.condition) && (
        <Select
          label={m['editorial.release']()}
          isDisabled={isDisabled}
          value={item.release ?? 'offer'}
          onChange={(release) => onChange({ release })}
          options={(['offer', 'release'] as const).map((value) => ({
            value,
            label: m[`editorial.release.${value}`](),
          }))}
        />
      )}
      <Select
        label={m['editorial.late']()}
        isDisabled={isDisabled}
        value={late === null ? AS_AGENCY : String(late)}
        onChange={(next) => onChange({ lateLimitSeconds: next === AS_AGENCY ? null : Number(next) })}
        options={[
          { value: AS_AGENCY, label: m['editorial.late.agency']() },
          ...limits.map((seconds) => ({
            value: String(seconds),
            label: m['editorial.late.after']({ span: duration(seconds) }),
          })),
        ]}
      />
    </div>
  )
}
