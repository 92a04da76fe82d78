import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { makeWorkerUtils } from 'graphile-worker'
import { startProgram } from './child.ts'
import { type Spread, spreadOf } from './figures.ts'
import type { Stage } from './stage.ts'

const JOBS = 500

type Account = { base: string; credentials: { mastodon: { accessToken: string } } }

/** The same call for the same number of posts at one instant, as jobs with `run_at` on stock graphile-worker, in a database of their own. */
export async function benchPeer({ database, room, simulator }: Stage, say: (line: string) => void): Promise<Spread> {
  const name = `${database.name}_peer`
  await sql`create database ${sql.id(name)}`.execute(database.root)
  const url = new URL(database.ownerUrl)
  url.pathname = `/${name}`
  const account = (await simulator.control('POST', '/accounts', {
    network: 'mastodon',
    handle: `pair${Date.now()}`,
    name: 'Pair',
    followers: 10,
  })) as Account
  const utils = await makeWorkerUtils({ connectionString: url.href })
  await utils.migrate()
  const worker = await startProgram(fileURLToPath(new URL('./peer-worker.ts', import.meta.url)), {
    PEER_DATABASE_URL: url.href,
  })
  try {
    say(`${JOBS} stock jobs at one instant`)
    const runAt = new Date(Date.now() + 6_000)
    for (let i = 0; i < JOBS; i += 1) {
      await utils.addJob(
        'publish',
        { url: account.base, token: account.credentials.mastodon.accessToken, text: `Pair ${i}`, key: `pair-${i}` },
        { runAt },
      )
    }
    for (let i = 0; i < 60; i += 1) {
      await sleep(1_000)
      const arrived = (await room.arrivals()).filter(({ text }) => text.startsWith('Pair '))
      if (arrived.length === JOBS) return spreadOf(arrived.map(({ at }) => at - runAt.getTime()))
    }
    throw new Error('the jobs did not all arrive within a minute')
  } finally {
    await worker.stop()
    await utils.release()
    await sql`drop database ${sql.id(name)} with (force)`.execute(database.root)
  }
}
