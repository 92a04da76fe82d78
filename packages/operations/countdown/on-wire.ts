import type { Attempt, Timing } from '@comptoir/domain/countdown'

/** An attempt as it travels: instants are ISO 8601. `zero` is what the clock counts from: the lift-off, else T-0. */
export type AttemptOnWire = {
  id: string
  number: number
  state: Attempt['state']
  t0: { kind: 'unknown' } | { kind: 'day'; day: string } | { kind: 'instant'; at: string }
  heldClockSeconds: number | null
  heldAt: string | null
  liftoffAt: string | null
  scrubbedAt: string | null
  outcome: Attempt['outcome']
  outcomeAt: string | null
}

export function attemptOnWire(attempt: Attempt): AttemptOnWire {
  const { t0 } = attempt
  return {
    id: attempt.id,
    number: attempt.number,
    state: attempt.state,
    t0: t0.kind === 'instant' ? { kind: 'instant', at: t0.at.toString() } : t0,
    heldClockSeconds: attempt.heldClockSeconds,
    heldAt: attempt.heldAt?.toString() ?? null,
    liftoffAt: attempt.liftoffAt?.toString() ?? null,
    scrubbedAt: attempt.scrubbedAt?.toString() ?? null,
    outcome: attempt.outcome,
    outcomeAt: attempt.outcomeAt?.toString() ?? null,
  }
}

type Wired<T> = T extends { kind: 'fixed' } ? { kind: 'fixed'; at: string } : T
export type TimingOnWire = Wired<Timing>

export function timingOnWire(timing: Timing): TimingOnWire {
  return timing.kind === 'fixed' ? { kind: 'fixed', at: timing.at.toString() } : timing
}
