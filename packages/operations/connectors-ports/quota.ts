import { type AgencyTx, type Database, inAgency } from '@comptoir/db'
import type { Quota } from '@comptoir/connectors/sdk'
import { sql } from 'kysely'

/** What a network said last is written down this much later, together with what it says meanwhile. */
const WRITE_AFTER_MS = 250

/** A network's wait is asked about again after so long at most: a header that claims a day may be a mistake. */
const LONGEST_WAIT_SECONDS = 3600

type Seen = { agencyId: string; channelId: string; bucket: string; remaining: number; resetAt: Temporal.Instant }

export type SharedQuota = {
  of(agencyId: string, channelId: string): Quota
  /** A network answered "too many": every process waits for that channel until then, an hour at most. */
  refused(agencyId: string, channelId: string, bucket: string, until: Temporal.Instant): void
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
    refused(agencyId, channelId, bucket, until) {
      // The instant that a "no" names counts, whatever the same answer says of the budget.
      seen.delete(`${channelId} ${bucket}`)
      writing = writing.then(() =>
        inAgency(db, agencyId, (tx) => writeRefusal(tx, channelId, bucket, until)).catch(onTrouble),
      )
    },
    close: flush,
  }
}

/**
 * One statement spends: two processes that ask at once cannot spend the same point. What reads figures leaves what is still to be published
 * before the reset its share.
 */
async function take(tx: AgencyTx, channelId: string, bucket: string, cost: number): ReturnType<Quota['take']> {
  const { rows } = await sql<{ left: number; until: Date }>`
    with asked as (
      select q.agency_id, q.channel_id, q.bucket, coalesce(q.refused_until > clock_timestamp(), false) as refused,
        ${cost} + (select count(*) from deliveries d
          where d.agency_id = q.agency_id and d.channel_id = q.channel_id and d.state = 'scheduled' and d.due_at <= q.reset_at) as wanted
      from quotas q
      where q.agency_id = ${tx.agencyId}::uuid and q.channel_id = ${channelId}::uuid and q.bucket = ${bucket}
        and greatest(q.reset_at, q.refused_until) > clock_timestamp()
    )
    update quotas q set remaining = case when q.remaining >= a.wanted and not a.refused then q.remaining - ${cost} else q.remaining end
    from asked a where q.agency_id = a.agency_id and q.channel_id = a.channel_id and q.bucket = a.bucket
    returning case when old.remaining >= a.wanted and not a.refused then 1 else 0 end as left,
      case when a.refused then q.refused_until else q.reset_at end as until`.execute(tx)
  const [budget] = rows
  if (!budget || budget.left === 1) return { kind: 'ok' }
  return { kind: 'wait', until: budget.until.toTemporalInstant() }
}

async function writeRefusal(tx: AgencyTx, channelId: string, bucket: string, until: Temporal.Instant): Promise<void> {
  await sql`
    insert into quotas (agency_id, channel_id, bucket, remaining, reset_at, refused_until)
    select ${tx.agencyId}::uuid, w.channel_id, ${bucket}, 0, w.until, w.until
    from (select ${channelId}::uuid as channel_id,
      least(${until.toString()}::timestamptz, clock_timestamp() + make_interval(secs => ${LONGEST_WAIT_SECONDS})) as until) w
    where exists (select 1 from channels c where c.agency_id = ${tx.agencyId}::uuid and c.id = w.channel_id)
    on conflict (agency_id, channel_id, bucket) do update set
      refused_until = greatest(quotas.refused_until, excluded.refused_until), reset_at = least(quotas.reset_at, excluded.refused_until)`.execute(
    tx,
  )
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
