import { type AgencyTx, type Database, inDispatch } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import type { Exchange, Identity, Prepared, PublishedRef, Settlement } from '@comptoir/connectors/sdk'
import {
  ASK_A_PERSON_AFTER_SECONDS,
  continueThread,
  type Delivery,
  type ReadBack as Reading,
  sendComment,
  settlementVerdict,
  type SettlementClass,
  isTooLate,
  leaveComment,
  SENT_WITHIN_SECONDS,
  settleAbsent,
  settleLater,
  settleThere,
} from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { DELIVERY_COLUMNS, toDelivery } from '../delivery-rows.ts'
import { saveMoves } from '../save-moves.ts'
import { tellOfDeliveries } from '../tell-of-deliveries.ts'
import { atTheLedger } from './at-the-ledger.ts'
import { byAgency } from './claim-due.ts'
import type { StepRow } from './gate-facts.ts'
import { firstMetricsAt } from './metrics-schedule.ts'

/** An unknown outcome to be read back: the bytes and identity that the lost call carried. */
export type ToSettle = {
  agencyId: string
  delivery: Delivery
  network: string
  prepared: Prepared | null
  steps: StepRow[]
  /** The step whose outcome is unknown. */
  step: number
  before: PublishedRef[]
  identity: Identity
  /** When its first attempt began. */
  since: Temporal.Instant
  /** When its latest attempt began: how far that one can still reach is counted from here. */
  last: Temporal.Instant
  emptyReadings: Temporal.Instant[]
}

/** A reading back is this worker's for so long; a worker that vanishes in it is replaced. */
const SETTLE_LEASE_SECONDS = 45

/** Takes unknown outcomes whose reading back is due. Reading twice would be harmless, once is enough. */
export async function claimSettlements(db: Database, limit = 50): Promise<ToSettle[]> {
  const candidates = await inDispatch(db, async (tx) => {
    const { rows } = await sql<{ agency_id: string; id: string }>`
      select agency_id, id from deliveries where state = 'uncertain' and settle_at <= clock_timestamp()
      order by settle_at limit ${limit}`.execute(tx)
    return rows
  })
  const work: ToSettle[] = []
  for (const [agencyId, ids] of byAgency(candidates)) {
    work.push(...(await atTheLedger(db, agencyId, (tx) => claimIn(tx, ids))))
  }
  return work
}

async function claimIn(tx: AgencyTx, ids: readonly string[]): Promise<ToSettle[]> {
  const { rows: taken } = await sql<{ id: string }>`
    update deliveries d set settle_at = clock_timestamp() + make_interval(secs => ${SETTLE_LEASE_SECONDS})
    where d.agency_id = ${tx.agencyId}::uuid and d.id in (
      select id from deliveries where agency_id = ${tx.agencyId}::uuid and id = any(${[...ids]}::uuid[])
        and state = 'uncertain' and settle_at <= clock_timestamp() for update skip locked)
    returning d.id`.execute(tx)
  const work: ToSettle[] = []
  for (const { id } of taken) {
    const one = await readUnknown(tx, id)
    if (one) work.push(one)
  }
  return work
}

/** Everything that reading back needs; null when no call was ever begun. */
async function readUnknown(tx: AgencyTx, deliveryId: string): Promise<ToSettle | null> {
  const row = await tx
    .selectFrom('deliveries')
    .innerJoin('channels', (join) =>
      join.onRef('channels.agency_id', '=', 'deliveries.agency_id').onRef('channels.id', '=', 'deliveries.channel_id'),
    )
    .select(DELIVERY_COLUMNS)
    .select(['deliveries.prepared', 'channels.network'])
    .where('deliveries.id', '=', deliveryId)
    .executeTakeFirstOrThrow()
  const { steps, empty } = await readSteps(tx, deliveryId)
  const step = steps.findIndex((one) => one.state === 'sending' || one.state === 'uncertain')
  const unknown = steps[step]
  if (!unknown) return null
  const { first, last } = await tx
    .selectFrom('delivery_attempts')
    .select((eb) => [eb.fn.min('started_at').as('first'), eb.fn.max('started_at').as('last')])
    .where('step_id', '=', unknown.id)
    .where('kind', '=', 'publish')
    .executeTakeFirstOrThrow()
  const sending = row.sending_at ?? new Date()
  return {
    agencyId: tx.agencyId,
    delivery: toDelivery(row),
    network: row.network,
    prepared: row.prepared as Prepared | null,
    steps,
    step,
    before: steps.slice(0, step).flatMap(({ ref }) => ref ?? []),
    identity: unknown.identity,
    since: (first ?? sending).toTemporalInstant(),
    last: (last ?? sending).toTemporalInstant(),
    emptyReadings: empty.get(unknown.id) ?? [],
  }
}

