import { type AgencyTx, inAgency } from '@comptoir/db'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { escalateNotices, listNotices, mailNotice, markAllRead, markRead, tell } from './index.ts'

let base: TestDatabase
let agencyId: string
let clientId: string
let mandateId: string
let nour: string
let ines: string

beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.close())

const inside = <T>(work: (tx: AgencyTx) => Promise<T>) => inAgency(base.db, agencyId, work)
const actor = (memberId: string) => ({ kind: 'member', memberId, userId: `user-${memberId}` }) as const
const inbox = (memberId: string) =>
  inside((tx) => listNotices(tx, actor(memberId), { unreadOnly: false, before: null, limit: 20 }))

async function seat(name: string, role: string, language = 'fr'): Promise<string> {
  const id = randomUUIDv7()
  const email = `${name.toLowerCase()}@zinc.example`
  await base.root
    .insertInto('members')
    .values({ agency_id: agencyId, id, user_id: `user-${id}`, name, email, role, language, time_zone: 'Europe/Paris' })
    .execute()
  return id
}

beforeEach(async () => {
  agencyId = await base.makeAgency()
  nour = await seat('Nour', 'community_manager')
  ines = await seat('Ines', 'director', 'en')
  const client = await base.root
    .insertInto('clients')
    .values({ agency_id: agencyId, name: 'Orphée Lanceurs', time_zone: 'America/Cayenne' })
    .returning('id')
    .executeTakeFirstOrThrow()
  clientId = client.id
  const mandate = await base.root
    .insertInto('mandates')
    .values({
      agency_id: agencyId,
      client_id: clientId,
      name: 'Lyre',
      starts_on: '2020-01-01',
      ends_on: '2099-12-31',
      duty_member_id: nour,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  mandateId = mandate.id
})

const uncertain = () =>
  ({
    kind: 'delivery-uncertain',
    subjectKind: 'delivery',
    subjectId: randomUUIDv7(),
    detail: { title: 'Remplissage', network: 'x', channel: '@orphee' },
    dedupeKey: 'delivery-uncertain:1',
    clientId,
  }) as const

const jobs = async (task: string) => {
  const { rows } = await sql<{ key: string; minutes: number }>`
    select key, round(extract(epoch from run_at - now()) / 60)::int as minutes from graphile_worker.jobs
    where task_identifier = ${task}`.execute(base.root)
  return rows
}

test('whoever is on duty for the client is told, once, and the director is not bothered yet', async () => {
  const news = uncertain()
  expect(await inside((tx) => tell(tx, news))).toBe(1)
  expect(await inside((tx) => tell(tx, news))).toBe(0)
  expect((await inbox(nour)).notices).toMatchObject([
    { kind: 'delivery-uncertain', severity: 1, readAt: null, path: `/deliveries/${news.subjectId}` },
  ])
  expect((await inbox(ines)).notices).toEqual([])
})

test('two processes with the same news at once tell it once', async () => {
  const news = uncertain()
  const told = await Promise.all([1, 2, 3].map(() => inside((tx) => tell(tx, news))))
  expect(told.reduce((sum, one) => sum + one)).toBe(1)
  expect((await inbox(nour)).unread).toBe(1)
})

test('with nobody on duty, the directors are told', async () => {
  await base.root.updateTable('mandates').set({ duty_member_id: null }).where('id', '=', mandateId).execute()
  await inside((tx) => tell(tx, { ...uncertain(), mandateId }))
  expect((await inbox(ines)).unread).toBe(1)
})

test('somebody on duty who left the agency does not swallow the news', async () => {
  await base.root.updateTable('members').set({ left_at: new Date() }).where('id', '=', nour).execute()
  await inside((tx) => tell(tx, uncertain()))
  expect((await inbox(ines)).unread).toBe(1)
})

test('unread for five minutes, it goes to the director too; read in time, it does not', async () => {
  await inside((tx) => tell(tx, uncertain()))
  const [notice] = (await inbox(nour)).notices
  const planned = await jobs('escalate-notices')
  expect(planned).toContainEqual({ key: `escalate-notices:${notice!.id}`, minutes: 5 })
  expect(await inside((tx) => escalateNotices(tx, notice!.id))).toBe(0)
  await sql`update notices set at = at - interval '5 minutes' where id = ${notice!.id}`.execute(base.root)
  expect(await inside((tx) => escalateNotices(tx, notice!.id))).toBe(1)
  expect(await inside((tx) => escalateNotices(tx))).toBe(0)
  expect((await inbox(ines)).notices).toMatchObject([{ kind: 'delivery-uncertain', subjectId: notice!.subjectId }])

  await inside((tx) => tell(tx, { ...uncertain(), dedupeKey: 'second' }))
  const second = (await inbox(nour)).notices[0]!
  await inside((tx) => markRead(tx, actor(nour), second.id))
  await sql`update notices set at = at - interval '5 minutes' where id = ${second.id}`.execute(base.root)
  expect(await inside((tx) => escalateNotices(tx))).toBe(0)
  expect((await inbox(ines)).unread).toBe(1)
})

test('the mail says it in the reader’s language, leads there, and is written once', async () => {
  const news = { ...uncertain(), to: [nour, ines] }
  await inside((tx) => tell(tx, news))
  for (const member of [nour, ines]) {
    const [notice] = (await inbox(member)).notices
    expect(await inside((tx) => mailNotice(tx, 'https://desk.example', notice!.id))).toMatchObject({ kind: 'queued' })
    expect(await inside((tx) => mailNotice(tx, 'https://desk.example', notice!.id))).toEqual({ kind: 'not-wanted' })
  }
  const mails = await base.root
    .selectFrom('mails')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('recipient')
    .execute()
  expect(mails.map((mail) => [mail.recipient, mail.subject])).toEqual([
    ['ines@zinc.example', 'Uncertain: “Remplissage” on X @orphee'],
    ['nour@zinc.example', 'Incertain\u00a0: «\u202fRemplissage\u202f» sur X @orphee'],
  ])
  expect(mails[1]!.text_body).toContain(`https://desk.example/deliveries/${news.subjectId}`)
})

test('who wants no mail still finds it under the bell', async () => {
  await base.root.updateTable('members').set({ mail_notices: false }).where('id', '=', nour).execute()
  await inside((tx) => tell(tx, uncertain()))
  const [notice] = (await inbox(nour)).notices
  expect(await inside((tx) => mailNotice(tx, 'https://desk.example', notice!.id))).toEqual({ kind: 'not-wanted' })
})

test('"mark all read" leaves what came in meanwhile, and nobody reads another’s news away', async () => {
  await inside((tx) => tell(tx, uncertain()))
  const seen = (await inbox(nour)).notices[0]!
  await inside((tx) => tell(tx, { ...uncertain(), dedupeKey: 'later' }))
  expect(await inside((tx) => markAllRead(tx, actor(nour), seen.id))).toBe(1)
  expect((await inbox(nour)).unread).toBe(1)
  await expect(inside((tx) => markRead(tx, actor(ines), seen.id))).rejects.toThrow('notice not found')
})
