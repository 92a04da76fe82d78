import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { bytesEntry, fileEntry, folderEntry } from './archive.ts'

// What a running server keeps for itself alone; the folders are needed, empty. Source: postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP.
const EMPTIED = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
const LEFT_OUT = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'backup_label',
  'backup_label.old',
  'tablespace_map',
  'tablespace_map.old',
  'pg_internal.init',
  'current_logfiles',
])
const isLeftOut = (name: string) => LEFT_OUT.has(name) || name.startsWith('pgsql_tmp')

/** Last of all: with it the copy says of itself what state it is in. */
const CONTROL = 'global/pg_control'

/**
 * A consistent copy of a running cluster under `cluster/`, with the log that makes it whole. `url` is a superuser's; nobody who works on the database is held up.
 * Answers how many files it wrote, and when the copy's contents end.
 */
export async function* copyCluster(
  clusterDir: string,
  url: string,
): AsyncGenerator<Buffer, { files: number; takenAt: Temporal.Instant }> {
  const client = new pg.Client({ connectionString: url, application_name: 'comptoir backup' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    // The log since the start is kept until this connection ends.
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [
      `comptoir_backup_${randomBytes(6).toString('hex')}`,
    ])
    const { rows: started } = await client.query<{ segment: string }>(
      `select pg_walfile_name(pg_backup_start('comptoir', true)) as segment`,
    )
    let files = 0
    for await (const entry of walk(clusterDir)) {
      if (entry.folder) yield folderEntry(`cluster/${entry.path}`)
      else if (entry.path !== CONTROL && (yield* fileEntry(`cluster/${entry.path}`, join(clusterDir, entry.path))))
        files += 1
    }
    if (yield* fileEntry(`cluster/${CONTROL}`, join(clusterDir, CONTROL))) files += 1
    const { rows: stopped } = await client.query<{ label: string; segment: string; at: Date }>(
      `select labelfile as label, pg_walfile_name(lsn) as segment, clock_timestamp() as at from pg_backup_stop(false)`,
    )
    const stop = stopped[0]!
    yield bytesEntry('cluster/backup_label', Buffer.from(stop.label))
    files += 1
    for (const name of await logOf(clusterDir, started[0]!.segment, stop.segment)) {
      if (yield* fileEntry(`cluster/pg_wal/${name}`, join(clusterDir, 'pg_wal', name))) files += 1
    }
    return { files, takenAt: stop.at.toTemporalInstant() }
  } finally {
    await client.end()
  }
}

async function logOf(clusterDir: string, first: string, last: string): Promise<string[]> {
  const names = (await readdir(join(clusterDir, 'pg_wal'))).toSorted()
  const segments = names.filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
  if (segments[0] !== first) throw new Error(`the log ${first} is gone`)
  return [...names.filter((name) => name.endsWith('.history')), ...segments]
}

/** Folders before what is in them. */
async function* walk(root: string, path = ''): AsyncGenerator<{ path: string; folder: boolean }> {
  for (const found of await readdir(join(root, path), { withFileTypes: true })) {
    if (isLeftOut(found.name)) continue
    const own = path === '' ? found.name : `${path}/${found.name}`
    if (found.isDirectory()) {
      yield { path: own, folder: true }
      if (EMPTIED.has(own)) continue
      yield* walk(root, own)
    } else if (found.isFile()) yield { path: own, folder: false }
  }
  if (path === '') {
    for (const inside of ['archive_status', 'summaries']) yield { path: `pg_wal/${inside}`, folder: true }
  }
}
