import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

const named = pg.escapeIdentifier

/**
 * The one door to the queue: enqueueing stays in the caller's transaction, and the app needs no right on the queue's tables.
 * An empty job_key adds a job each time; a given one replaces the job that waits under it.
 */
const ENQUEUE = `
create or replace function graphile_worker.enqueue_job(
  task text, payload json default '{}', job_key text default null, run_at timestamptz default null, max_attempts int default 25
) returns void language sql security definer set search_path = pg_catalog, graphile_worker, pg_temp as $$
  select graphile_worker.add_job(identifier => task, payload => payload, job_key => job_key, run_at => run_at,
    max_attempts => max_attempts);
$$;
revoke all on function graphile_worker.enqueue_job(text, json, text, timestamptz, int) from public;
grant usage on schema graphile_worker to comptoir_app;
grant execute on function graphile_worker.enqueue_job(text, json, text, timestamptz, int) to comptoir_app;
`

const quiet = new Logger(() => () => undefined)

/** graphile-worker's own migrations, as comptoir_jobs: it may create its schema once, and nothing else ever after. */
export async function ensureJobs(owner: pg.Client, database: string, jobsUrl: string): Promise<void> {
  const { rows } = await owner.query<{ there: boolean }>(
    `select to_regnamespace('graphile_worker') is not null as there`,
  )
  const first = !rows[0]?.there
  if (first) await owner.query(`grant create on database ${named(database)} to comptoir_jobs`)
  try {
    await runMigrations({ connectionString: jobsUrl, logger: quiet })
  } finally {
    await owner.query(`revoke create on database ${named(database)} from comptoir_jobs`)
  }
  const jobs = new pg.Client({ connectionString: jobsUrl, application_name: 'comptoir upgrade' })
  await jobs.connect()
  try {
    await jobs.query(ENQUEUE)
  } finally {
    await jobs.end()
  }
}
