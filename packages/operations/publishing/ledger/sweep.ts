import { type AgencyTx, type Database, inDispatch } from '@comptoir/db'
import { gate, hold, isTooLate, lapseLease, uncertain } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { DELIVERY_COLUMNS, toDelivery } from '../delivery-rows.ts'
import { type Change, saveMoves } from '../save-moves.ts'
import { type DeliveryNews, tellOfDeliveries } from '../tell-of-deliveries.ts'
import { atTheLedger } from './at-the-ledger.ts'
import { byAgency } from './claim-due.ts'
import { SENDING_LEASE_SECONDS } from './enter-sending.ts'
import { readGateFacts } from './gate-facts.ts'

const SWEEPER: Actor = { kind: 'system', name: 'sweeper' }

type Address = { agency_id: string; id: string }

/** Takes claims back whose worker let them lapse; what such a worker was sending is now unknown, and will be read back. Returns how many. */
export async function releaseExpiredLeases(db: Database, limit = 500): Promise<number> {
  const lapsed = await inDispatch(db, async (tx) => {
    const { rows } = await sql<Address>`
      select agency_id, id from deliveries where state in ('claimed', 'sending') and lease_until < clock_timestamp()
      order by lease_until limit ${limit}`.execute(tx)
    return rows
  })
  let released = 0
  for (const [agencyId, ids] of byAgency(lapsed)) {
    released += await atTheLedger(db, agencyId, (tx) => releaseIn(tx, ids))
  }
  return released
}

async function releaseIn(tx: AgencyTx, ids: readonly string[]): Promise<number> {
  const rows = await tx
    .selectFrom('deliveries')
    .select(DELIVERY_COLUMNS)
    .where('id', 'in', [...ids])
    .where('state', 'in', ['claimed', 'sending'])
    .where('lease_until', '<', sql<Date>`clock_timestamp()`)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()
  const now = await tx.now()
  const news: DeliveryNews[] = []
  const changes: Change[] = []
  for (const row of rows) {
    const delivery = toDelivery(row)
    // Claimed again and again, and never ready: it would not be seen waiting.
    const late = delivery.dueAt && isTooLate(delivery.dueAt, delivery.lateLimitSeconds, now)
    const outcome =
      delivery.state === 'sending'
        ? uncertain(delivery, 'worker-lost', now)
        : late
          ? hold(delivery, 'too-late', 'late-limit')
          : lapseLease(delivery, now)
    if (outcome.kind !== 'moved') continue
    changes.push({ moved: outcome, fence: delivery.fence })
    if (outcome.delivery.state === 'held') {
      news.push({ deliveryId: delivery.id, kind: 'delivery-held', why: 'too-late', key: outcome.delivery.fence })
    }
  }
  const lost = changes.filter(({ moved }) => moved.from === 'sending').map(({ moved }) => moved.delivery.id)
  if (lost.length > 0) {
    await tx
      .updateTable('delivery_steps')
      .set({ state: 'uncertain' })
      .where('delivery_id', 'in', lost)
      .where('state', '=', 'sending')
      .execute()
    await sql`
      update delivery_attempts set outcome = 'worker-lost' where agency_id = ${tx.agencyId}::uuid
        and delivery_id = any(${lost}::uuid[]) and kind = 'publish' and ended_at is null and outcome is null`.execute(
      tx,
    )
  }
  const moved = await saveMoves(tx, SWEEPER, changes)
  await tellOfDeliveries(
    tx,
    news.filter(({ deliveryId }) => moved.has(deliveryId)),
  )
  if (moved.size > 0) tx.wake('comptoir_dispatch')
  return moved.size
}

/** Says that this worker is still waiting for these answers. */
export async function extendLeases(tx: AgencyTx, worker: string, ids: readonly string[]): Promise<void> {
  await sql`
    update deliveries set lease_until = clock_timestamp() + make_interval(secs => ${SENDING_LEASE_SECONDS})
    where agency_id = ${tx.agencyId}::uuid and id = any(${[...ids]}::uuid[]) and state = 'sending' and claimed_by = ${worker}`.execute(
    tx,
  )
}

/** Gives claims back at once, when a worker stops before their instant. */
export async function giveBack(tx: AgencyTx, claims: readonly { deliveryId: string; fence: number }[]): Promise<void> {
  await sql`
    update deliveries d set lease_until = clock_timestamp() - interval '1 second'
    from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as w("deliveryId" uuid, fence int)
    where d.agency_id = ${tx.agencyId}::uuid and d.id = w."deliveryId" and d.fence = w.fence and d.state = 'claimed'`.execute(
    tx,
  )
}

/** How long after its instant an unattempted delivery raises an alarm. */
const OVERDUE_SECONDS = 15
/** How long an unknown outcome may stay so before it is told. */
const UNCERTAIN_SECONDS = 300

/**
 * The watchdog: what is due and not attempted, what is unknown for long, and what nobody claimed until it was too late. Each is told once. Held deliveries leave
 * only by a person or the countdown.
 */
