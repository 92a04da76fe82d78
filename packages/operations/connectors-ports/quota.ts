import { type AgencyTx, type Database, inAgency } from '@comptoir/db'
import type { Quota } from '@comptoir/connectors/sdk'
import { sql } from 'kysely'

/** What a network said last is written down this much later, together with what it says meanwhile. */
const WRITE_AFTER_MS = 250

type Seen = { agencyId: string; channelId: string; bucket: string; remaining: number; resetAt: Temporal.Instant }

export type SharedQuota = {
  of(agencyId: string, channelId: string): Quota
  /** Writes down what was heard and not yet written. */
  close(): Promise<void>
}

/**
 * The networks' budgets, per channel and bucket, kept in the database: what one process spends or hears of, all of them know. A budget that is spent makes callers wait for
 * its reset.
 */
export function sharedQuota(db: Database, onTrouble: (error: unknown) => void): SharedQuota {
  const seen = new Map<string, Seen>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const readings = [...seen.values()]
    seen.clear()
    writing = writing.then(async () => {
      for (const [agencyId, own] of Map.groupBy(readings, (one) => one.agencyId)) {
        // What could not be written is heard again with the next answer.
        await inAgency(db, agencyId, (tx) => write(tx, own)).catch(onTrouble)
      }
    })
    return writing
  }

  return {
    of: (agencyId, channelId) => ({
      take: async (bucket, cost) => {
        await flush()
        return inAgency(db, agencyId, (tx) => take(tx, channelId, bucket, cost))
      },
      saw({ bucket, remaining, resetAt }) {
        if (remaining === null || resetAt === null) return
        seen.set(`${channelId} ${bucket}`, { agencyId, channelId, bucket, remaining, resetAt })
        timer ??= setTimeout(() => void flush(), WRITE_AFTER_MS).unref()
      },
    }),
    close: flush,
  }
}

/** One statement spends: two processes that ask at once cannot spend the same point. */
async function take(tx: AgencyTx, channelId: string, bucket: string, cost: number): ReturnType<Quota['take']> {
  const { rows } = await sql<{ left: number; reset_at: Date }>`
    update quotas set remaining = case when remaining >= ${cost} then remaining - ${cost} else remaining end
    where agency_id = ${tx.agencyId}::uuid and channel_id = ${channelId}::uuid and bucket = ${bucket} and reset_at > clock_timestamp()
    returning case when old.remaining >= ${cost} then 1 else 0 end as left, reset_at`.execute(tx)
  const [budget] = rows
  if (!budget || budget.left === 1) return { kind: 'ok' }
  return { kind: 'wait', until: budget.reset_at.toTemporalInstant() }
}

/** Within one window a budget only shrinks: a late answer, or another process's older one, gives nothing back. */
async function write(tx: AgencyTx, readings: readonly Seen[]): Promise<void> {
  const rows = readings.map(({ channelId, bucket, remaining, resetAt }) => ({
    channel_id: channelId,
    bucket,
    remaining,
    reset_at: resetAt.toString(),
  }))
  await sql`
    insert into quotas (agency_id, channel_id, bucket, remaining, reset_at)
    select ${tx.agencyId}::uuid, w.channel_id, w.bucket, w.remaining, w.reset_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(channel_id uuid, bucket text, remaining int, reset_at timestamptz)
    where exists (select 1 from channels c where c.agency_id = ${tx.agencyId}::uuid and c.id = w.channel_id)
    order by w.channel_id, w.bucket
    on conflict (agency_id, channel_id, bucket) do update set
      remaining = case when excluded.reset_at > quotas.reset_at + interval '1 second' then excluded.remaining
        else least(quotas.remaining, excluded.remaining) end,
      reset_at = greatest(quotas.reset_at, excluded.reset_at)`.execute(tx)
}
