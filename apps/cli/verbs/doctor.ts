import { statfs } from 'node:fs/promises'
import { connectOwner, inDispatch, pendingMigrations, StartRefused } from '@comptoir/db'
import { faultsOf, readCatalog } from '@comptoir/db/catalog'
import { prepareDataFolder } from '@comptoir/db/embedded'
import { readSettings } from '@comptoir/operations/settings'
import { withHouse, withPools, type House } from '../house.ts'
import type { VerbInput } from '../verb.ts'

type Look = { what: string; run: () => Promise<string> }

const GIGABYTE = 1024 ** 3
const LEAST_FREE = 1 * GIGABYTE

/** One thing looked at: what is well in a few words, or a thrown sentence that says what is not. */
async function look({ what, run }: Look, say: (line: string) => void): Promise<boolean> {
  try {
    say(`✓ ${what.padEnd(10)} ${await run()}`)
    return true
  } catch (error) {
    say(`✗ ${what.padEnd(10)} ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

async function disk(dataDir: string): Promise<string> {
  await prepareDataFolder(dataDir)
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  const shown = `${(free / GIGABYTE).toFixed(1)} GB free under ${dataDir}`
  if (free < LEAST_FREE) throw new StartRefused(`${shown}: make room, PostgreSQL stops on a full disk.`)
  return shown
}

async function database({ directUrl }: House): Promise<string> {
  const client = await connectOwner(directUrl)
  try {
    const { rows } = await client.query<{ version: string; size: string }>(
      `select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`,
    )
    const pending = await pendingMigrations(client)
    if (pending.length > 0) throw new StartRefused(`${pending.length} migrations are to run: pnpm comptoir upgrade.`)
    return `PostgreSQL ${rows[0]!.version}, ${rows[0]!.size}, up to date`
  } finally {
    await client.end()
  }
}

async function logins(house: House): Promise<string> {
  return withPools(house, async ({ db, auth }) => {
    await inDispatch(db, (tx) => tx.selectFrom('instance').select('incarnation').executeTakeFirstOrThrow())
    await auth.query('select 1 from "user" limit 1')
    return 'each login opens its own rooms'
  })
}

async function isolation(house: House): Promise<string> {
  const faults = await withPools(house, async ({ db }) => faultsOf(await readCatalog(db)))
  if (faults.length > 0)
    throw new StartRefused(`agencies are not kept apart as they should be:\n  ${faults.join('\n  ')}`)
  return 'every tenant table is under its policy'
}

async function workers(house: House): Promise<string> {
  const seen = await withPools(house, ({ db }) =>
    inDispatch(db, (tx) =>
      tx.selectFrom('workers').select(['id', 'seen_at', 'clock_offset_ms']).where('stopped_at', 'is', null).execute(),
    ),
  )
  const alive = seen.filter((row) => Date.now() - row.seen_at.getTime() < 15_000)
  if (alive.length === 0) return 'none runs now: nothing is published until `pnpm start`'
  const offset = Math.max(...alive.map((row) => Math.abs(row.clock_offset_ms ?? 0)))
  return `${alive.length} at work, clock within ${Math.round(offset)} ms of the database`
}

export async function doctor({ env, say }: VerbInput): Promise<boolean> {
  const settings = readSettings(env)
  say(`✓ settings   ${settings.url}, data in ${settings.dataDir}`)
  const first = await look({ what: 'disk', run: () => disk(settings.dataDir) }, say)
  if (!first) return false
  return withHouse(env, async (house) => {
    say(`✓ keys       ${house.keys.keys.size}, ${house.keys.active.id} seals`)
    let well = true
    for (const [what, run] of Object.entries({ database, logins, isolation, workers })) {
      well = (await look({ what, run: () => run(house) }, say)) && well
    }
    return well
  })
}
