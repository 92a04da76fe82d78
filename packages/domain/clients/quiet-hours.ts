import { type Instant, instantOf } from '../shared/index.ts'
import type { QuietHours } from './client.ts'

/** True when the instant falls into the client's quiet hours: from `from`, included, to `until`, not included, on the wall of their zone. */
export function inQuietHours(quiet: QuietHours, instant: Instant): boolean {
  const wall = wallTimeAt(quiet, instant)
  return quiet.from < quiet.until ? quiet.from <= wall && wall < quiet.until : quiet.from <= wall || wall < quiet.until
}

/**
 * The first instant after the quiet hours that `instant` falls into; the instant itself when it falls into none. On a day whose clocks
 * change, the end is where the wall next reaches `until` (or, where the change skips it, the first moment after the skip).
 */
export function endOfQuietHours(quiet: QuietHours, instant: Instant): Instant {
  if (!inQuietHours(quiet, instant)) return instant
  const today = instant.toZonedDateTimeISO(quiet.zone).toPlainDate()
  for (let days = 0; days <= 2; days += 1) {
    const end = instantOf(today.add({ days }).toString(), quiet.until, quiet.zone)
    if (Temporal.Instant.compare(end, instant) > 0) return firstLoud(quiet, end)
  }
  throw new RangeError(`Quiet hours in ${quiet.zone} do not end within two days`)
}

/** When the clocks go back over `until`, its first passing is followed by quiet hours again: the second one ends them. */
function firstLoud(quiet: QuietHours, end: Instant): Instant {
  if (!inQuietHours(quiet, end)) return end
  const { hour, minute } = Temporal.PlainTime.from(quiet.until)
  const later = end
    .toZonedDateTimeISO(quiet.zone)
    .with({ hour, minute, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 }, { disambiguation: 'later' })
    .toInstant()
  return Temporal.Instant.compare(later, end) > 0 ? later : end
}

function wallTimeAt(quiet: QuietHours, instant: Instant): string {
  return instant.toZonedDateTimeISO(quiet.zone).toPlainTime().toString({ smallestUnit: 'minute' })
}
