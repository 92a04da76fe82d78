import { epochMs } from '../../format/index.ts'
import type { Preview } from './run-order.ts'

/** A T-0 on another day has a window of its own. */
const SAME_WINDOW_MS = 12 * 3_600_000

/** When the launch window closed that a new T-0 lies beyond; null when it lies within, or has another. */
export function windowLeft(
  { before, after }: Pick<Preview, 'before' | 'after'>,
  windowMinutes: number | null,
): string | null {
  const opened = openedAt(before)
  if (!windowMinutes || opened === null || after.t0.kind !== 'instant' || after.number !== before.number) return null
  const closes = opened + windowMinutes * 60_000
  const t0 = epochMs(after.t0.at)
  return t0 > closes && t0 - opened < SAME_WINDOW_MS ? new Date(closes).toISOString() : null
}

/** T-0 as it was: on hold it is cleared, and where the clock stood tells it. */
function openedAt({ t0, heldAt, heldClockSeconds }: Preview['before']): number | null {
  if (t0.kind === 'instant') return epochMs(t0.at)
  return heldAt !== null && heldClockSeconds !== null ? epochMs(heldAt) - heldClockSeconds * 1000 : null
}
