import { useMemo } from 'react'
import { compareNames, placeOf, timeOfDay } from '../format/index.ts'
import { useLanguage } from '../frame/language.ts'
import { useMinute } from '../frame/now.ts'
import { m } from '../words.ts'
import type { AriaFieldParts } from './aria-field.tsx'
import { ComboBox } from './combo-box.tsx'

interface Props extends Omit<AriaFieldParts, 'label' | 'hint'> {
  value: string
  onChange: (zone: string) => void
  label?: string
}

/** A zone, found by typing the name of its place; below, what its wall shows now. */
export function ZoneField({ value, onChange, label, ...parts }: Props) {
  const language = useLanguage()
  const now = useMinute()
  const options = useMemo(
    () =>
      [...new Set([value, ...Intl.supportedValuesOf('timeZone')])]
        .map((zone) => ({ value: zone, label: placeOf(zone), note: zone.split('/').slice(0, -1).join(', ') }))
        .toSorted((a, b) => compareNames(a.label, b.label, language)),
    [language, value],
  )
  return (
    <ComboBox
      {...parts}
      label={label ?? m['parts.zone']()}
      hint={m['parts.zone.now']({ time: timeOfDay(now, value) })}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
      options={options}
    />
  )
}
