import { compareNames, placeOf, type Language } from '../../format/index.ts'

/** The browser's own zone, the likeliest answer. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

interface Zone {
  value: string
  label: string
}

/** Every zone by the name of its place, under its region: Europe, Paris. */
export function zonesByRegion(language: Language): [region: string, zones: Zone[]][] {
  const zones = [...new Set([ownZone(), ...Intl.supportedValuesOf('timeZone')])]
  return [...Map.groupBy(zones, (zone) => zone.split('/')[0] ?? zone)]
    .map(([region, ofRegion]): [string, Zone[]] => [
      region,
      ofRegion
        .map((value) => ({ value, label: placeOf(value) }))
        .toSorted((a, b) => compareNames(a.label, b.label, language)),
    ])
    .toSorted(([a], [b]) => compareNames(a, b, language))
}
