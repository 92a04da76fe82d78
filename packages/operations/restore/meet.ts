import { type Database, type DispatchTx, inDispatch, type Pools } from '@comptoir/db'
import { sql } from 'kysely'
import { judge, type RestoredBecause } from './judge.ts'
import { forgetNote, knownIncarnation, readMarks, readNote, rememberIncarnation } from './outside.ts'
import { spread } from './spread.ts'

export type Meeting = { pools: Pick<Pools, 'db' | 'auth'>; dataDir: string }

/** How the data folder and the database stand to each other, once both know. */
export type Met = {
  kind: 'known' | 'met' | 'restored'
  incarnation: string
  /** Set when the restore was found by this very meeting. */
  because: RestoredBecause | null
  /** The last moment that the restored data know of. */
  knownUntil: Temporal.Instant | null
}

/**
 * Compares the database with what the data folder knows of it. A database that is older than the world begins a new incarnation, in which nothing is sent before all that was not out has
 * been put to be read back. To be asked before anything is sent; many processes may ask at once.
 */
export async function meetDatabase({ pools, dataDir }: Meeting): Promise<Met> {
  const met = await inDispatch(pools.db, (tx) => meet(tx, dataDir))
  if (met.kind === 'restored') await rememberIncarnation(dataDir, met.incarnation)
  await spread(pools)
  await forgetNote(dataDir)
  return met
}

/** Says by hand that the database came back from a backup. `backupAt`: when that was taken, if it is known. */
export async function sayRestored({ pools, dataDir }: Meeting, backupAt: Temporal.Instant | null): Promise<Met> {
  const met = await inDispatch(pools.db, async (tx) => {
    const { incarnation } = await lockInstance(tx)
    return begin(tx, {
      because: 'told',
      previous: incarnation,
      outside: await knownIncarnation(dataDir),
      note: null,
      backupAt,
      knownUntil: backupAt ?? (await lastSignBeforeToday(tx)),
      quietSince: (await readMarks(dataDir, incarnation)).lastAt,
    })
  })
  await rememberIncarnation(dataDir, met.incarnation)
  await spread(pools)
  return met
}

/** Says by hand that a new data folder and the database belong together: the house was moved, and nothing was sent since from elsewhere. */
export async function sayMoved({ pools, dataDir }: Meeting): Promise<void> {
  const { incarnation } = await inDispatch(pools.db, async (tx) => {
    const instance = await lockInstance(tx)
    await tx.updateTable('instance').set({ marked: true }).execute()
    return instance
  })
  await rememberIncarnation(dataDir, incarnation)
}

async function lockInstance(tx: DispatchTx) {
  return tx
    .selectFrom('instance')
    .select(['incarnation', 'marked', 'marks_pruned', 'created_at'])
    .forUpdate()
    .executeTakeFirstOrThrow()
}

async function meet(tx: DispatchTx, dataDir: string): Promise<Met> {
  const instance = await lockInstance(tx)
  const known = await knownIncarnation(dataDir)
  const note = await readNote(dataDir)
  const marks = known === null ? { ids: [], lastAt: null } : await readMarks(dataDir, known)
  const restores = await tx.selectFrom('restores').select(['previous', 'outside', 'note']).execute()
  const judged = judge({
    incarnation: instance.incarnation,
    marked: instance.marked,
    ended: new Set(restores.flatMap(({ previous, outside }) => [previous, ...(outside ? [outside] : [])])),
    known,
    missing: await countMissing(tx, marks.ids, instance.marks_pruned),
    isNoted: note !== null && !restores.some((one) => one.note === note.id),
  })
  if (judged.kind !== 'restored') {
    // The folder first, while the row is locked: a process that comes next, or after one that died here, must not find a database that was met by a folder that knows nothing.
    await rememberIncarnation(dataDir, instance.incarnation)
    if (!instance.marked) await tx.updateTable('instance').set({ marked: true }).execute()
    return { kind: judged.kind, incarnation: instance.incarnation, because: null, knownUntil: null }
  }
  return begin(tx, {
    because: judged.because,
    previous: instance.incarnation,
    outside: known,
    note: note?.id ?? null,
    backupAt: note ? Temporal.Instant.from(note.backupAt) : null,
    knownUntil: await lastSign(tx),
    quietSince: marks.lastAt,
  })
}

async function countMissing(tx: DispatchTx, ids: readonly string[], pruned: string | null): Promise<number> {
  if (ids.length === 0) return 0
  const { rows } = await sql<{ missing: number }>`
    select count(*)::int as missing from unnest(${[...ids]}::uuid[]) as kept (id)
    where (${pruned}::uuid is null or kept.id >= ${pruned}::uuid)
      and not exists (select from publishing_marks m where m.id = kept.id)`.execute(tx)
  return rows[0]?.missing ?? 0
}

type Beginning = {
  because: RestoredBecause
  previous: string
  outside: string | null
  note: string | null
  backupAt: Temporal.Instant | null
  knownUntil: Temporal.Instant
  quietSince: Temporal.Instant | null
}

async function begin(tx: DispatchTx, one: Beginning): Promise<Met> {
  const { rows } = await sql<{ incarnation: string }>`
    insert into restores (incarnation, previous, outside, note, because, backup_at, known_until, quiet_since)
    values (uuidv7(), ${one.previous}::uuid, ${one.outside}::uuid, ${one.note}::uuid, ${one.because}, ${one.backupAt?.toString() ?? null}::timestamptz,
      ${one.knownUntil.toString()}::timestamptz, coalesce(${one.quietSince?.toString() ?? null}::timestamptz, clock_timestamp()))
    returning incarnation`.execute(tx)
  const { incarnation } = rows[0]!
  await tx.updateTable('instance').set({ incarnation, marked: true }).execute()
  return { kind: 'restored', incarnation, because: one.because, knownUntil: one.knownUntil }
}

/** The last moment at which a worker of the data's own time was seen, or anything of it was marked. */
async function lastSign(tx: DispatchTx): Promise<Temporal.Instant> {
  const { rows } = await sql<{ at: Date; mark: string | null }>`
    select greatest((select max(seen_at) from workers), (select max(stopped_at) from workers), (select max(found_at) from restores), i.created_at) as at,
      (select max(id::text) from publishing_marks) as mark
    from instance i`.execute(tx)
  const { at, mark } = rows[0]!
  const marked = mark === null ? 0 : Number.parseInt(mark.slice(0, 8) + mark.slice(9, 13), 16)
  return Temporal.Instant.fromEpochMilliseconds(Math.max(at.getTime(), marked))
}

/** Asked when the house may have run since: the last sign of a worker that is gone. Without one, a day back. */
async function lastSignBeforeToday(tx: DispatchTx): Promise<Temporal.Instant> {
  const { rows } = await sql<{ at: Date }>`
    select coalesce(max(seen_at), clock_timestamp() - interval '1 day') as at from workers
    where seen_at < clock_timestamp() - interval '1 minute'`.execute(tx)
  return rows[0]!.at.toTemporalInstant()
}

/** The incarnation in force, and whether deliveries of an earlier one may still have to be put to be read back. */
export async function isIncarnation(db: Database, incarnation: string, last: string | null): Promise<boolean> {
  const { rows } = await inDispatch(db, (tx) =>
    sql<{ stands: boolean }>`
      select incarnation = ${incarnation}::uuid
        and (${last}::uuid is null or exists (select from publishing_marks where id = ${last}::uuid)) as stands from instance`.execute(
      tx,
    ),
  )
  return rows[0]?.stands ?? false
}
