import type { DeliveryState } from './delivery.ts'

/** How a strict stop (hold, scrub, stop switch) found a delivery once all that was in `sending` had been waited for. */
export type StopList = 'stopped' | 'already-out' | 'unknown'

/**
 * The list of a stop's answer that a delivery belongs to: what was held back, what had already left (wholly or in
 * part), what is not known to have left or not. Null for what the stop does not concern (failed, called off, taken back
 * before).
 */
export function stopListOf(state: DeliveryState): StopList | null {
  switch (state) {
    case 'held':
    case 'scheduled':
    case 'claimed':
      return 'stopped'
    case 'published':
    case 'partial':
      return 'already-out'
    case 'sending':
    case 'uncertain':
      return 'unknown'
    case 'failed':
    case 'cancelled':
    case 'withdrawn':
      return null
  }
}
