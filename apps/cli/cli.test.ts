import { randomUUIDv7 } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inAgency, openText, rewrapAll, ringOf, seal } from '@comptoir/db'
import { runningInstance } from '@comptoir/db/embedded'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { packText } from '@comptoir/domain/evidence'
import { readEvidence } from '@comptoir/operations/evidence'
import { openDesk } from '@comptoir/operations/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runVerb } from './index.ts'

let house: TestDatabase
let dataDir: string
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  house = await createTestDatabase()
  dataDir = await mkdtemp(join('/tmp', 'comptoir-cli-'))
  const masterKey = house.keys.active.secret.toString('base64')
  env = {
    DATABASE_URL: house.ownerUrl,
    COMPTOIR_DATA: dataDir,
    COMPTOIR_MASTER_KEY: masterKey,
    COMPTOIR_URL: 'https://desk.example',
  }
})
afterAll(async () => {
  await house.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function comptoir(line: string, overrides: NodeJS.ProcessEnv = {}): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const code = await runVerb(
    line.split(' ').filter(Boolean),
    { ...env, ...overrides },
    (words) => void said.push(words),
  )
  return { code, said: said.join('\n') }
}

test('help lists every verb, and a verb that is not there is said so', async () => {
  expect(await comptoir('')).toMatchObject({ code: 0, said: expect.stringContaining('reset-password EMAIL') })
  expect(await comptoir('dance')).toMatchObject({ code: 1, said: expect.stringContaining('There is no verb "dance".') })
})

test('upgrade of what is up to date changes nothing', async () => {
  expect(await comptoir('upgrade')).toEqual({ code: 0, said: 'The database was up to date.' })
})

test('doctor finds the house well, and a policy that is gone', async () => {
  const well = await comptoir('doctor')
  expect(well).toMatchObject({ code: 0 })
  expect(well.said).toMatch(/✓ database +PostgreSQL 18/)
  expect(well.said).toContain('✓ isolation  every tenant table is under its policy')
  await sql`alter table posts no force row level security`.execute(house.root)
  const ill = await comptoir('doctor')
  expect(ill.code).toBe(1)
  expect(ill.said).toContain('public.posts: row-level security is not forced')
  await sql`alter table posts force row level security`.execute(house.root)
})

test('doctor tells of workers that vanished, clocks that are off, posts that are late or stuck, access that ends and budgets that are spent', async () => {
  const { agencyId, clientId, channel } = await openDesk(house)
  const channelId = await channel('x', 'connected')
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000)
  const own = { agency_id: agencyId, channel_id: channelId }
  const root = house.root
  await root
    .insertInto('credentials')
    .values({ ...own, sealed: Buffer.from('x'), refreshable: false, expires_at: inSeconds(3_600) })
    .execute()
  await root
    .insertInto('quotas')
    .values({ ...own, bucket: 'publish', remaining: 0, reset_at: inSeconds(600) })
    .execute()
  const deliver = async (values: { state: string; due_at: Date; sending_at?: Date }) => {
    const [post, variant] = [randomUUIDv7(), randomUUIDv7()]
    const title = 'Le plein'
    await root.insertInto('posts').values({ agency_id: agencyId, id: post, client_id: clientId, title }).execute()
    await root
      .insertInto('variants')
      .values({ ...own, id: variant, post_id: post })
      .execute()
    const row = { ...own, post_id: post, variant_id: variant, content_hash: 'a', cause: 'planned' }
    await root
      .insertInto('deliveries')
      .values({ ...row, ...values })
      .execute()
  }
  await deliver({ state: 'scheduled', due_at: inSeconds(-120) })
  await deliver({ state: 'uncertain', due_at: inSeconds(-400), sending_at: inSeconds(-400) })
  await deliver({ state: 'scheduled', due_at: inSeconds(7_200) })
  const worker = (id: string, seen: number, offset: number) => ({
    id,
    started_at: inSeconds(-3_600),
    seen_at: inSeconds(seen),
    clock_offset_ms: offset,
  })
  await root
    .insertInto('workers')
    .values([worker('atelier-1-a', 0, -90_000), worker('salle-2-b', -60, 0)])
    .execute()
  const { code, said } = await comptoir('doctor')
  expect(code).toBe(1)
  expect(said).toMatch(/✗ workers +1 at work, but a worker vanished: salle has said nothing since /)
  expect(said).toMatch(/✗ clocks +atelier is 90\.0 s ahead of the database/)
  expect(said).toMatch(/✗ deliveries 1 past their instant and not attempted, 1 sent and without an answer/)
  expect(said).toMatch(/✗ access +connect again in Channels:\n  x of .* ends .*: 1 posts due, the first /)
  expect(said).toMatch(/✓ budgets +x of .* waits until .* \(publish\)/)
  await root.deleteFrom('deliveries').where('agency_id', '=', agencyId).execute()
  // Sealed by nobody's key: the next test counts what is sealed.
  await root.deleteFrom('credentials').where('agency_id', '=', agencyId).execute()
  await root.deleteFrom('workers').execute()
})