export async function watch(db: Database): Promise<{ overdue: number; uncertain: number; late: number }> {
  const found = await inDispatch(db, async (tx) => {
    const { rows } = await sql<Address & { state: string }>`
      select agency_id, id, state from deliveries where state = 'scheduled' and not by_hand
        and due_at < (select clock_timestamp() - make_interval(secs => ${OVERDUE_SECONDS}))
        and (retry_at is null or retry_at < clock_timestamp() - make_interval(secs => ${OVERDUE_SECONDS}))
      union all
      select agency_id, id, state from deliveries where state in ('claimed', 'sending') and state = 'claimed' and not by_hand
        and greatest(due_at, retry_at) < clock_timestamp() - make_interval(secs => ${OVERDUE_SECONDS})
      union all
      select agency_id, id, state from deliveries where state = 'uncertain'
        and sending_at < clock_timestamp() - make_interval(secs => ${UNCERTAIN_SECONDS})
      limit 500`.execute(tx)
    return rows
  })
  const counts = { overdue: 0, uncertain: 0, late: 0 }
  for (const [agencyId, ids] of byAgency(found)) {
    await atTheLedger(db, agencyId, async (tx) => {
      const rows = await tx
        .selectFrom('deliveries')
        .select(DELIVERY_COLUMNS)
        .where('id', 'in', ids)
        .where('state', 'in', ['scheduled', 'claimed', 'uncertain'])
        .forUpdate()
        .skipLocked()
        .execute()
      const now = await tx.now()
      const news: DeliveryNews[] = []
      const changes: Change[] = []
      for (const delivery of rows.map(toDelivery)) {
        if (delivery.state === 'uncertain') {
          counts.uncertain += 1
          news.push({ deliveryId: delivery.id, kind: 'delivery-uncertain', why: delivery.cause, key: delivery.fence })
          continue
        }
        const late =
          delivery.state === 'scheduled' && delivery.dueAt && isTooLate(delivery.dueAt, delivery.lateLimitSeconds, now)
        const outcome = late ? hold(delivery, 'too-late', 'late-limit') : null
        if (outcome?.kind === 'moved') {
          counts.late += 1
          changes.push({ moved: outcome, fence: delivery.fence })
          news.push({ deliveryId: delivery.id, kind: 'delivery-held', why: 'too-late', key: outcome.delivery.fence })
        } else {
          counts.overdue += 1
          // The instant, not the fence: a lease that lapses again and again is one piece of news.
          news.push({
            deliveryId: delivery.id,
            kind: 'delivery-overdue',
            why: delivery.cause,
            key: delivery.dueAt?.epochMilliseconds ?? 0,
          })
        }
      }
      await saveMoves(tx, { kind: 'system', name: 'watchdog' }, changes)
      await tellOfDeliveries(tx, news)
    })
  }
  return counts
}

/** Asks somebody to post what is served by hand, at its instant. What is held or stopped is not asked for. */
export async function remindByHand(db: Database): Promise<number> {
  const due = await inDispatch(db, async (tx) => {
    const { rows } = await sql<Address>`
      select agency_id, id from deliveries
      where state = 'scheduled' and by_hand and reminded_at is null and due_at <= (select clock_timestamp()) limit 200`.execute(
      tx,
    )
    return rows
  })
  let told = 0
  for (const [agencyId, ids] of byAgency(due)) {
    told += await atTheLedger(db, agencyId, (tx) => remindIn(tx, ids))
  }
  return told
}

async function remindIn(tx: AgencyTx, ids: readonly string[]): Promise<number> {
  const here = await readGateFacts(tx, ids)
  const news: DeliveryNews[] = []
  const changes: Change[] = []
  for (const { delivery, facts, now } of here) {
    if (delivery.state !== 'scheduled' || !delivery.byHand) continue
    const decision = gate({ ...facts, channel: 'by-hand', credentialsExpired: false }, now)
    if (decision.kind === 'by-hand') {
      news.push({
        deliveryId: delivery.id,
        kind: 'by-hand-due',
        why: null,
        key: delivery.dueAt?.epochMilliseconds ?? 0,
      })
    } else if (decision.kind === 'held') {
      const outcome = hold(delivery, decision.because, 'gate-refused')
      if (outcome.kind === 'refused') continue
      changes.push({ moved: outcome, fence: delivery.fence })
      news.push({ deliveryId: delivery.id, kind: 'delivery-held', why: decision.because, key: outcome.delivery.fence })
    }
  }
  const reminded = news.filter(({ kind }) => kind === 'by-hand-due').map(({ deliveryId }) => deliveryId)
  if (reminded.length > 0) {
    await tx
      .updateTable('deliveries')
      .set({ reminded_at: sql<Date>`clock_timestamp()` })
      .where('id', 'in', reminded)
      .execute()
  }
  await saveMoves(tx, SWEEPER, changes)
  await tellOfDeliveries(tx, news)
  return reminded.length
}
