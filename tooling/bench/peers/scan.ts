import pg from 'pg'
import { JOBS, type Peer } from './peer.ts'

export const PERIOD_MS = 60_000

/**
 * A table that is looked through once a minute, as many tools do it. Where in the minute a post falls decides how late it is, so its 500 are due evenly over
 * the one minute between two scans, and the second scan takes them all: pooled, the lateness of 500 at one instant wherever that instant lies.
 */
export const scan60s: Peer = {
  name: 'scan',
  process: './scan.process.ts',
  dueAt: (index, ready) => ready + ((index + 0.5) / JOBS) * PERIOD_MS,
  install: (url) =>
    withClient(url, async (client) => {
      await client.query(
        `create table jobs (id int generated always as identity, call jsonb not null, due timestamptz not null, done timestamptz)`,
      )
      await client.query(`create index on jobs (due) where done is null`)
    }),
  // In no order: within its scan, none is favoured for being due early.
  add: (url, jobs) =>
    withClient(url, async (client) => {
      await client.query(
        `insert into jobs (call, due) select j -> 'call', (j ->> 'due')::timestamptz from jsonb_array_elements($1) j order by md5(j::text)`,
        [JSON.stringify(jobs)],
      )
    }),
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