test('doctor and upgrade tell a wrong setting in one sentence', async () => {
  const { code, said } = await comptoir('upgrade', { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' })
  expect({ code, said }).toEqual({ code: 1, said: 'DATABASE_URL does not answer: nothing listens on 127.0.0.1:1.' })
})

test('reset-password prints a link that better-auth will take, for people who exist', async () => {
  expect((await comptoir('reset-password')).code).toBe(1)
  expect(await comptoir('reset-password nobody@zinc.example')).toEqual({
    code: 1,
    said: 'Nobody signs in with nobody@zinc.example.',
  })
  await house.pools.auth.query(
    `insert into "user" (id, name, email) values ('u1', 'Inès Vanhoutte', 'ines@zinc.example')`,
  )
  const { code, said } = await comptoir('reset-password Ines@zinc.example')
  expect(code).toBe(0)
  const token = /https:\/\/desk\.example\/reset-password\?token=(\S+)/.exec(said)![1]!
  const { rows } = await house.pools.auth.query(
    'select value, "expiresAt" > now() as good from verification where identifier = $1',
    [`reset-password:${token}`],
  )
  expect(rows).toEqual([{ value: 'u1', good: true }])
})

test('keys: what the old key sealed stands under the new one, and its logins follow', async () => {
  const agencyId = await house.makeAgency()
  const [rowId, secret] = [randomUUIDv7(), 'app secret']
  const place = { agencyId, table: 'network_apps', column: 'sealed_secret', rowId }
  await inAgency(house.db, agencyId, (tx) =>
    sql`insert into network_apps (agency_id, id, network, client_id, sealed_secret) values (${agencyId}, ${rowId}, 'x', 'client', ${seal(house.keys, place, secret)})`.execute(
      tx,
    ),
  )
  expect((await comptoir('keys list')).said).toBe(`${house.keys.active.id}  seals and opens, 1 sealed values`)
  const fresh = Buffer.alloc(32, 7).toString('base64')
  // The keys' order in the environment is the rotation: the first one seals. On a clone of its own, for roles belong to the server.
  const ring = ringOf([fresh, env.COMPTOIR_MASTER_KEY!])
  expect(await rewrapAll(house.db, ring)).toBe(1)
  expect(await rewrapAll(house.db, ring)).toBe(0)
  const { sealed_secret: sealed } = await inAgency(house.db, agencyId, (tx) =>
    tx.selectFrom('network_apps').select('sealed_secret').where('id', '=', rowId).executeTakeFirstOrThrow(),
  )
  expect(openText(ringOf([fresh]), place, sealed!)).toBe(secret)
  expect((await comptoir('keys list')).said).toContain('MISSING: 1 sealed values')
})

test('on an embedded database: started for the verb, stopped after it, rotated as a whole', async () => {
  const own = await mkdtemp(join('/tmp', 'comptoir-cli-own-'))
  const embedded = { DATABASE_URL: '', COMPTOIR_MASTER_KEY: '', COMPTOIR_DATA: own }
  expect((await comptoir('upgrade', embedded)).code).toBe(0)
  expect(await runningInstance(own)).toBeNull()
  const before = await readFile(join(own, 'keys', 'ring.json'), 'utf8')
  const rotated = await comptoir('keys rotate', embedded)
  expect(rotated).toMatchObject({ code: 0 })
  const after = await readFile(join(own, 'keys', 'ring.json'), 'utf8')
  expect(after).not.toBe(before)
  expect(JSON.parse(after).keys).toHaveLength(1)
  expect(await comptoir('doctor', embedded)).toMatchObject({ code: 0 })
  await rm(own, { recursive: true, force: true })
}, 60_000)

test('verify: a pack that is whole, one that is not, one that is none, with nothing but the file', async () => {
  const agencyId = await house.makeAgency()
  const [clientId, postId] = [randomUUIDv7(), randomUUIDv7()]
  const pack = await inAgency(house.db, agencyId, async (tx) => {
    await sql`insert into clients (agency_id, id, name, time_zone) values (${agencyId}, ${clientId}, 'Orphée Lanceurs', 'America/Cayenne')`.execute(
      tx,
    )
    await sql`insert into posts (agency_id, id, client_id, title) values (${agencyId}, ${postId}, ${clientId}, 'Le plein')`.execute(
      tx,
    )
    await sql`insert into revisions (agency_id, post_id, number, content) values (${agencyId}, ${postId}, 1, '{"text":"Le plein est fait."}')`.execute(
      tx,
    )
    return readEvidence(tx, postId)
  })
  const file = join(dataDir, 'evidence.json')
  const offline = { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' }
  await writeFile(file, packText(pack))
  const well = await comptoir(`verify ${file}`, offline)
  expect(well).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^INTACT: "Le plein" .*\n[^]*1 versions, 0 approvals/),
  })
  const json = await comptoir(`verify ${file} --json`, offline)
  expect(JSON.parse(json.said)).toMatchObject({ kind: 'intact', covers: { postId, records: 1 } })
  expect((await comptoir(`verify ${file} --checkpoint=${'a'.repeat(64)}`, offline)).code).toBe(1)

  await writeFile(file, packText(pack).replace('Le plein est fait.', 'Le plein est faux.'))
  expect(await comptoir(`verify ${file}`, offline)).toEqual({
    code: 1,
    said: 'BROKEN at record 1: the record is not the one that its hash covers.',
  })
  expect(JSON.parse((await comptoir(`verify ${file} --json`, offline)).said)).toEqual({
    kind: 'broken',
    where: { in: 'record', seq: 1 },
    why: 'record-changed',
  })
  await writeFile(file, 'bonjour')
  expect((await comptoir(`verify ${file}`, offline)).said).toBe('BROKEN as a file: it is not JSON.')
  expect((await comptoir(`verify ${file}.none`, offline)).code).toBe(1)
  expect((await comptoir('verify', offline)).code).toBe(1)
})
