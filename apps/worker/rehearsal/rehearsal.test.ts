import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { inAgency } from '@comptoir/db'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import type { Script } from '@comptoir/domain/rehearsal'
import { getRehearsal, orderRehearsal, type RehearsalPage } from '@comptoir/operations/rehearsal'
import { openOutside } from '@comptoir/operations/connectors-ports'
import { diskMediaStore } from '@comptoir/operations/editorial'
import { World } from '@comptoir/operations/restore'
import { type Connected, type Newsroom, openNewsroom, openStory } from '@comptoir/operations/testing'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClock } from '../dispatch/clock.ts'
import type { Desk } from '../dispatch/desk.ts'
import { Dispatcher } from '../dispatch/dispatcher.ts'
import { rehearse, sweepRehearsals } from '../tasks/rehearse.ts'
import { startWorker } from '../testing/worker-process.ts'

const PROGRAM = fileURLToPath(new URL('../../../tooling/simulator/main.ts', import.meta.url))
const HOUR = 3600
let database: TestDatabase
let simulator: Simulator
let room: Newsroom
let desk: Desk
let dispatcher: Dispatcher
let elsewhere: { server: Server; origin: string; heard: () => number }
let channels: Record<'bluesky' | 'mastodon' | 'x', Connected>
let story: Awaited<ReturnType<typeof openStory>>
const posts: Record<string, string> = {}

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator()
  elsewhere = await listenElsewhere()
  room = await openNewsroom(database, simulator)
  room.env.COMPTOIR_SIMULATOR = PROGRAM
  channels = {
    bluesky: await room.connect('bluesky'),
    mastodon: await room.connect('mastodon'),
    x: await room.connect('x'),
  }
  story = await openStory(room)
  const on = (channel: Connected, over: Parameters<typeof story.hang>[2] = {}) => ({
    ...over,
    channelId: channel.channelId,
  })
  posts.before = await story.hang('La veille', -24 * HOUR, on(channels.bluesky))
  posts.fuel = await story.hang('Le plein', -2 * HOUR, on(channels.mastodon))
  posts.dead = await story.hang('Une heure après la mort du jeton', -HOUR / 4, on(channels.x))
  posts.limited = await story.hang('Sous la limite', -4 * 60, on(channels.bluesky, { condition: 'go' }))
  posts.liftoff = await story.hang('Décollage', 0, on(channels.mastodon, { base: 'liftoff', condition: 'launched' }))
  posts.success = await story.hang('En orbite', 60, on(channels.bluesky, { base: 'outcome', condition: 'success' }))
  posts.reserve = await story.hang('Reporté', 60, on(channels.bluesky, { base: 'scrub', condition: 'scrubbed' }))
  posts.draft = await story.hang('Jamais approuvé', 2 * HOUR, on(channels.bluesky, { draft: true }))
  posts.byHand = await story.hang('À la main', HOUR)
  await room.work((tx) =>
    tx
      .updateTable('channels')
      .set({ base_url: elsewhere.origin })
      .where('id', '=', channels.mastodon.channelId)
      .execute(),
  )
  // The ordinary dispatcher runs beside, on the same database.
  desk = await openDesk()
  dispatcher = new Dispatcher(desk)
  await dispatcher.start(database.pools)
  await sql`delete from graphile_worker._private_jobs`.execute(database.root)
}, 60_000)

afterAll(async () => {
  await dispatcher?.stop()
  await desk?.world.close()
  await desk?.outside.close()
  await room?.close()
  await simulator?.stop()
  elsewhere?.server.close()
  await database?.close()
})

async function openDesk(): Promise<Desk> {
  const settings = {
    ...room.settings,
    simulator: PROGRAM,
    allowOrigins: [...room.settings.allowOrigins, elsewhere.origin],
  }
  const services = {
    settings,
    db: database.db,
    keys: database.keys,
    log: pino({ level: 'error' }, pino.destination(2)),
  }
  const { dataDir } = settings
  const world = await World.open({ pools: database.pools, dataDir, name: 'ordinary', onMet: () => undefined })
  const outside = openOutside(services)
  return { services, outside, clock: openClock(), media: diskMediaStore(dataDir), world, worker: 'ordinary' }
}

