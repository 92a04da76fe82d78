import { type Database, inAgency } from '@comptoir/db'
import type { StepDoes } from '@comptoir/domain/rehearsal'
import type { Actor } from '@comptoir/domain/shared'
import {
  closeEvent,
  holdNow,
  markLaunched,
  openAttempt,
  resumeEvent,
  scrubNow,
  setGo,
  setT0,
  slipEvent,
} from '@comptoir/operations/countdown'
import type { StageAttempt } from '@comptoir/operations/rehearsal'
import type { Trouble } from './troubles.ts'

export type Order = Exclude<StepDoes, Trouble>

const UNSEEN = { reason: '', fingerprint: null, decisions: [] }

type At = {
  db: Database
  agencyId: string
  actor: Actor
  eventId: string
  attempt: StageAttempt
  now: Temporal.Instant
}

/** Gives an order to the countdown as a person would, by the same use case. Answers why it was refused, null when it was carried out. */
export async function giveOrder(at: At, order: Order): Promise<string | null> {
  const outcome = await carryOut(at, order)
  return outcome.kind === 'refused' ? outcome.why : null
}

function carryOut({ db, agencyId, actor, eventId, attempt, now }: At, order: Order) {
  const input = { eventId, attemptId: attempt.id, ...UNSEEN }
  switch (order.verb) {
    case 'go':
      return inAgency(db, agencyId, (tx) => setGo(tx, actor, input))
    case 'hold':
      return holdNow(db, agencyId, actor, input)
    case 'scrubbed':
      return scrubNow(db, agencyId, actor, input)
    case 'launched':
      return inAgency(db, agencyId, (tx) => markLaunched(tx, actor, { ...input, liftoffAt: now }))
    case 'closed':
      return inAgency(db, agencyId, (tx) => closeEvent(tx, actor, { ...input, outcome: order.outcome }))
    case 'slipped': {
      const t0 = (attempt.t0 ?? now).add({ seconds: order.bySeconds })
      return inAgency(db, agencyId, (tx) => slipEvent(tx, actor, { ...input, t0 }))
    }
    case 'resumed': {
      const t0 = now.add({ seconds: order.inSeconds })
      return inAgency(db, agencyId, (tx) => resumeEvent(tx, actor, { ...input, t0, to: order.to }))
    }
    case 'attempt-opened': {
      const t0 = { kind: 'instant' as const, at: now.add({ seconds: order.inSeconds }) }
      return inAgency(db, agencyId, (tx) => openAttempt(tx, actor, { ...input, t0 }))
    }
  }
}

/** Brings the event to the T-0 that the rehearsal begins with. */
export async function beginAt(at: At, t0: Temporal.Instant): Promise<string | null> {
  const { db, agencyId, actor, eventId, attempt } = at
  const input = { eventId, attemptId: attempt.id, ...UNSEEN }
  if (attempt.t0?.equals(t0) && attempt.state !== 'hold') return null
  const outcome = await inAgency(db, agencyId, (tx) => {
    if (attempt.state === 'hold') return resumeEvent(tx, actor, { ...input, t0, to: 'planned' })
    if (attempt.state === 'go') return slipEvent(tx, actor, { ...input, t0 })
    return setT0(tx, actor, { ...input, t0: { kind: 'instant', at: t0 } })
  })
  return outcome.kind === 'refused' ? outcome.why : null
}
