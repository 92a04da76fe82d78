import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { AgencyTx } from '@comptoir/db'
import type { Connector, Identity, PublishedRef } from '@comptoir/connectors/sdk'
import { enterSending as throughTheGate, gate } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed } from '../../shared/index.ts'
import { type Change, saveMoves } from '../save-moves.ts'
import { type DeliveryNews, tellOfDeliveries } from '../tell-of-deliveries.ts'
import { type GateMark, markPassage } from './gate-mark.ts'
import { type AtTheGate, readGateFacts, shareLocks, type StepRow } from './gate-facts.ts'

/** What a worker wants to send, on the strength of its claim. */
export type Order = {
  deliveryId: string
  fence: number
  clientId: string
  eventId: string | null
  /** What will be sent, in order; a step that is out already is not sent again. */
  steps: readonly StepRow['kind'][]
  mintIdentity: Connector['mintIdentity']
  /** False: the worker has nothing in hand to send; it asks only to hear what forbids it. */
  isReady: boolean
}

/** The right to make one call. */
export type Passage = {
  deliveryId: string
  fence: number
  /** The step to send now; those before it are out. */
  step: number
  stepIds: readonly string[]
  identities: readonly Identity[]
  attemptId: string
  before: readonly PublishedRef[]
}

export type GateAnswer = {
  sending: Passage[]
  /** Their instant is a moment away: ask again then. */
  early: string[]
  /** What was made ahead is for other content: prepare again. */
  unprepared: string[]
  /** Held, or no longer this worker's: let go of them. */
  dropped: string[]
  /** This is not the database that the process knows: nothing passed, and it must be met anew. */
  isOther: boolean
}

/** A worker that says nothing for so long has vanished, and what it was sending is read back. It says so every few seconds. */
export const SENDING_LEASE_SECONDS = 20

/**
 * The gate, for one due batch of an agency, in one transaction: locks first, then facts, then the move to `sending` with step identities and attempts. Running it twice
 * is harmless: one fence passes once.
 */
export async function enterSending(
  tx: AgencyTx,
  worker: string,
  orders: readonly Order[],
  ours: GateMark,
): Promise<GateAnswer> {
  const actor: Actor = { kind: 'system', name: worker }
  const answer: GateAnswer = { sending: [], early: [], unprepared: [], dropped: [], isOther: false }
  const eventIds = orders.flatMap(({ eventId }) => eventId ?? [])
  await shareLocks(tx, [...new Set(orders.map(({ clientId }) => clientId))], [...new Set(eventIds)])
  const seen = new Map(
    (
      await readGateFacts(
        tx,
        orders.map(({ deliveryId }) => deliveryId),
      )
    ).map((one) => [one.delivery.id, one]),
  )
  const passing: Passing[] = []
  const held: Change[] = []
  const news: DeliveryNews[] = []
  for (const order of orders) {
    const here = seen.get(order.deliveryId)
    if (!here) {
      answer.dropped.push(order.deliveryId)
      continue
    }
    const decision = gate(here.facts, here.now)
    const ready = order.isReady && here.isPrepared
    if (decision.kind === 'send' && !ready && here.delivery.fence === order.fence) {
      answer.unprepared.push(order.deliveryId)
      continue
    }
    const outcome = throughTheGate(here.delivery, order.fence, decision, here.now)
    if (outcome.kind === 'refused') {
      ;(outcome.why === 'not-yet' ? answer.early : answer.dropped).push(order.deliveryId)
    } else if (outcome.delivery.state !== 'sending') {
      held.push({ moved: outcome, fence: here.delivery.fence })
      const { state, heldBecause: why, fence: key } = outcome.delivery
      if (state === 'held') news.push({ deliveryId: order.deliveryId, kind: 'delivery-held', why, key })
      answer.dropped.push(order.deliveryId)
    } else {
      passing.push(passingOf(order, here))
    }
  }
  if (passing.length > 0) {
    if (!(await markPassage(tx, ours))) return { ...answer, isOther: true }
    const through = await writePassages(tx, worker, actor, passing)
    for (const one of passing) {
      if (through.has(one.passage.deliveryId)) answer.sending.push(one.passage)
      else answer.early.push(one.passage.deliveryId)
    }
  }
  await saveMoves(tx, actor, held)
  await tellOfDeliveries(tx, news)
  return answer
}

type NewStep = { id: string; delivery_id: string; position: number; kind: StepRow['kind']; identity: Identity }
type Passing = { passage: Passage; newSteps: NewStep[] }

