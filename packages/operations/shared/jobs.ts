import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'

/**
 * Queues a job in this transaction: it exists if and only if the transaction commits. `key` makes it single: a second job with the
 * same key replaces the first while it has not run. The agency's id travels with the payload.
 */
export async function enqueue(
  tx: AgencyTx,
  task: string,
  payload: Record<string, unknown>,
  options: { key?: string; runAt?: Temporal.Instant; maxAttempts?: number } = {},
): Promise<void> {
  // What a rehearsal would have queued, mails above all, is told in its scorecard and done nowhere.
  if (tx.isRehearsal) return
  await sql`select graphile_worker.enqueue_job(
    ${task}, ${JSON.stringify({ agencyId: tx.agencyId, ...payload })}::json,
    ${options.key ?? null}::text, ${options.runAt?.toString() ?? null}::timestamptz, ${options.maxAttempts ?? null}::integer)`.execute(
    tx,
  )
}
