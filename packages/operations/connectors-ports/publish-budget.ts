import type { AgencyTx } from '@comptoir/db'
import type { Manifest } from '@comptoir/connectors/sdk'
import { sql } from 'kysely'

/** One call to be made, and when. */
export type Wish = { deliveryId: string; channelId: string; bucket: string; cost: number; at: Temporal.Instant }

/** What publishing on a network spends, and of which budget; null where it spends none. */
export function publishBudget(manifest: Manifest): { bucket: string; cost: number } | null {
  const rule = manifest.quotas.find(({ publish }) => publish !== undefined)
  return rule?.publish ? { bucket: rule.bucket, cost: rule.publish } : null
}

type Budget = { channel_id: string; bucket: string; remaining: number; reset_at: Date; refused_until: Date | null }

/**
 * Takes their share for calls that are due before their budget fills again, ahead of their instants, in the order in which they leave. Returns those that get none, and when
 * they may ask again. A share that is not used in the end (a hold, a slip) is lost until the reset: rather too few calls than too many.
 */
export async function reserveCalls(tx: AgencyTx, wishes: readonly Wish[]): Promise<Map<string, Temporal.Instant>> {
  const without = new Map<string, Temporal.Instant>()
  const pairs = pairsOf(wishes)
  if (pairs.length === 0) return without
  const { rows: budgets } = await sql<Budget>`
    select q.channel_id, q.bucket, q.remaining, q.reset_at, q.refused_until from quotas q
    join jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as w(channel_id uuid, bucket text) on w.channel_id = q.channel_id and w.bucket = q.bucket
    where q.agency_id = ${tx.agencyId}::uuid and greatest(q.reset_at, q.refused_until) > clock_timestamp()
    order by q.channel_id, q.bucket for update of q`.execute(tx)
  const spent: { channel_id: string; bucket: string; cost: number }[] = []
  for (const { channel_id, bucket, remaining, reset_at, refused_until } of budgets) {
    const resetAt = reset_at.toTemporalInstant()
    const refused = refused_until?.toTemporalInstant()
    const own = wishes
      .filter((wish) => wish.channelId === channel_id && wish.bucket === bucket)
      .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
    let left = remaining
    for (const { deliveryId, cost, at } of own) {
      if (refused && Temporal.Instant.compare(at, refused) < 0) without.set(deliveryId, refused)
      else if (Temporal.Instant.compare(at, resetAt) >= 0) continue
      else if (left < cost) without.set(deliveryId, resetAt)
      else left -= cost
    }
    if (left < remaining) spent.push({ channel_id, bucket, cost: remaining - left })
  }
  if (spent.length > 0) {
    await sql`
      update quotas q set remaining = q.remaining - w.cost
      from jsonb_to_recordset(${JSON.stringify(spent)}::jsonb) as w(channel_id uuid, bucket text, cost int)
      where q.agency_id = ${tx.agencyId}::uuid and q.channel_id = w.channel_id and q.bucket = w.bucket`.execute(tx)
  }
  return without
}

/** Channels whose network has said "too many" and is not to be asked yet, and until when. */
export async function refusedChannels(
  tx: AgencyTx,
  asked: readonly { channelId: string; bucket: string }[],
): Promise<Map<string, Temporal.Instant>> {
  const pairs = pairsOf(asked)
  if (pairs.length === 0) return new Map()
  const { rows } = await sql<{ channel_id: string; refused_until: Date }>`
    select q.channel_id, q.refused_until from quotas q
    join jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as w(channel_id uuid, bucket text) on w.channel_id = q.channel_id and w.bucket = q.bucket
    where q.agency_id = ${tx.agencyId}::uuid and q.channel_id = any(${pairs.map(({ channel_id }) => channel_id)}::uuid[])
      and q.refused_until > clock_timestamp()`.execute(tx)
  return new Map(rows.map((row) => [row.channel_id, row.refused_until.toTemporalInstant()]))
}

function pairsOf(asked: readonly { channelId: string; bucket: string }[]): { channel_id: string; bucket: string }[] {
  const pairs = asked.map(
    ({ channelId, bucket }) => [`${channelId} ${bucket}`, { channel_id: channelId, bucket }] as const,
  )
  return [...new Map(pairs).values()]
}
