import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { openSignIn } from '@comptoir/api'
import { pino } from 'pino'
import { sql } from 'kysely'
import { startProgram } from './child.ts'
import { percentile } from './figures.ts'
import type { Stage } from './stage.ts'

const API = fileURLToPath(new URL('../../apps/api/main.ts', import.meta.url))
const POSTS = 5_000
const READS = 120
const PASSWORD = 'correct horse battery'

/** A month of 5,000 posts, read through the API as the admin reads it, one reader after the other's answer. */
export async function benchCalendar(stage: Stage, say: (line: string) => void): Promise<{ p95: number }> {
  const { database, room } = stage
  const month = Temporal.Now.plainDateISO('UTC').add({ months: 3 }).with({ day: 1 })
  say(`${POSTS} posts in ${month.toString().slice(0, 7)}`)
  await plantMonth(stage, month.toString())
  const port = await freePort()
  const url = `http://localhost:${port}`
  const settings = { ...room.settings, url, port }
  const signIn = openSignIn(
    { settings, db: database.db, keys: database.keys, log: pino({ level: 'silent' }) },
    database.pools.auth,
  )
  const user = await signIn.createUser({ email: 'banc@zinc.example', name: 'Hugo Marescaux', password: PASSWORD })
  await room.work((tx) =>
    tx
      .insertInto('members')
      .values({
        agency_id: room.agencyId,
        user_id: user.userId,
        name: 'Hugo Marescaux',
        email: 'banc@zinc.example',
        role: 'director',
        language: 'fr',
        time_zone: 'Europe/Paris',
      })
      .execute(),
  )
  const api = await startProgram(API, { ...room.env, PORT: String(port), COMPTOIR_URL: url })
  try {
    const cookie = await signInTo(url)
    const input = { from: `${month}T00:00:00Z`, until: `${month.add({ months: 1 })}T00:00:00Z` }
    const address = `${url}/trpc/editorial.calendar?input=${encodeURIComponent(JSON.stringify(input))}`
    const times: number[] = []
    for (let i = 0; i < READS; i += 1) {
      const before = performance.now()
      const answer = await fetch(address, { headers: { cookie, origin: url } })
      const body = (await answer.json()) as { result?: { data: unknown[] } }
      const ms = performance.now() - before
      if (body.result?.data.length !== POSTS)
        throw new Error(`the calendar answered ${JSON.stringify(body).slice(0, 300)}`)
      if (i >= 20) times.push(ms)
    }
    return { p95: percentile(times, 0.95) }
  } finally {
    await api.stop()
  }
}

async function signInTo(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: 'banc@zinc.example', password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** Straight into the tables: what is measured is the reading. */
async function plantMonth({ database, room }: Stage, first: string): Promise<void> {
  await sql`
    with planted as (
      insert into posts (agency_id, client_id, mandate_id, title, text, review_state, timing_kind, fixed_at)
      select ${room.agencyId}::uuid, ${room.clientId}::uuid, ${room.mandateId}::uuid, 'Lyre 3, message ' || i, 'Le compte à rebours de Lyre 3, message ' || i,
        case when i % 3 = 0 then 'draft' else 'approved' end, 'fixed', ${first}::timestamptz + (i * interval '8 minutes')
      from generate_series(1, ${POSTS}) i returning id, fixed_at, review_state
    ), variants as (
      insert into variants (agency_id, post_id, channel_id, content_hash)
      select ${room.agencyId}::uuid, id, ${room.channelId}::uuid, 'banc' from planted returning id, post_id
    )
    insert into deliveries (agency_id, post_id, variant_id, channel_id, state, cause, due_at, content_hash, by_hand)
    select ${room.agencyId}::uuid, p.id, v.id, ${room.channelId}::uuid, 'scheduled', 'planned', p.fixed_at, 'banc', true
    from planted p join variants v on v.post_id = p.id where p.review_state = 'approved'`.execute(database.root)
  await sql`analyze`.execute(database.root)
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, 'localhost', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
