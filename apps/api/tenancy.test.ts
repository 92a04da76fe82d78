import { randomUUIDv7 } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { inAgency } from '@comptoir/db'
import { verifyText } from '@comptoir/domain/evidence'
import { changed } from '@comptoir/operations/shared'
import { createTRPCClient, TRPCClientError } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { appRouter } from './routers/index.ts'
import { DOORS, HTTP_DOORS, OPEN_DOORS, STREAMS } from './testing/doors.ts'
import { type Ids, openTestApi, type Person, plantWorld, type TestApi } from './testing/index.ts'

/** Filled by workers as they go, never by a procedure. */
const OF_WORKERS: ReadonlySet<string> = new Set([
  'quotas',
  'evidence_checkpoints',
  'evidence_heads',
  'rehearsal_agencies',
])

/** A word of the other agency's that occurs in no answer to ours. */
const SECRET = 'Polichinelle'

/** What the router itself knows of a procedure. */
const Procedure = z.custom<{ _def: { type: string; inputs: z.ZodType[] } }>((value) => typeof value === 'function')

/** One white dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
)

let house: TestApi
let ines: Person
let other: Person
let ours: Ids
let theirs: Ids
let secrets: string[]
let tables: string[]

beforeAll(async () => {
  house = await openTestApi()
  ines = await house.person({ role: 'director', name: 'Inès Vanhoutte' })
  other = await house.person({ role: 'director', name: `${SECRET} Directrice` })
  ours = await plantWorld(house, ines.agencyId, ines, 'Orphée')
  theirs = await plantWorld(house, other.agencyId, other, SECRET)
  tables = await tenantTables()
  secrets = [SECRET, ...(await idsOf(other.agencyId))]
})
afterAll(() => house.close())

describe('the list of doors', () => {
  const procedures = Object.entries(z.record(z.string(), Procedure).parse(appRouter._def.procedures))
  test('names each procedure of the router, and no other', () => {
    const listed = [...Object.keys(DOORS), ...Object.keys(OPEN_DOORS), ...STREAMS]
    expect(listed.toSorted()).toEqual(procedures.map(([name]) => name).toSorted())
  })

  test('a procedure whose input holds an id stands among those that take ids', () => {
    const takesIds = procedures
      .filter(([, one]) => one._def.type !== 'subscription' && one._def.inputs.some(holdsAnId))
      .map(([n]) => n)
    expect(Object.keys(DOORS).toSorted()).toEqual(takesIds.toSorted())
  })

  test('names each door outside the procedures, and no other', async () => {
    const files = await readdir(new URL('http', import.meta.url))
    expect(Object.keys(HTTP_DOORS).toSorted()).toEqual(files.filter((file) => !file.endsWith('.test.ts')).toSorted())
  })

  test('the other agency’s rows are many, and each of its tables holds some', async () => {
    const empty = []
    for (const [table, { count }] of await picture(other.agencyId)) if (count === 0) empty.push(table)
    expect(empty.filter((table) => !OF_WORKERS.has(table))).toEqual([])
    expect(secrets.length).toBeGreaterThan(25)
  })
})

describe.each(Object.entries(DOORS))('%s', (_name, door) => {
  test('answers to our own ids', async () => {
    const world = await ownWorld()
    const answer = await outcomeOf(() => door.call(ines.client, world))
    expect(answer).not.toMatchObject({
      error: expect.stringMatching(/NOT_FOUND|BAD_REQUEST|INTERNAL/),
    })
  })

  test('does not find the other agency’s', async () => {
    await sitIn(ours.agencyId)
    const named = namesOf(door, ours)
    expect(named.length).toBeGreaterThan(0)
    const [before, beforeHere] = [await picture(theirs.agencyId), await picture(ours.agencyId)]
    // All of them theirs, then each one among ours.
    const asked: [string, Ids][] = [
      ['all', theirs],
      ...named.map((kind): [string, Ids] => [kind, { ...ours, [kind]: theirs[kind] }]),
    ]
    for (const [which, ids] of asked) {
      const answer = await outcomeOf(() => door.call(ines.client, ids))
      const nowhere = await outcomeOf(() => door.call(ines.client, inPlaceOf(theirs, ids)))
      // One of theirs among ours may also be refused for not belonging to the rest; it is never taken.
      if (door.ids === 'names' && (which === 'all' || !isRefused(answer)))
        expect({ which, answer }).toEqual({ which, answer: { error: 'NOT_FOUND' } })
      // Not even whether it exists: the answer is that to an id which is nowhere.
      if (door.ids !== 'orders') expect({ which, answer }).toEqual({ which, answer: nowhere })
      expect(leaksIn(answer, door.ids === 'orders' ? [] : named.map((kind) => ids[kind]))).toEqual([])
    }
    expect(await picture(theirs.agencyId)).toEqual(before)
    if (door.ids === 'names') expect(await picture(ours.agencyId)).toEqual(beforeHere)
  })
})

describe.each(Object.entries(OPEN_DOORS))('%s', (_name, call) => {
  test('tells and touches nothing of the other agency', async () => {
    const world = await ownWorld()
    const before = await picture(theirs.agencyId)
    const answer = await outcomeOf(() => call(ines.client))
    expect(answer).not.toMatchObject({ error: expect.stringMatching(/BAD_REQUEST|INTERNAL/) })
    expect(leaksIn(answer, [])).toEqual([])
    expect(await picture(theirs.agencyId)).toEqual(before)
    expect(world.agencyId).not.toBe(theirs.agencyId)
  })
})

describe('doors outside the procedures', () => {
  test('the live feed tells of nothing but its own agency, also to who asks from the beginning', async () => {
    await sitIn(ours.agencyId)
    const stop = new AbortController()
    const input = encodeURIComponent(JSON.stringify({ lastEventId: '0:0' }))
    const answer = await ines.fetch(`/trpc/live.changes?input=${input}`, { signal: stop.signal })
    await inAgency(house.database.db, theirs.agencyId, (tx) => changed(tx, 'posts', theirs.postId))
    await inAgency(house.database.db, ours.agencyId, (tx) => changed(tx, 'posts', 'the last one'))
    let heard = ''
    const text = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    while (!heard.includes('the last one')) {
      const { value, done } = await text.read()
      if (done) throw new Error(`the stream ended: ${heard}`)
      heard += value
    }
    stop.abort()
    expect(heard).toContain(ours.eventId)
    expect(leaksIn(heard, [])).toEqual([])
  })

  test('what is decided about another agency’s post is told as undecided, and that post stays', async () => {
    const world = await ownWorld()
    const before = await picture(theirs.agencyId)
    const { eventId, attemptId } = world
    const t0 = Temporal.Now.instant().add({ hours: 50 }).toString()
    const decisions = [{ kind: 'move' as const, postId: theirs.armedPostId, at: t0 }]
    const outcome = await ines.client.countdown.slip.mutate({ eventId, attemptId, t0, decisions })
    expect(outcome).toMatchObject({ kind: 'changed', undecided: [{ postId: theirs.armedPostId }] })
    expect(leaksIn(outcome, [theirs.armedPostId])).toEqual([])
    expect(await picture(theirs.agencyId)).toEqual(before)
  })

  test('a picture is shown to its agency alone, and cannot be hung on another’s client', async () => {
    await sitIn(ours.agencyId)
    const upload = (person: Person, clientId: string) => {
      const form = new FormData()
      form.set('clientId', clientId)
      form.set('file', new Blob([PNG], { type: 'image/png' }), 'icon.png')
      return person.fetch('/media', { method: 'POST', body: form, headers: { 'x-comptoir': 'upload' } })
    }
    const made = await upload(other, theirs.clientId)
    expect(made.status).toBe(200)
    const { id } = z.object({ id: z.string() }).parse(await made.json())
    expect((await other.fetch(`/media/${id}`)).status).toBe(200)
    expect((await ines.fetch(`/media/${id}`)).status).toBe(404)
    const before = await picture(theirs.agencyId)
    expect((await upload(ines, theirs.clientId)).status).toBe(404)
    expect(await picture(theirs.agencyId)).toEqual(before)
  })

  test('a post’s evidence is handed out to its agency alone', async () => {
    await sitIn(ours.agencyId)
    const own = await ines.fetch(`/files/evidence/${ours.armedPostId}.json`)
    expect(own.status).toBe(200)
    expect(await verifyText(await own.text())).toMatchObject({ kind: 'intact', covers: { postId: ours.armedPostId } })
    const foreign = await ines.fetch(`/files/evidence/${theirs.armedPostId}.json`)
    expect(foreign.status).toBe(404)
    expect(leaksIn(await foreign.text(), [])).toEqual([])
  })

  test('the link of a poll opens its own agency’s question alone', async () => {
    const [mail] = await inAgency(house.database.db, theirs.agencyId, (tx) =>
      tx.selectFrom('mails').select('text_body').where('kind', '=', 'poll').execute(),
    )
    const token = /\/poll\/(\S+)/.exec(mail!.text_body)![1]!
    expect((await fetch(`${house.url}/poll/${token}`)).status).toBe(200)
    const ourName = Buffer.from(ours.agencyId.replaceAll('-', ''), 'hex').toString('base64url')
    const before = await picture(theirs.agencyId)
    const body = new URLSearchParams({ said: 'no-go' })
    const moved = `${house.url}/poll/${ourName}.${token.split('.')[1]}`
    for (const answer of [await fetch(moved), await fetch(moved, { method: 'POST', body })]) {
      expect(answer.status).toBe(404)
      expect(leaksIn(await answer.text(), [])).toEqual([])
    }
    expect(await picture(theirs.agencyId)).toEqual(before)
  })

  test('what a network brings back to another agency’s member connects nothing', async () => {
    await sitIn(ours.agencyId)
    const before = await picture(theirs.agencyId)
    const state = `${Buffer.from(theirs.agencyId.replaceAll('-', ''), 'hex').toString('base64url')}.${'a'.repeat(32)}`
    const answer = await ines.fetch(`/connect/callback?state=${state}&code=1`, { redirect: 'manual' })
    expect(answer.headers.get('location')).toContain('result=failed')
    expect(await picture(theirs.agencyId)).toEqual(before)
  })
})

/** Ours, whole and untouched, in an agency of its own where Inès is director as well. */
async function ownWorld(): Promise<Ids> {
  const agencyId = await house.database.makeAgency()
  const { id: memberId } = await house.database.root
    .insertInto('members')
    .values({
      agency_id: agencyId,
      user_id: ines.userId,
      name: 'Inès Vanhoutte',
      email: ines.email,
      role: 'director',
      language: 'fr',
      time_zone: 'Europe/Paris',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sitIn(agencyId)
  const actor = { ...ines.actor, memberId }
  return plantWorld(house, agencyId, { ...ines, memberId, actor }, 'Orphée')
}

function sitIn(agencyId: string): Promise<void> {
  return house.api.house.signIn.chooseAgency(ines.sessionId, agencyId)
}

async function outcomeOf(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return { answer: await call() }
  } catch (error) {
    if (error instanceof TRPCClientError) return { error: error.data?.code ?? error.message }
    throw error
  }
}

const isRefused = (outcome: unknown) =>
  z.object({ answer: z.object({ kind: z.literal('refused') }) }).safeParse(outcome).success

/** Which ids a door is asked about: those that it reads of what it is given. */
function namesOf(door: (typeof DOORS)[string], ids: Ids): (keyof Ids)[] {
  const read = new Set<keyof Ids>()
  const watched = new Proxy(ids, {
    get(target, kind: keyof Ids & string) {
      read.add(kind)
      return target[kind]
    },
  })
  // It is the question that is watched; a client that goes nowhere takes it.
  const nowhere: typeof ines.client = createTRPCClient({ links: [() => () => observable(() => undefined)] })
  void door.call(nowhere, watched)
  return [...read]
}

/** The same question about ids that are nowhere. */
function inPlaceOf(foreign: Ids, ids: Ids): Ids {
  const nowhere: Record<keyof Ids, string> = { ...ids }
  for (const kind of Object.keys(ids) as (keyof Ids)[]) if (ids[kind] === foreign[kind]) nowhere[kind] = randomUUIDv7()
  return nowhere
}

function leaksIn(answer: unknown, asked: readonly string[]): string[] {
  const text = JSON.stringify(answer) ?? ''
  return secrets.filter((secret) => !asked.includes(secret) && text.includes(secret))
}

function holdsAnId(input: z.ZodType): boolean {
  const schema = JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }))
  return schema.includes('"format":"uuid"')
}

async function tenantTables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`.execute(
    house.database.root,
  )
  return rows.map((row) => row.name)
}

/** How many rows each table holds of an agency, and their fingerprint. */
async function picture(agencyId: string): Promise<Map<string, { count: number; rows: string | null }>> {
  const { rows } = await sql<{ table: string; count: number; rows: string | null }>`${sql.join(
    tables.map(
      (
        table,
      ) => sql`select ${table}::text as table, count(*)::int as count, md5(string_agg(t::text, '' order by t::text)) as rows
        from ${sql.table(table)} t where t.agency_id = ${agencyId}`,
    ),
    sql` union all `,
  )}`.execute(house.database.root)
  return new Map(rows.map(({ table, ...rest }) => [table, rest]))
}

/** Every UUID in the agency's rows. */
async function idsOf(agencyId: string): Promise<string[]> {
  const found = new Set<string>()
  for (const table of tables) {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(t)::text as row from ${sql.table(table)} t where t.agency_id = ${agencyId}`.execute(
      house.database.root,
    )
    for (const { row } of rows)
      for (const [id] of row.matchAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)) found.add(id)
  }
  return [...found]
}
