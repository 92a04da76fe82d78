import type { Exchange, Failure, RecentPost, SettlementClass } from '@comptoir/connectors/sdk'
import type { AgencyTx } from '@comptoir/db'
import {
  backAsBefore,
  type Before,
  continueThread,
  type Delivery,
  findInAccount,
  type InAccount,
  isTooLate,
  type SoughtPost,
  settleThere,
} from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import {
  DELIVERY_COLUMNS,
  firstMetricsAt,
  readSteps,
  realign,
  saveMoves,
  tellOfDeliveries,
  toDelivery,
} from '../../publishing/index.ts'
import { changed } from '../../shared/index.ts'
import type { AccountToRead } from './claim.ts'

/** One reading of an account: what it shows since, or why it could not be read. */
export type AccountRead = {
  startedAt: Temporal.Instant
  exchanges: readonly Exchange[]
  settlement: SettlementClass
  answer: { kind: 'recent'; posts: readonly RecentPost[]; complete: boolean } | { kind: 'unreadable' } | Failure
}

type Seen = RecentPost & { remoteId: string }

/** Clocks differ by minutes between servers. */
export const readFrom = (work: AccountToRead) => work.knownUntil.subtract({ minutes: 2 })

/** A call that the lost house had under way may still take effect so long. */
const STILL_ON_ITS_WAY_SECONDS = 30
/** Two empty readings so far apart prove absence where reading back is good. */
const APART_SECONDS = 120
const UNANSWERED_AGAIN_SECONDS = 30

/** Draws what follows from one reading: what stands there is out, what is proven absent is what it was, the rest is read again or put before a person. */
export async function recordAccount(
  tx: AgencyTx,
  worker: string,
  work: AccountToRead,
  read: AccountRead,
): Promise<void> {
  const { answer } = read
  if (answer.kind === 'unreadable') return finish(tx, work, () => ({ kind: 'person' }))
  // A network that lets nobody read here will not do so in a minute: a person looks with their own eyes.
  if (answer.kind === 'credentials-lost' || answer.kind === 'permission-missing' || answer.kind === 'refused') {
    return finish(tx, work, () => ({ kind: 'person' }))
  }
  if (answer.kind !== 'recent') return readLater(tx, work, againAfter(answer, await tx.now()))
  const seen = await unknownToTheLedger(tx, work, answer.posts)
  const verdicts = findInAccount(work.sought, seen)
  await note(tx, worker, work, read, verdicts)
  await keepUnaccounted(tx, work, seen, verdicts)
  const settled = read.startedAt.since(work.quietSince).total('seconds') >= STILL_ON_ITS_WAY_SECONDS
  const again: string[] = []
  const empty = await emptyReads(tx, work)
  await finish(tx, work, ({ deliveryId, parts }) => {
    const verdict = verdicts.get(deliveryId)
    if (!verdict || parts.length === 0) return { kind: 'person' }
    if (verdict.kind === 'out' || verdict.kind === 'part') return verdict
    if (verdict.kind === 'unsure' && settled) return { kind: 'person' }
    if (settled && (read.settlement === 'weak' || read.settlement === 'none' || !answer.complete)) {
      return { kind: 'person' }
    }
    const first = empty.get(deliveryId)
    const proven =
      read.settlement === 'exact' || (first && read.startedAt.since(first).total('seconds') >= APART_SECONDS)
    if (settled && proven) return { kind: 'absent' }
    again.push(deliveryId)
    return null
  })
  if (again.length === 0) return
  const wait = settled ? APART_SECONDS : STILL_ON_ITS_WAY_SECONDS
  const from = settled ? read.startedAt : work.quietSince
  await sql`
    update restored_deliveries set read_at = ${from.add({ seconds: wait }).toString()}::timestamptz
      ${settled ? sql`, empty_reads = empty_reads || ${read.startedAt.toString()}::timestamptz` : sql``}
    where agency_id = ${tx.agencyId}::uuid and delivery_id = any(${again}::uuid[]) and read_at is not null`.execute(tx)
}

type Conclusion = Extract<InAccount<Seen>, { kind: 'out' | 'part' }> | { kind: 'absent' } | { kind: 'person' }

async function finish(
  tx: AgencyTx,
  work: AccountToRead,
  conclude: (sought: SoughtPost) => Conclusion | null,
): Promise<void> {
  const rows = await tx
    .selectFrom('deliveries')
    .innerJoin('restored_deliveries as r', (on) =>
      on.onRef('r.agency_id', '=', 'deliveries.agency_id').onRef('r.delivery_id', '=', 'deliveries.id'),
    )
    .select(DELIVERY_COLUMNS)
    .select(['r.was_state', 'r.was_held_because'])
    .where('r.channel_id', '=', work.channelId)
    .where('r.read_at', 'is not', null)
    .orderBy('deliveries.id')
    .forUpdate('deliveries')
    .execute()
  const sought = new Map(work.sought.map((one) => [one.deliveryId, one]))
  for (const row of rows) {
    const delivery = toDelivery(row)
    // A person was quicker.
    if (delivery.state !== 'uncertain') {
      await close(tx, delivery.id, null)
      continue
    }
    const one = sought.get(delivery.id)
    if (!one) continue
    const conclusion = conclude(one)
    if (!conclusion) continue
    if (conclusion.kind === 'person') await close(tx, delivery.id, 'person')
    else if (conclusion.kind === 'absent') await absent(tx, delivery, beforeOf(row.was_state, row.was_held_because))
    else await there(tx, delivery, one, conclusion)
  }
  if (rows.length > 0) await changed(tx, 'deliveries')
  tx.wake('comptoir_dispatch')
}

