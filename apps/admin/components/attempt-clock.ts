import type { Outputs } from '../data/trpc.ts'
import type { NextT0 } from '../frame/feature.ts'

type Attempt = Outputs['countdown']['get']['attempt']

/** What a clock shows of an attempt. */
export function clockOf(attempt: Attempt): Pick<NextT0, 'state' | 'at' | 'day' | 'frozen'> {
  const { t0 } = attempt
  return {
    state: attempt.state,
    at: attempt.liftoffAt ?? (t0.kind === 'instant' ? t0.at : null),
    day: t0.kind === 'day' ? t0.day : null,
    frozen: attempt.heldClockSeconds,
  }
}