/** A server that answers everything, and remembers that it was asked. */
async function listenElsewhere() {
  let heard = 0
  const server = createServer((_request, response) => void response.end('{}'))
  server.on('connection', () => (heard += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no address')
  return { server, origin: `http://127.0.0.1:${address.port}`, heard: () => heard }
}

async function order(script: Script): Promise<string> {
  const { attempt } = await story.see()
  if (attempt.t0.kind !== 'instant') throw new Error('no T-0')
  const t0 = Temporal.Instant.from(attempt.t0.at)
  const settings = { ...room.settings, simulator: PROGRAM }
  const ordered = await room.work((tx) =>
    orderRehearsal(tx, settings, room.reviewer, { eventId: story.eventId, t0, script }),
  )
  if (ordered.kind !== 'ordered') throw new Error(ordered.why)
  return ordered.id
}

const see = (id: string) => room.work((tx) => getRehearsal(tx, id))
async function run(id: string): Promise<RehearsalPage> {
  await rehearse(desk, { agencyId: room.agencyId, rehearsalId: id }, new AbortController().signal)
  return see(id)
}

const clock = (seconds: number, does: Script[number]['does']): Script[number] => ({
  at: { kind: 'clock', seconds },
  does,
})

/** Every row of the mother agency, but what tells of the rehearsal itself. */
async function fingerprint(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not in ('rehearsals', 'changes', 'audit_log')`.execute(database.root)
  const told: string[] = []
  for (const { name } of tables.toSorted((a, b) => a.name.localeCompare(b.name))) {
    const { rows } = await sql<{ sum: string }>`
      select md5(coalesce(string_agg(to_jsonb(t)::text, '|' order by to_jsonb(t)::text), '')) as sum
      from ${sql.table(name)} t where t.agency_id = ${room.agencyId}::uuid`.execute(database.root)
    told.push(`${name} ${rows[0]!.sum}`)
  }
  return told.join('\n')
}
const agencies = async () =>
  (await database.root.selectFrom('agencies').select('agency_id').execute()).map((row) => row.agency_id)
const callsOfToday = async () => JSON.stringify(await simulator.control('GET', '/calls'))

test(
  'a launch with a slip, a dead token and a rate limit, told line by line; nothing of it leaves the simulator',
  { timeout: 40_000 },
  async () => {
    const before = { rows: await fingerprint(), calls: await callsOfToday(), agencies: await agencies() }
    const id = await order([
      clock(-3 * HOUR, { verb: 'slipped', bySeconds: 2 * HOUR }),
      clock(-HOUR, { verb: 'token-dies', channelId: channels.x.channelId }),
      clock(-600, { verb: 'go' }),
      clock(-300, { verb: 'rate-limited', channelId: channels.bluesky.channelId, forSeconds: 4 * 60 }),
      clock(0, { verb: 'launched' }),
      clock(40 * 60, { verb: 'closed', outcome: 'success' }),
    ])
    const page = await run(id)
    expect(page).toMatchObject({ state: 'finished', because: null })
    const card = page.scorecard!
    expect(card.steps.map(({ does, refused, clockSeconds }) => [does.verb, refused, clockSeconds])).toEqual([
      ['slipped', null, -3 * HOUR],
      ['token-dies', null, -HOUR],
      ['go', null, -600],
      ['rate-limited', null, -300],
      ['launched', null, 0],
      ['closed', null, 40 * 60],
    ])
    const line = (name: string) => card.lines.find(({ postId }) => postId === posts[name])
    const t0 = Temporal.Instant.from(card.t0).add({ hours: 2 })
    const at = (seconds: number) => t0.add({ seconds }).toString()
    // Before the slip, and so two hours earlier than it would have been by the new T-0.
    expect(line('before')).toMatchObject({ end: 'out', leftAt: at(-26 * HOUR), lateSeconds: 0, through: [] })
    expect(line('fuel')).toMatchObject({ end: 'out', meantAt: at(-4 * HOUR), leftAt: at(-2 * HOUR), lateSeconds: 0 })
    expect(line('dead')).toMatchObject({ end: 'held', because: 'credentials-lost', leftAt: null })
    expect(line('limited')).toMatchObject({ end: 'out', dueAt: at(-240), through: ['late', 'retried'], calls: 2 })
    expect(line('limited')!.lateSeconds).toBeGreaterThanOrEqual(180)
    expect(line('limited')!.lateSeconds).toBeLessThan(200)
    expect(line('liftoff')).toMatchObject({ end: 'out', leftAt: at(0), lateSeconds: 0 })
    expect(line('success')).toMatchObject({ end: 'out', leftAt: at(40 * 60 + 60) })
    expect(line('reserve')).toMatchObject({ end: 'waiting', leftAt: null })
    expect(line('byHand')).toMatchObject({ end: 'by-hand' })
    expect(card.missing).toEqual([{ postId: posts.draft, title: 'Jamais approuvé', why: 'draft' }])
    expect(card.counts).toMatchObject({
      out: 5,
      late: 1,
      held: 1,
      failed: 0,
      unknown: 0,
      byHand: 1,
      waiting: 1,
      missing: 1,
    })
    expect([card.arrived, card.twice]).toEqual([5, 0])
    expect(card.calls.find(({ kind }) => kind === 'channel-reconnect')).toMatchObject({
      people: ['Inès Vanhoutte'],
      channel: channels.x.handle,
      byMail: true,
    })
    expect(card.calls.some(({ kind }) => kind === 'event-slipped')).toBe(true)

    expect(await fingerprint()).toBe(before.rows)
    expect(await callsOfToday()).toBe(before.calls)
    expect(elsewhere.heard()).toBe(0)
    expect(await agencies()).toEqual(before.agencies)
    // One job: the order of this rehearsal itself.
    const { rows: jobs } = await sql<{
      n: number
    }>`select count(*)::int as n from graphile_worker._private_jobs`.execute(database.root)
    expect(jobs[0]!.n).toBe(1)
  },
)

test(
  'answers that are lost are read back in the rehearsal too, and nothing goes twice',
  { timeout: 40_000 },
  async () => {
    const id = await order([
      clock(-25 * HOUR, { verb: 'answers-lost', channelId: null, forSeconds: 2 * HOUR }),
      clock(-HOUR, { verb: 'hold' }),
      { at: { kind: 'after', seconds: HOUR }, does: { verb: 'scrubbed' } },
    ])
    const card = (await run(id)).scorecard!
    const line = (name: string) => card.lines.find(({ postId }) => postId === posts[name])
    expect(line('before')).toMatchObject({ end: 'out', through: ['read-back'], lateSeconds: 0 })
    expect(line('liftoff')).toMatchObject({ end: 'held' })
    expect(card.twice).toBe(0)
    expect(elsewhere.heard()).toBe(0)
  },
)

test('killed in the middle, it is cleaned up and says so', { timeout: 40_000 }, async () => {
  const before = await agencies()
  const id = await order(
    Array.from({ length: 40 }, (_, i) => clock(-9 * 24 * HOUR + i, { verb: 'slipped', bySeconds: 60 })),
  )
  const worker = await startWorker(room.env)
  await expect.poll(async () => (await see(id)).progress, { timeout: 15_000, interval: 20 }).not.toBeNull()
  await worker.kill()
  expect((await agencies()).length).toBe(before.length + 1)
  expect(await see(id)).toMatchObject({ state: 'running' })
  // The silence, without waiting for it.
  await inAgency(database.db, room.agencyId, (tx) =>
    sql`update rehearsals set seen_at = seen_at - interval '1 minute' where id = ${id}::uuid`.execute(tx),
  )
  await sweepRehearsals(desk)
  expect(await see(id)).toMatchObject({ state: 'interrupted', because: 'worker-lost', scorecard: null })
  expect(await agencies()).toEqual(before)
})