const ACTOR: Actor = { kind: 'system', name: 'restore' }

const beforeOf = (state: string, because: string | null): Before =>
  state === 'held'
    ? { state: 'held', because: because as 'hold' }
    : { state: state as Exclude<Before, { state: 'held' }>['state'] }

async function absent(tx: AgencyTx, delivery: Delivery, before: Before): Promise<void> {
  const outcome = backAsBefore(delivery, before, 'read-back-absent', await tx.now())
  if (outcome.kind === 'refused') return
  await saveMoves(tx, ACTOR, [{ moved: outcome, fence: delivery.fence }])
  const late =
    outcome.delivery.state === 'held' && outcome.delivery.heldBecause === 'too-late' && before.state !== 'held'
  await close(tx, delivery.id, late ? 'late' : 'absent')
  if (late) {
    const key = outcome.delivery.fence
    await tellOfDeliveries(tx, [{ deliveryId: delivery.id, kind: 'delivery-held', why: 'too-late', key }])
    return
  }
  // The countdown may have moved while it was being read back.
  await realign(tx, ACTOR, delivery.id)
}

async function there(
  tx: AgencyTx,
  delivery: Delivery,
  sought: SoughtPost,
  { kind, found }: Extract<Conclusion, { kind: 'out' | 'part' }>,
): Promise<void> {
  await writeSteps(tx, delivery, sought, found)
  const { steps } = await readSteps(tx, delivery.id)
  const first = steps[0]?.ref ?? found[0]!.ref
  const rest = sought.parts.slice(found.length)
  const onlyComment = kind === 'part' && rest.every(({ isComment }) => isComment)
  const outcome = settleThere(
    delivery,
    { remoteId: first.remoteId, permalink: first.permalink, at: delivery.publishedAt ?? found[0]!.at },
    kind === 'out' || onlyComment,
  )
  if (outcome.kind === 'refused') return
  await saveMoves(tx, ACTOR, [{ moved: outcome, fence: delivery.fence, failure: null }])
  await firstMetricsAt(tx, [delivery.id])
  await close(tx, delivery.id, kind)
  if (kind === 'out') return
  const now = await tx.now()
  const late = delivery.dueAt === null || isTooLate(delivery.dueAt, delivery.lateLimitSeconds, now)
  const followed = onlyComment || late ? null : continueThread(outcome.delivery, now)
  if (followed?.kind === 'moved') await saveMoves(tx, ACTOR, [{ moved: followed, fence: outcome.delivery.fence }])
  else {
    const why = onlyComment ? 'first-comment' : 'too-late'
    await tellOfDeliveries(tx, [
      { deliveryId: delivery.id, kind: 'delivery-partial', why, key: outcome.delivery.fence },
    ])
  }
}

/** The parts that were found, as if this database had sent them. */
async function writeSteps(tx: AgencyTx, delivery: Delivery, sought: SoughtPost, found: readonly Seen[]): Promise<void> {
  const { steps } = await readSteps(tx, delivery.id)
  const begin = steps.filter(({ state, ref }) => state === 'published' && ref !== null).length
  const rows = found.map((post, index) => {
    const position = begin + index
    const isComment = sought.parts[index]?.isComment ?? false
    return {
      position,
      kind: isComment ? 'first-comment' : position === 0 ? 'post' : 'reply',
      // Under which identity it left is lost; the network's own name of it is as much its own.
      identity: { key: post.remoteId, createdAt: post.at.toString() },
      ref: post.ref,
      at: post.at.toString(),
    }
  })
  await sql`
    insert into delivery_steps (agency_id, delivery_id, position, kind, identity, state, ref, published_at)
    select ${tx.agencyId}::uuid, ${delivery.id}::uuid, w.position, w.kind, w.identity, 'published', w.ref, w.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as w(position int, kind text, identity jsonb, ref jsonb, at timestamptz)
    on conflict (agency_id, delivery_id, position) do update
      set state = 'published', ref = excluded.ref, published_at = excluded.published_at, empty_reads = '{}'`.execute(tx)
}

