import { compareNames, placeOf } from '../../format/index.ts'

/** The browser's own zone, the likeliest answer. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Every zone, by the name of its place, the region in grey behind it. */
export function zoneOptions() {
  return Intl.supportedValuesOf('timeZone')
    .map((zone) => ({
      value: zone,
      label: placeOf(zone),
      note: zone.split('/').slice(0, -1).join(', ').replaceAll('_', ' '),
    }))
    .toSorted((a, b) => compareNames(a.label, b.label))
}