export async function readSteps(
  tx: AgencyTx,
  deliveryId: string,
): Promise<{ steps: StepRow[]; empty: Map<string, Temporal.Instant[]> }> {
  const rows = await tx
    .selectFrom('delivery_steps')
    .select(['id', 'position', 'kind', 'identity', 'state', 'ref', 'empty_reads'])
    .where('delivery_id', '=', deliveryId)
    .orderBy('position')
    .execute()
  return {
    steps: rows.map((row) => ({
      id: row.id,
      position: row.position,
      kind: row.kind as StepRow['kind'],
      identity: row.identity as Identity,
      state: row.state as StepRow['state'],
      ref: row.ref as PublishedRef | null,
    })),
    empty: new Map(rows.map((row) => [row.id, row.empty_reads.map((date) => date.toTemporalInstant())])),
  }
}

export type ReadBack = { settlement: Settlement; exchanges: readonly Exchange[]; startedAt: Temporal.Instant }

/** Writes down a reading back and draws what follows: out, sent again with the same identity, read again, or put before a person. */
export async function recordSettlement(tx: AgencyTx, worker: string, work: ToSettle, seen: ReadBack): Promise<void> {
  const read = asTheClassAllows(work, seen)
  const actor: Actor = { kind: 'system', name: worker }
  const row = await tx
    .selectFrom('deliveries')
    .select(DELIVERY_COLUMNS)
    .where('id', '=', work.delivery.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const delivery = toDelivery(row)
  await noteReading(tx, worker, work, read)
  // A person, or the answer itself, was quicker.
  if (delivery.state !== 'uncertain' || delivery.fence !== work.delivery.fence) return
  const { settlement } = read
  if (settlement.kind === 'there') return settledThere(tx, actor, delivery, work, settlement.ref)
  if (settlement.kind === 'absent') {
    await setStep(tx, work, 'waiting', null)
    const outcome = settleAbsent(delivery, await tx.now())
    if (outcome.kind === 'refused') return
    await saveMoves(tx, actor, [{ moved: outcome, fence: delivery.fence }])
    if (outcome.delivery.state === 'held') await tell(tx, delivery, 'delivery-held', 'too-late')
    if (outcome.delivery.state === 'failed') await tell(tx, delivery, 'delivery-failed', 'tries-exhausted')
    if (outcome.delivery.state === 'published') await firstMetricsAt(tx, [delivery.id])
    tx.wake('comptoir_dispatch')
    return
  }
  const now = await tx.now()
  const overdue = now.epochMilliseconds - work.last.epochMilliseconds > ASK_A_PERSON_AFTER_SECONDS * 1000
  const again = overdue ? null : settlement.readAgainAt
  if (again === null && isOnlyComment(work)) return leaveCommentOut(tx, actor, delivery, work)
  const outcome = settleLater(delivery, again, settlement.why === 'not-seen-yet')
  if (outcome.kind === 'refused') return
  // It stays where it was: the reading is in the attempts, not a transition of its own.
  await tx
    .updateTable('deliveries')
    .set({ settle_at: again?.toString() ?? null })
    .where('id', '=', delivery.id)
    .execute()
  if (again === null) await tell(tx, delivery, 'delivery-uncertain', settlement.why)
}

/** What a connector found absent counts for as much as its network's class allows, here and for every network alike: no connector can prove more by itself. */
function asTheClassAllows(work: ToSettle, read: ReadBack): ReadBack {
  if (read.settlement.kind !== 'absent') return read
  const settlement: SettlementClass = connectorOf(work.network)?.manifest.settlement ?? 'none'
  const reads = [...work.emptyReadings, read.startedAt].map((at): Reading => ({ at, saw: 'nothing' }))
  const sentBy = work.last.add({ seconds: SENT_WITHIN_SECONDS })
  const verdict = settlementVerdict(settlement, reads, sentBy, read.startedAt)
  const unknown = (why: 'not-seen-yet' | 'cannot-prove', readAgainAt: Temporal.Instant | null): ReadBack => ({
    ...read,
    settlement: { kind: 'unknown', why, failure: null, readAgainAt },
  })
  if (verdict.kind === 'read-again') return unknown('not-seen-yet', verdict.at)
  return verdict.kind === 'absent' ? read : unknown('cannot-prove', null)
}

async function settledThere(
  tx: AgencyTx,
  actor: Actor,
  delivery: Delivery,
  work: ToSettle,
  ref: PublishedRef,
): Promise<void> {
  await setStep(tx, work, 'published', ref)
  const first = work.before[0] ?? ref
  const found = { remoteId: first.remoteId, permalink: first.permalink, at: delivery.publishedAt ?? work.since }
  const rest = work.steps.slice(work.step + 1)
  const now = await tx.now()
  const onlyComment = rest.every(({ kind }) => kind === 'first-comment')
  const outcome = settleThere(delivery, found, onlyComment)
  if (outcome.kind === 'refused') return
  await saveMoves(tx, actor, [{ moved: outcome, fence: delivery.fence, failure: null }])
  await firstMetricsAt(tx, [delivery.id])
  if (rest.length === 0) return
  await follow(tx, actor, outcome.delivery, { onlyComment, now, cause: 'read-back-found' })
}

/** Lets what is still to leave of a delivery leave by itself: the other parts of its thread, or the comment of a post that is out. Past its late limit someone is told instead. */
export async function follow(
  tx: AgencyTx,
  actor: Actor,
  delivery: Delivery,
  {
    onlyComment,
    now,
    cause,
  }: { onlyComment: boolean; now: Temporal.Instant; cause: 'read-back-found' | 'person-found' },
): Promise<void> {
  const late = delivery.dueAt !== null && isTooLate(delivery.dueAt, delivery.lateLimitSeconds, now)
  if (onlyComment && late) return tell(tx, delivery, 'delivery-partial', 'first-comment')
  const followed = onlyComment ? sendComment(delivery, now, cause) : continueThread(delivery, now, cause)
  if (followed.kind === 'refused') return tell(tx, delivery, 'delivery-partial', followed.why)
  await saveMoves(tx, actor, [{ moved: followed, fence: delivery.fence }])
  tx.wake('comptoir_dispatch')
}

/** All that is unknown is the first comment of a post that is out. */
const isOnlyComment = ({ steps, step, before }: ToSettle) => steps[step]?.kind === 'first-comment' && before.length > 0

/** The post is out whatever became of its comment: somebody is told to look, and nothing more is sent. */
async function leaveCommentOut(tx: AgencyTx, actor: Actor, delivery: Delivery, work: ToSettle): Promise<void> {
  const first = work.before[0]!
  const at = delivery.publishedAt ?? delivery.sendingAt ?? work.since
  const outcome = leaveComment(delivery, { remoteId: first.remoteId, permalink: first.permalink, at })
  if (outcome.kind === 'refused') return
  await saveMoves(tx, actor, [{ moved: outcome, fence: delivery.fence }])
  await firstMetricsAt(tx, [delivery.id])
}

const tell = (
  tx: AgencyTx,
  delivery: Delivery,
  kind: 'delivery-held' | 'delivery-failed' | 'delivery-uncertain' | 'delivery-partial',
  why: string,
) => tellOfDeliveries(tx, [{ deliveryId: delivery.id, kind, why, key: delivery.fence }])

async function setStep(
  tx: AgencyTx,
  work: ToSettle,
  state: 'waiting' | 'published',
  ref: PublishedRef | null,
): Promise<void> {
  await tx
    .updateTable('delivery_steps')
    .set({
      state,
      empty_reads: [],
      ...(ref ? { ref: JSON.stringify(ref), published_at: work.since.toString() } : {}),
    })
    .where('id', '=', work.steps[work.step]!.id)
    .execute()
}

async function noteReading(tx: AgencyTx, worker: string, work: ToSettle, read: ReadBack): Promise<void> {
  const stepId = work.steps[work.step]!.id
  const { settlement } = read
  await tx
    .insertInto('delivery_attempts')
    .values({
      agency_id: tx.agencyId,
      delivery_id: work.delivery.id,
      step_id: stepId,
      kind: 'settle',
      fence: work.delivery.fence,
      worker,
      started_at: read.startedAt.toString(),
      ended_at: sql<Date>`clock_timestamp()`,
      outcome: settlement.kind,
      detail: JSON.stringify({
        exchanges: read.exchanges,
        ...(settlement.kind === 'there' ? { ref: settlement.ref } : {}),
        ...(settlement.kind === 'unknown'
          ? { why: settlement.why, readAgainAt: settlement.readAgainAt?.toString() ?? null }
          : {}),
      }),
    })
    .execute()
  if (settlement.kind === 'unknown' && settlement.why === 'not-seen-yet') {
    await tx
      .updateTable('delivery_steps')
      .set({ empty_reads: sql<Date[]>`empty_reads || ${read.startedAt.toString()}::timestamptz` })
      .where('id', '=', stepId)
      .execute()
  }
}
