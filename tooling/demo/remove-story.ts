import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { connectOwner, inDispatch, type Pools } from '@comptoir/db'
import type { SimulatorControl } from '@comptoir/simulator'
import pg from 'pg'
import { removeUsers } from './people.ts'
import { closeAccounts } from './world.ts'

export type RemoveInput = {
  ownerUrl: string
  pools: Pick<Pools, 'db' | 'auth' | 'jobsUrl'>
  dataDir: string
  control: SimulatorControl
}

/** The agencies of this database: the demo's, and how many others there are. */
export async function agenciesThere(db: Pools['db']): Promise<{ demo: string[]; others: number }> {
  const rows = await inDispatch(db, (tx) => tx.selectFrom('agencies').select(['agency_id', 'is_demo']).execute())
  const demo = rows.filter((row) => row.is_demo).map((row) => row.agency_id)
  return { demo, others: rows.length - demo.length }
}

/** Takes the demo away: every row and picture of its agency, its people, its accounts on the simulated networks. Nothing else. */
export async function removeStory({ ownerUrl, pools, dataDir, control }: RemoveInput): Promise<number> {
  const { demo } = await agenciesThere(pools.db)
  for (const agencyId of demo) {
    await forgetJobs(pools.jobsUrl, agencyId)
    await removeRows(ownerUrl, agencyId)
    await rm(join(dataDir, 'media', agencyId), { recursive: true, force: true })
  }
  await removeUsers(pools.db, pools.auth)
  await closeAccounts(control)
  const left = await agenciesThere(pools.db)
  if (demo.length > 0 && left.others + left.demo.length === 0) await reopenSetUp(ownerUrl)
  return demo.length
}

type Reference = { child: string; parent: string }

/** Tables before those that they refer to. A reference that is checked at the commit orders nothing. */
function childrenFirst(tables: readonly string[], references: readonly Reference[]): string[] {
  const ordered: string[] = []
  const left = new Set(tables)
  while (left.size > 0) {
    const free = [...left].filter(
      (table) => !references.some(({ child, parent }) => parent === table && left.has(child)),
    )
    if (free.length === 0) throw new Error(`these tables refer to each other in a circle: ${[...left].join(', ')}`)
    for (const table of free) {
      ordered.push(table)
      left.delete(table)
    }
  }
  return ordered
}

/** As the owner, under the policy of one agency: the log and the readings are for ever to everybody else. */
async function removeRows(ownerUrl: string, agencyId: string): Promise<void> {
  const owner = await connectOwner(ownerUrl)
  try {
    await owner.query('begin')
    await owner.query('set local role comptoir_owner')
    await owner.query(`select set_config('comptoir.agency_id', $1, true)`, [agencyId])
    const { rows: tables } = await owner.query<{ name: string }>(`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`)
    const { rows: references } = await owner.query<Reference>(`
      select c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent from pg_constraint c
      where c.contype = 'f' and not c.condeferrable and c.connamespace = 'public'::regnamespace and c.conrelid <> c.confrelid`)
    for (const table of childrenFirst(
      tables.map(({ name }) => name),
      references,
    )) {
      await owner.query(
        `delete from ${pg.escapeIdentifier(table)} where agency_id = $1 and exists (
        select from agencies where agency_id = $1 and is_demo)`,
        [agencyId],
      )
    }
    await owner.query('commit')
  } finally {
    await owner.end()
  }
}

/** What still waits to be done for the agency has nobody left to be done for. */
async function forgetJobs(jobsUrl: string, agencyId: string): Promise<void> {
  const jobs = new pg.Client({ connectionString: jobsUrl, application_name: 'comptoir demo' })
  await jobs.connect()
  try {
    await jobs.query(
      `delete from graphile_worker._private_jobs where payload ->> 'agencyId' = $1 and locked_at is null`,
      [agencyId],
    )
  } finally {
    await jobs.end()
  }
}

/** An empty house asks to be set up again. */
async function reopenSetUp(ownerUrl: string): Promise<void> {
  const owner = await connectOwner(ownerUrl)
  try {
    await owner.query('begin')
    await owner.query('set local role comptoir_owner')
    await owner.query('update instance set set_up_at = null')
    await owner.query('commit')
  } finally {
    await owner.end()
  }
}
