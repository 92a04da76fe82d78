import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoStatus, removeDemo, resetDemo, seedDemo } from './index.ts'
import { openDemoHouse, type TestHouse } from './testing/demo-house.ts'

let house: TestHouse

beforeAll(async () => {
  house = await openDemoHouse()
}, 240_000)
afterAll(() => house.close())

/** Every table of ours with its rows. */
async function counts(agencyId?: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`.execute(
    house.database.root,
  )
  const counted: Record<string, number> = {}
  for (const { name } of rows) {
    const { rows: found } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(name)}
      where ${agencyId ?? null}::uuid is null or agency_id = ${agencyId ?? null}::uuid`.execute(house.database.root)
    counted[name] = found[0]?.count ?? 0
  }
  return counted
}

/** What was told, without the ids that each telling mints: words and hours of posts, every reading, every transition of the past. */
async function digest(): Promise<unknown> {
  const { rows } = await sql`
    select
      (select md5(string_agg(title || text || coalesce(fixed_at::text, '') || coalesce(anchor_offset_seconds::text, '') || created_at::text, '|' order by created_at, title))
        from posts where title <> 'La minute de Kourou') as posts,
      (select md5(string_agg(c.handle || r.metric || r.at::text || r.value::text, '|' order by c.handle, r.metric, r.at, r.value))
        from readings r join channels c on c.id = r.channel_id) as readings,
      (select md5(string_agg(to_state || cause || at::text, '|' order by at, to_state, cause))
        from delivery_transitions where at < clock_timestamp() - interval '3 hours') as transitions,
      (select md5(string_agg(sha256, '|' order by sha256)) from media) as pictures,
      (select md5(string_agg(verb || at::text, '|' order by at, verb)) from event_changes where at < clock_timestamp() - interval '1 hour') as changes`.execute(
    house.database.root,
  )
  return rows[0]
}

const users = async () => (await house.database.pools.auth.query('select id from "user"')).rowCount

test('a telling that is killed in its middle leaves nothing half told, and the next start tells it whole', async () => {
  expect(await house.cutShort('eighteen months')).toBe('SIGKILL')
  expect((await counts()).agencies).toBe(0)
  expect(await house.cutShort('launches')).toBe('SIGKILL')
  expect((await counts()).agencies).toBe(0)
  const greeting = await seedDemo(house)
  expect(greeting.join('\n')).toContain('nour@zinc.example')
  expect((await counts()).agencies).toBe(1)
  expect(await users()).toBe(6)
}, 240_000)

test('a second start tells nothing again, and is quick', async () => {
  const before = await counts()
  const started = performance.now()
  const greeting = await seedDemo(house)
  const took = performance.now() - started
  expect(await counts()).toEqual(before)
  expect(greeting.join('\n')).not.toContain('has passed')
  expect(took).toBeLessThan(1_000)
})

test('once the next launch has passed, the start offers to tell it anew', async () => {
  await sql`update attempts set t0 = clock_timestamp() - interval '1 day' where t0 > clock_timestamp()`.execute(
    house.database.root,
  )
  expect((await seedDemo(house)).at(-1)).toContain('demo reset')
  expect((await demoStatus(house)).at(-1)).toContain('demo reset')
})

test('reset tells the same story again', async () => {
  const before = await counts()
  const story = await digest()
  expect(await resetDemo(house)).toBe(true)
  expect(await counts()).toEqual(before)
  expect(await digest()).toEqual(story)
  expect((await seedDemo(house)).join('\n')).not.toContain('has passed')
}, 240_000)

test('the simulated networks that forgot their world are told again, and take the old credentials’ place', async () => {
  await house.simulator.control.reset()
  await seedDemo(house)
  const accounts = await house.simulator.control.accounts()
  expect(accounts).toHaveLength(8)
  const channels = await house.database.root.selectFrom('channels').select(['remote_id', 'state']).execute()
  expect(channels.map((row) => row.remote_id).toSorted()).toEqual(accounts.map(({ id }) => id).toSorted())
  expect(channels.every((row) => row.state === 'connected')).toBe(true)
}, 240_000)

test('remove takes the demo away and leaves another agency as it was; no start tells it again', async () => {
  const other = await house.database.makeAgency('Autre agence')
  await house.database.root
    .insertInto('clients')
    .values({ agency_id: other, name: 'Client', time_zone: 'UTC' })
    .execute()
  const before = await counts(other)
  const media = join(house.settings.dataDir, 'media')
  await house.simulator.control.createAccount({ network: 'x', handle: 'somebody', name: 'Somebody', followers: 3 })
  expect(await removeDemo(house)).toBe(true)
  expect(await counts()).toEqual(before)
  expect(await users()).toBe(0)
  expect((await house.simulator.control.accounts()).map(({ handle }) => handle)).toEqual(['somebody'])
  expect(existsSync(media) ? readdirSync(media) : []).toEqual([])
  expect(await seedDemo(house)).toEqual([])
  expect(await counts()).toEqual(before)
  // Beside an agency of one's own no demo is told.
  expect(await resetDemo(house)).toBe(false)
}, 240_000)