/** Posts that the ledger has no delivery for: what it published itself is no answer to what it looks for. */
async function unknownToTheLedger(tx: AgencyTx, work: AccountToRead, posts: readonly RecentPost[]): Promise<Seen[]> {
  const from = readFrom(work)
  const { rows } = await sql<{ name: string }>`
    select s.ref ->> 'remoteId' as name from delivery_steps s
      join deliveries d on d.agency_id = s.agency_id and d.id = s.delivery_id
      where d.channel_id = ${work.channelId}::uuid and s.state = 'published' and s.ref is not null
        and s.published_at > ${from.toString()}::timestamptz - interval '1 day'
    union select d.permalink from deliveries d
      where d.channel_id = ${work.channelId}::uuid and d.permalink is not null and d.published_at > ${from.toString()}::timestamptz - interval '1 day'`.execute(
    tx,
  )
  const known = new Set(rows.map(({ name }) => name))
  return posts
    .filter(({ ref, at }) => Temporal.Instant.compare(at, from) >= 0 && !known.has(ref.remoteId))
    .filter(({ ref }) => ref.permalink === null || !known.has(ref.permalink))
    .map((post) => ({ ...post, remoteId: post.ref.remoteId }))
}

/** What stands there and was not looked for: the house does not know that it published it. */
async function keepUnaccounted(
  tx: AgencyTx,
  work: AccountToRead,
  seen: readonly Seen[],
  verdicts: ReadonlyMap<string, InAccount<Seen>>,
): Promise<void> {
  const found = new Set([...verdicts.values()].flatMap((one) => ('found' in one ? one.found : [])))
  const rows = seen
    .filter((post) => !found.has(post))
    .map(({ ref, at, text }) => ({
      remote_id: ref.remoteId,
      permalink: ref.permalink,
      at: at.toString(),
      text: text.slice(0, 280),
    }))
  await sql`
    insert into unaccounted_posts (agency_id, incarnation, channel_id, remote_id, permalink, text, at)
    select ${tx.agencyId}::uuid, ${work.incarnation}::uuid, ${work.channelId}::uuid, w.remote_id, w.permalink, w.text, w.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(remote_id text, permalink text, text text, at timestamptz)
    on conflict do nothing`.execute(tx)
}

async function emptyReads(tx: AgencyTx, work: AccountToRead): Promise<Map<string, Temporal.Instant>> {
  const rows = await tx
    .selectFrom('restored_deliveries')
    .select(['delivery_id', sql<Date | null>`empty_reads[1]`.as('first')])
    .where('channel_id', '=', work.channelId)
    .where('read_at', 'is not', null)
    .execute()
  return new Map(rows.flatMap(({ delivery_id, first }) => (first ? [[delivery_id, first.toTemporalInstant()]] : [])))
}

/** The reading as each delivery's evidence: what was asked and when, without the account's whole page in each. */
async function note(
  tx: AgencyTx,
  worker: string,
  work: AccountToRead,
  read: AccountRead,
  verdicts: ReadonlyMap<string, InAccount<Seen>>,
): Promise<void> {
  const exchanges = read.exchanges.map((exchange) => ({ ...exchange, responseBody: null }))
  const rows = work.sought.map(({ deliveryId }) => {
    const verdict = verdicts.get(deliveryId) ?? { kind: 'unsure' as const }
    const outcome =
      verdict.kind === 'out' || verdict.kind === 'part' ? 'there' : verdict.kind === 'unsure' ? 'unknown' : 'absent'
    return {
      delivery_id: deliveryId,
      outcome,
      detail: { exchanges, ...('found' in verdict ? { ref: verdict.found[0]!.ref } : {}) },
    }
  })
  await sql`
    insert into delivery_attempts (agency_id, delivery_id, kind, fence, worker, started_at, ended_at, outcome, detail)
    select d.agency_id, d.id, 'settle', d.fence, ${worker}, ${read.startedAt.toString()}::timestamptz, clock_timestamp(), w.outcome, w.detail
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(delivery_id uuid, outcome text, detail jsonb)
    join deliveries d on d.agency_id = ${tx.agencyId}::uuid and d.id = w.delivery_id and d.state = 'uncertain'`.execute(
    tx,
  )
}

async function close(
  tx: AgencyTx,
  deliveryId: string,
  verdict: 'out' | 'part' | 'absent' | 'late' | 'person' | null,
): Promise<void> {
  await tx
    .updateTable('restored_deliveries')
    .set({ read_at: null, ...(verdict ? { verdict } : {}), decided_at: sql<Date>`clock_timestamp()` })
    .where('delivery_id', '=', deliveryId)
    .where('read_at', 'is not', null)
    .execute()
}

async function readLater(tx: AgencyTx, work: AccountToRead, at: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('restored_deliveries')
    .set({ read_at: new Date(at.epochMilliseconds) })
    .where('channel_id', '=', work.channelId)
    .where('read_at', 'is not', null)
    .execute()
}

function againAfter(failure: Failure, now: Temporal.Instant): Temporal.Instant {
  const soon = now.add({ seconds: UNANSWERED_AGAIN_SECONDS })
  return failure.kind === 'delayed' && Temporal.Instant.compare(failure.until, soon) > 0 ? failure.until : soon
}
