import { type Instant, type Refused, refused } from '../shared/index.ts'
import type { Cause, Delivery } from './delivery.ts'
import { isTooLate } from './late.ts'
import { type Moved, moved, raised } from './transition.ts'

/**
 * Lets the rest of a thread follow by itself, once reading back has shown which part was the last to leave (a worker was killed between two parts). Past its late
 * limit a person decides: readers have seen the thread end.
 */
export function continueThread(
  delivery: Delivery,
  now: Instant,
  cause: Extract<Cause, 'read-back-found' | 'person-found'> = 'read-back-found',
): Moved | Refused<'not-partial' | 'too-late'> {
  if (delivery.state !== 'partial') return refused('not-partial')
  if (delivery.dueAt && isTooLate(delivery.dueAt, delivery.lateLimitSeconds, now)) return refused('too-late')
  return moved(delivery, 'scheduled', cause, { ...raised(delivery), retryAt: null })
}