function passingOf(order: Order, { delivery, steps, now }: AtTheGate): Passing {
  const mintedAt = distinct(now)
  const newSteps: NewStep[] = []
  const stepIds: string[] = []
  const identities: Identity[] = []
  for (const [position, kind] of order.steps.entries()) {
    const known = steps.find((step) => step.position === position)
    const identity = known?.identity ?? order.mintIdentity(mintedAt, randomBytes, position)
    const id = known?.id ?? randomUUIDv7()
    if (!known) newSteps.push({ id, delivery_id: delivery.id, position, kind, identity })
    stepIds.push(id)
    identities.push(identity)
  }
  const out = steps.filter((step) => step.state === 'published' && step.ref)
  // Parts leave in order, so the first that is not out is the next.
  const step = order.steps.findIndex((_, position) => !out.some((done) => done.position === position))
  return {
    newSteps,
    passage: {
      deliveryId: delivery.id,
      fence: delivery.fence,
      step: Math.max(0, step),
      stepIds,
      identities,
      attemptId: randomUUIDv7(),
      before: out.map(({ ref }) => ref!),
    },
  }
}

let lastMinted = 0n

/** Networks whose names are made of time and a little chance: two posts of one moment must not share one. The database refuses what this cannot see. */
function distinct(now: Temporal.Instant): Temporal.Instant {
  const wanted = now.epochNanoseconds
  lastMinted = wanted > lastMinted ? wanted : lastMinted + 1000n
  return Temporal.Instant.fromEpochNanoseconds(lastMinted)
}

async function writePassages(
  tx: AgencyTx,
  worker: string,
  actor: Actor,
  passing: readonly Passing[],
): Promise<Set<string>> {
  const passages = passing.map(({ passage }) => ({
    id: passage.deliveryId,
    fence: passage.fence,
    step_id: passage.stepIds[passage.step],
    attempt_id: passage.attemptId,
  }))
  const newSteps = passing.flatMap((one) => one.newSteps)
  const fresh = new Set(newSteps.map(({ id }) => id))
  const known = passages.flatMap(({ step_id: id }) => (id && !fresh.has(id) ? [id] : []))
  // Rows are named by key as well as joined, so that no plan walks the whole agency. The step of this very call is known as being sent; the others wait for their turn.
  const { rows } = await sql<{ id: string }>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(passages)}::jsonb) as w(id uuid, fence int, step_id uuid, attempt_id uuid)
    ), moved as (
      update deliveries d set state = 'sending', cause = 'gate-passed', sending_at = clock_timestamp(), held_because = null,
        lease_until = clock_timestamp() + make_interval(secs => ${SENDING_LEASE_SECONDS}), updated_at = clock_timestamp()
      from wanted w
      where d.agency_id = ${tx.agencyId}::uuid and d.id = any(${passages.map(({ id }) => id)}::uuid[]) and d.id = w.id and d.state = 'claimed' and d.fence = w.fence
        and d.due_at <= clock_timestamp()
      returning d.id, w.fence, w.step_id, w.attempt_id, d.sending_at
    ), told as (
      insert into delivery_transitions (agency_id, delivery_id, from_state, to_state, cause, actor, at)
      select ${tx.agencyId}::uuid, id, 'claimed', 'sending', 'gate-passed', ${JSON.stringify(actor)}::jsonb, sending_at from moved
    ), minted as (
      insert into delivery_steps (agency_id, id, delivery_id, position, kind, identity, state)
      select ${tx.agencyId}::uuid, s.id, s.delivery_id, s.position, s.kind, s.identity,
        case when s.id = moved.step_id then 'sending' else 'waiting' end
      from jsonb_to_recordset(${JSON.stringify(newSteps)}::jsonb) as s(id uuid, delivery_id uuid, position int, kind text, identity jsonb)
      join moved on moved.id = s.delivery_id
    ), again as (
      update delivery_steps s set state = 'sending' from moved
      where s.agency_id = ${tx.agencyId}::uuid and s.id = any(${known}::uuid[]) and s.id = moved.step_id
    ), begun as (
      insert into delivery_attempts (agency_id, id, delivery_id, step_id, kind, fence, worker, started_at)
      select ${tx.agencyId}::uuid, attempt_id, id, step_id, 'publish', fence, ${worker}, sending_at from moved
    )
    select id from moved`.execute(tx)
  await changed(tx, 'deliveries', rows.length === 1 ? rows[0]!.id : null)
  return new Set(rows.map((row) => row.id))
}
