import { ChevronDown } from 'lucide-react'
import { useId, useMemo } from 'react'
import { INPUT, NativeFieldShell, sayId } from '../../components/field.tsx'
import { timeOfDay } from '../../format/index.ts'
import { useLanguage } from '../../frame/language.ts'
import { useMinute } from '../../frame/now.ts'
import { m } from '../../words.ts'
import { zonesByRegion } from './zones.ts'

/** The browser's own list: it opens at a letter, and the set-up page stays light. */
export function ZoneSelect({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const id = useId()
  const language = useLanguage()
  const now = useMinute()
  const regions = useMemo(() => zonesByRegion(language), [language])
  const said = {
    label: m['sign-in.set-up.zone'](),
    hint: m['sign-in.set-up.zone.hint']({ time: timeOfDay(now, value) }),
  }
  return (
    <div>
      <NativeFieldShell id={id} {...said}>
        <div className="relative">
          <select
            id={id}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            aria-describedby={sayId(id, said)}
            className={`${INPUT} appearance-none pr-8`}
          >
            {regions.map(([region, zones]) => (
              <optgroup key={region} label={region}>
                {zones.map((zone) => (
                  <option key={zone.value} value={zone.value}>
                    {zone.label}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
          <ChevronDown
            size={14}
            strokeWidth={2}
            className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2"
          />
        </div>
      </NativeFieldShell>
    </div>
  )
}
