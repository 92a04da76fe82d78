import { resolveDueAt, type Due } from '@comptoir/domain/countdown'
import type { EventLine, Timing } from './composer-draft.ts'

const instantOf = (text: string | null) => (text === null ? null : Temporal.Instant.from(text))

/** When a timing would leave under an event as it stands now: the same rule as the server's, while it is being typed. */
export function dueOf(timing: Timing, attempt: EventLine['attempt'] | null): Due {
  const plan = timing.kind === 'fixed' ? { kind: timing.kind, at: Temporal.Instant.from(timing.at) } : timing
  return resolveDueAt(
    plan,
    attempt && {
      ...attempt,
      t0: attempt.t0.kind === 'instant' ? { kind: 'instant', at: Temporal.Instant.from(attempt.t0.at) } : attempt.t0,
      heldAt: instantOf(attempt.heldAt),
      liftoffAt: instantOf(attempt.liftoffAt),
      scrubbedAt: instantOf(attempt.scrubbedAt),
      outcomeAt: instantOf(attempt.outcomeAt),
    },
  )
}

/** The instant to show: when it is due, or where it would fall if T-0 held. */
export function shownAt(due: Due): string | null {
  return (due.kind === 'due' ? due.at : due.projected)?.toString() ?? null
}
