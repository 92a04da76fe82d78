import { statfs } from 'node:fs/promises'
import { connectOwner, inDispatch, pendingMigrations, StartRefused } from '@comptoir/db'
import { faultsOf, readCatalog } from '@comptoir/db/catalog'
import { prepareDataFolder } from '@comptoir/db/embedded'
import { readHouseFacts, readWorkers } from '@comptoir/operations/workers'
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
  const { alive, lost, ever } = await withPools(house, ({ db }) => inDispatch(db, readWorkers))
  const vanished = lost.map(({ host, seenAt }) => `${host} has said nothing since ${utc(seenAt)}`).join(', ')
  if (alive.length === 0 && lost.length > 0) {
    throw new StartRefused(`no worker is left, nothing is published: ${vanished}. Start one: pnpm start.`)
  }
  if (alive.length === 0)
    return `none runs now: nothing is published until \`pnpm start\`${ever ? '' : ' (none ever did)'}`
  if (lost.length > 0) throw new StartRefused(`${alive.length} at work, but a worker vanished: ${vanished}.`)
  return `${alive.length} at work`
}

async function clocks(house: House): Promise<string> {
  const { alive, clockOff } = await withPools(house, ({ db }) => inDispatch(db, readWorkers))
  if (clockOff.length > 0) {
    const off = clockOff.map(({ host, offsetMs }) => {
      return `${host} is ${(Math.abs(offsetMs) / 1000).toFixed(1)} s ${offsetMs > 0 ? 'behind' : 'ahead of'} the database`
    })
    throw new StartRefused(`${off.join(', ')}: posts leave by the database’s clock; set the machine’s (NTP).`)
  }
  if (alive.length === 0) return 'no worker to compare'
  return `within ${Math.round(Math.max(...alive.map(({ offsetMs }) => Math.abs(offsetMs))))} ms of the database’s`
}

async function deliveries(house: House): Promise<string> {
  const { overdue, stuck } = await withPools(house, ({ db }) => readHouseFacts(db))
  if (overdue + stuck === 0) return 'none is late or stuck'
  throw new StartRefused(
    `${overdue} past their instant and not attempted, ${stuck} sent and without an answer: see Today in the app.`,
  )
}

async function access(house: House): Promise<string> {
  const { access: ending } = await withPools(house, ({ db }) => readHouseFacts(db))
  if (ending.length === 0) return 'no access ends before a post that is due'
  const lines = ending.map(({ network, agency, due, firstAt, endsAt }) => {
    const ends = endsAt ? `ends ${utc(endsAt)}` : 'is lost'
    return `${network} of ${agency} ${ends}: ${due} posts due, the first ${utc(firstAt)}`
  })
  throw new StartRefused(`connect again in Channels:\n  ${lines.join('\n  ')}`)
}

async function budgets(house: House): Promise<string> {
  const { spent } = await withPools(house, ({ db }) => readHouseFacts(db))
  if (spent.length === 0) return 'every network lets calls through'
  // It passes by itself: worth knowing, no fault of the house.
  return spent
    .map(({ network, agency, bucket, until }) => `${network} of ${agency} waits until ${utc(until)} (${bucket})`)
    .join('; ')
}

const utc = (at: Temporal.Instant) => at.round('second').toString().replace('T', ' ')

export async function doctor({ env, say }: VerbInput): Promise<boolean> {
  const settings = readSettings(env)
  say(`✓ settings   ${settings.url}, data in ${settings.dataDir}`)
  const first = await look({ what: 'disk', run: () => disk(settings.dataDir) }, say)
  if (!first) return false
  return withHouse(env, async (house) => {
    say(`✓ keys       ${house.keys.keys.size}, ${house.keys.active.id} seals`)
    let well = true
    for (const [what, run] of Object.entries({
      database,
      logins,
      isolation,
      workers,
      clocks,
      deliveries,
      access,
      budgets,
    })) {
      well = (await look({ what, run: () => run(house) }, say)) && well
    }
    return well
  })
}
