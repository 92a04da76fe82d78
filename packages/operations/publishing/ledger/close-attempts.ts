import { randomUUIDv7 } from 'node:crypto'
import type { AgencyTx } from '@comptoir/db'
import type { Exchange, Failure, Published, PublishedRef } from '@comptoir/connectors/sdk'
import {
  afterFailure,
  type Delivery,
  type Failure as DomainFailure,
  type Found,
  type Moved,
  published,
  settleThere,
} from '@comptoir/domain/publishing'
import type { Actor, Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { loseChannel } from '../../channels/index.ts'
import { DELIVERY_COLUMNS, toDelivery } from '../delivery-rows.ts'
import { type Change, saveMoves } from '../save-moves.ts'
import { type DeliveryNews, tellOfDeliveries } from '../tell-of-deliveries.ts'
import { SENDING_LEASE_SECONDS } from './enter-sending.ts'
import { type GateMark, markPassage } from './gate-mark.ts'
import { firstMetricsAt } from './metrics-schedule.ts'

/** What came of one call. */
export type Closing = {
  deliveryId: string
  fence: number
  channelId: string
  attemptId: string
  stepId: string
  kind: 'post' | 'reply' | 'first-comment'
  answer: Published | Failure
  /** The parts that were out before this call, in order. */
  before: readonly PublishedRef[]
  exchanges: readonly Exchange[]
  endedAt: Temporal.Instant
}

/** The next step of a thread goes on under the same passage. */
export type Advanced = { attemptId: string } | null

/**
 * A part is out and another follows: closes this attempt and opens the next one, before the next call. Null when the delivery is no longer this worker's:
 * then nothing more may be sent.
 */
export async function advance(
  tx: AgencyTx,
  worker: string,
  closing: Closing,
  nextStepId: string,
  ours: GateMark,
): Promise<Advanced> {
  await writeOutcomes(tx, [closing])
  const row = await tx
    .updateTable('deliveries')
    .set({
      lease_until: sql<Date>`clock_timestamp() + make_interval(secs => ${SENDING_LEASE_SECONDS})`,
      updated_at: sql<Date>`clock_timestamp()`,
      ...(closing.before.length === 0 && closing.answer.kind === 'published'
        ? {
            remote_id: closing.answer.ref.remoteId,
            permalink: closing.answer.ref.permalink,
            published_at: closing.answer.at.toString(),
          }
        : {}),
      comment_only: sql<boolean>`(select kind = 'first-comment' from delivery_steps where agency_id = ${tx.agencyId}::uuid and id = ${nextStepId}::uuid)`,
    })
    .where('id', '=', closing.deliveryId)
    .where('state', '=', 'sending')
    .where('fence', '=', closing.fence)
    .returning('id')
    .executeTakeFirst()
  if (!row || !(await markPassage(tx, ours))) return null
  const attemptId = randomUUIDv7()
  await tx.updateTable('delivery_steps').set({ state: 'sending' }).where('id', '=', nextStepId).execute()
  await tx
    .insertInto('delivery_attempts')
    .values({
      agency_id: tx.agencyId,
      id: attemptId,
      delivery_id: closing.deliveryId,
      step_id: nextStepId,
      kind: 'publish',
      fence: closing.fence,
      worker,
    })
    .execute()
  return { attemptId }
}

/** Writes down what came of several calls, each the last of its passage, and moves their deliveries. */
export async function closeAttempts(tx: AgencyTx, worker: string, closings: readonly Closing[]): Promise<void> {
  if (closings.length === 0) return
  const actor: Actor = { kind: 'system', name: worker }
  const rows = await tx
    .selectFrom('deliveries')
    .select(DELIVERY_COLUMNS)
    .where(
      'id',
      'in',
      closings.map(({ deliveryId }) => deliveryId),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  const deliveries = new Map(rows.map((row) => [row.id, toDelivery(row)]))
  const now = await tx.now()
  const changes: Change[] = []
  const late = new Set<string>()
  const news: DeliveryNews[] = []
  const lost = new Map<string, 'credentials-lost' | `permission-missing:${string}`>()
  for (const closing of closings) {
    const delivery = deliveries.get(closing.deliveryId)
    if (!delivery) continue
    const outcome = decide(delivery, closing, now)
    if (outcome.kind === 'refused') {
      late.add(closing.attemptId)
      continue
    }
    const failure = closing.answer.kind === 'published' ? null : toldFailure(closing.answer)
    changes.push({ moved: outcome, fence: delivery.fence, failure })
    news.push(...newsOf(outcome, closing))
    if (closing.answer.kind === 'credentials-lost') lost.set(closing.channelId, 'credentials-lost')
    if (closing.answer.kind === 'permission-missing') {
      lost.set(closing.channelId, `permission-missing:${closing.answer.scope}`)
    }
  }
  await writeOutcomes(tx, closings, late)
  const moved = await saveMoves(tx, actor, changes)
  const out = changes.filter((change) => moved.has(change.moved.delivery.id) && isOut(change.moved.delivery))
  await firstMetricsAt(
    tx,
    out.map((change) => change.moved.delivery.id),
  )
  for (const [channelId, because] of lost) await loseChannel(tx, actor, channelId, because)
  await tellOfDeliveries(
    tx,
    news.filter(({ deliveryId }) => moved.has(deliveryId)),
  )
  if (changes.some(({ moved: { delivery } }) => delivery.state === 'scheduled')) tx.wake('comptoir_dispatch')
}

const isOut = (delivery: Delivery) => delivery.state === 'published' || delivery.state === 'partial'

function decide(delivery: Delivery, closing: Closing, now: Temporal.Instant): Moved | Refused<string> {
  const { answer, before } = closing
  const first = firstOf(closing, delivery)
  if (answer.kind === 'published') {
    // The answer came after the worker was given up for lost: it is still a proof.
    if (delivery.state === 'uncertain' && delivery.fence === closing.fence + 1) return settleThere(delivery, first!)
    if (delivery.fence !== closing.fence) return { kind: 'refused', why: 'fence-is-old' }
    return published(delivery, first!)
  }
  if (delivery.fence !== closing.fence) return { kind: 'refused', why: 'fence-is-old' }
  const isComment = closing.kind === 'first-comment' && before.length > 0
  return afterFailure(delivery, domainFailure(answer), { firstPart: first, isComment, random: Math.random(), now })
}

/** The first part speaks for the whole thread. */
function firstOf({ answer, before, endedAt }: Closing, delivery: Delivery): Found | null {
  const [first] = before
  if (first) return { remoteId: first.remoteId, permalink: first.permalink, at: delivery.sendingAt ?? endedAt }
  if (answer.kind !== 'published') return null
  return { remoteId: answer.ref.remoteId, permalink: answer.ref.permalink, at: answer.at }
}

function newsOf({ delivery }: Moved, { answer }: Closing): DeliveryNews[] {
  const news = (what: DeliveryNews['kind'], why: string | null): DeliveryNews[] => [
    { deliveryId: delivery.id, kind: what, why, key: delivery.fence },
  ]
  const why = answer.kind === 'refused' ? answer.rule : answer.kind
  switch (delivery.state) {
    case 'failed':
      return news('delivery-failed', why)
    case 'partial':
      return news('delivery-partial', why)
    case 'held':
      // Lost credentials are told once for the channel.
      return delivery.heldBecause === 'credentials-lost' ? [] : news('delivery-held', delivery.heldBecause)
    default:
      return []
  }
}

/** The connector's words, as the domain's rules read them. */
export function domainFailure(failure: Failure): DomainFailure {
  switch (failure.kind) {
    case 'delayed':
      return { kind: 'delayed', until: failure.until }
    case 'refused':
      return { kind: 'refused', field: failure.field, rule: failure.rule, reason: failure.reason }
    case 'permission-missing':
      return { kind: 'permission-missing', scope: failure.scope }
    default:
      return { kind: failure.kind }
  }
}

/** A failure as it is kept. */
export function toldFailure(failure: Failure): object {
  return failure.kind === 'delayed' ? { ...failure, until: failure.until.toString() } : { ...failure }
}

/**
 * `late`: attempts whose delivery is no longer this worker's. They are told as they ended, but their step stays as others found it: it is being read back, or sent again, unless
 * the answer proves that it is out.
 */
async function writeOutcomes(
  tx: AgencyTx,
  closings: readonly Closing[],
  late: ReadonlySet<string> = new Set(),
): Promise<void> {
  const rows = closings.map(({ attemptId, stepId, answer, exchanges, endedAt }) => ({
    attempt_id: attemptId,
    step_id: stepId,
    ended_at: endedAt.toString(),
    outcome: answer.kind,
    detail: { exchanges, ...(answer.kind === 'published' ? { ref: answer.ref } : { failure: toldFailure(answer) }) },
    state: answer.kind === 'published' ? 'published' : stepStateAfter(answer),
    ref: answer.kind === 'published' ? answer.ref : null,
    published_at: answer.kind === 'published' ? answer.at.toString() : null,
    late: late.has(attemptId),
  }))
  await sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(attempt_id uuid, step_id uuid, ended_at timestamptz, outcome text,
        detail jsonb, state text, ref jsonb, published_at timestamptz, late boolean)
    ), closed as (
      update delivery_attempts a set ended_at = w.ended_at, outcome = w.outcome, detail = w.detail
      from wanted w where a.agency_id = ${tx.agencyId}::uuid and a.id = any(${rows.map((row) => row.attempt_id)}::uuid[]) and a.id = w.attempt_id
    )
    update delivery_steps s set state = w.state, ref = coalesce(nullif(w.ref, 'null'::jsonb), s.ref), published_at = coalesce(w.published_at, s.published_at)
    from wanted w
    where s.agency_id = ${tx.agencyId}::uuid and s.id = any(${rows.map((row) => row.step_id)}::uuid[]) and s.id = w.step_id and ((not w.late and s.state in ('sending', 'uncertain')) or w.state = 'published')`.execute(
    tx,
  )
}

function stepStateAfter(failure: Failure): 'waiting' | 'failed' | 'uncertain' {
  if (failure.kind === 'uncertain') return 'uncertain'
  return failure.kind === 'refused' ? 'failed' : 'waiting'
}
