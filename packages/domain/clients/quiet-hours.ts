import { type Instant, isBefore } from '../shared/index.ts'
import type { QuietHours } from './client.ts'

/**
 * True when the instant falls into the client's quiet hours: from `from`, included, to `until`, not included, on the
 * wall of their zone.
 */
export function inQuietHours(quiet: QuietHours, instant: Instant): boolean {
  const wall = wallTimeAt(quiet, instant)
  return quiet.from < quiet.until ? quiet.from <= wall && wall < quiet.until : quiet.from <= wall || wall < quiet.until
}

/**
 * The first instant after the quiet hours that `instant` falls into; the instant itself when it falls into none. Exact
 * on days whose clocks change: an end in the skipped hour comes with the change, one in the repeated hour counts each
 * time that the wall shows it.
 */
export function endOfQuietHours(quiet: QuietHours, instant: Instant): Instant {
  if (!inQuietHours(quiet, instant)) return instant
  const end = possibleEnds(quiet, instant)
    .filter((candidate) => isBefore(instant, candidate) && !inQuietHours(quiet, candidate))
    .toSorted(Temporal.Instant.compare)[0]
  if (!end) throw new RangeError(`Quiet hours in ${quiet.zone} do not end within two days`)
  return end
}

/** Quiet turns to loud only where the wall passes `until` or where the clocks change. */
function possibleEnds(quiet: QuietHours, instant: Instant): Instant[] {
  const here = instant.toZonedDateTimeISO(quiet.zone)
  const time = Temporal.PlainTime.from(quiet.until)
  const passings = [0, 1, 2].flatMap((days) => {
    const wall = here.toPlainDate().add({ days }).toPlainDateTime(time)
    return (['earlier', 'later'] as const).map((disambiguation) =>
      wall.toZonedDateTime(quiet.zone, { disambiguation }).toInstant(),
    )
  })
  const change = here.getTimeZoneTransition('next')
  return change ? [...passings, change.toInstant()] : passings
}

function wallTimeAt(quiet: QuietHours, instant: Instant): string {
  return instant.toZonedDateTimeISO(quiet.zone).toPlainTime().toString({ smallestUnit: 'minute' })
}
