import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { endDeliveryAlerts, watch } from '@comptoir/operations/publishing'
import { readToday } from '@comptoir/operations/today'
import { type Newsroom, openNewsroom } from '@comptoir/operations/testing'
import { StandIn } from '@comptoir/operations/workers'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inMs, noticesOf, until } from '../testing/watching.ts'
import { startWorker, type WorkerProcess } from '../testing/worker-process.ts'

let database: TestDatabase
let simulator: Simulator
let room: Newsroom
let server: SMTPServer
let standIn: StandIn
const mails: ParsedMail[] = []
const running: WorkerProcess[] = []

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => void simpleParser(stream).then((mail) => (mails.push(mail), done()), done),
  })
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address()
      if (address && typeof address === 'object') resolve(address.port)
    })
  })
  database = await createTestDatabase()
  simulator = await startSimulator()
  room = await openNewsroom(database, simulator)
  const settings = { ...room.settings, smtpUrl: `smtp://127.0.0.1:${port}`, url: 'https://comptoir.example' }
  standIn = new StandIn({ db: database.db, settings }, (error) => {
    throw error
  })
  await room.work((tx) =>
    tx.updateTable('mandates').set({ duty_member_id: room.writer.memberId }).where('id', '=', room.mandateId).execute(),
  )
}, 60_000)
afterAll(async () => {
  for (const worker of running) await worker.kill()
  await room?.close()
  await simulator?.stop()
  await database?.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

async function open(): Promise<WorkerProcess> {
  const worker = await startWorker(room.env)
  running.push(worker)
  return worker
}
/** The silence that a killed process leaves, without waiting for it. */
const silence = () =>
  database.root
    .updateTable('workers')
    .set({ seen_at: new Date(Date.now() - 16_000), started_at: new Date(Date.now() - 60_000) })
    .where('stopped_at', 'is', null)
    .execute()
const needs = async () =>
  (await room.work((tx) => readToday(tx, room.reviewer, 'Europe/Paris'))).sections.flatMap((one) => one.needs)
const toldOf = async () =>
  room.work((tx) =>
    tx
      .selectFrom('notices')
      .select(['member_id', 'read_at', 'detail'])
      .where('kind', '=', 'worker-lost')
      .orderBy('id')
      .execute(),
  )
const recipients = (subject: RegExp) =>
  mails.filter((mail) => subject.test(mail.subject ?? '')).map((mail) => (mail.to as AddressObject).value[0]!.address)

test('the only worker is killed: another process says so on Today and by mail to whoever is on duty, once, then the director; and tells of what is due and not attempted', async () => {
  const worker = await open()
  expect((await standIn.look()).alive).toHaveLength(1)
  expect((await needs()).filter(({ kind }) => kind === 'workers')).toEqual([])
  await worker.kill()
  await silence()
  const { channelId } = await room.connect('bluesky')
  const id = await room.plant({ channelId, timing: inMs(100), parts: ['Personne pour l’envoyer'] })
  await database.root
    .updateTable('deliveries')
    .set({ due_at: new Date(Date.now() - 20_000) })
    .where('id', '=', id)
    .execute()
  await standIn.look()
  await standIn.look()
  expect((await needs())[0]).toMatchObject({ kind: 'workers', count: 0, path: '/settings' })
  expect(await toldOf()).toMatchObject([{ member_id: room.writer.memberId, read_at: null, detail: { count: 0 } }])
  expect((await noticesOf(room, id)).map(({ kind }) => kind)).toEqual(['delivery-overdue'])
  const { email } = await room.work((tx) =>
    tx.selectFrom('members').select('email').where('id', '=', room.writer.memberId).executeTakeFirstOrThrow(),
  )
  expect(recipients(/exécutant|worker/)).toEqual([email])
  expect(recipients(/Personne pour l’envoyer/)).toEqual([email])

  // Five minutes later nobody has read it: the directors.
  await database.root
    .updateTable('notices')
    .set({ at: new Date(Date.now() - 301_000) })
    .where('kind', '=', 'worker-lost')
    .execute()
  await standIn.look()
  const all = recipients(/exécutant|worker/)
  expect(all.length).toBe(new Set(all).size)
  expect(all.length).toBeGreaterThan(1)
}, 30_000)

test('a worker that starts again ends the alert by itself, and sends what can still leave', async () => {
  const overdue = await room.work((tx) =>
    tx.selectFrom('deliveries').select('id').where('state', '=', 'scheduled').executeTakeFirstOrThrow(),
  )
  await open()
  await until(room, overdue.id, 'published')
  await standIn.look()
  await expect.poll(async () => (await toldOf()).every((one) => one.read_at !== null), { timeout: 10_000 }).toBe(true)
  await endDeliveryAlerts(database.db)
  const open_ = await room.work((tx) =>
    tx
      .selectFrom('notices')
      .select('kind')
      .where('read_at', 'is', null)
      .where('kind', '=', 'delivery-overdue')
      .execute(),
  )
  expect(open_).toEqual([])
  expect((await needs()).filter(({ kind }) => kind === 'workers' || kind === 'overdue')).toEqual([])
}, 30_000)

test('one of two that vanishes is told with how many go on; one that stopped in order is not', async () => {
  const before = (await toldOf()).length
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)
  const row = (id: string) => ({ id, started_at: ago(3_600), seen_at: ago(16) })
  const insert = (values: object) =>
    database.root
      .insertInto('workers')
      .values(Object.assign(row(''), values))
      .execute()
  // The one that goes on started before either fell silent: it replaces nobody.
  await database.root
    .updateTable('workers')
    .set({ started_at: ago(120) })
    .where('stopped_at', 'is', null)
    .execute()
  await insert({ id: 'atelier-12-a1b2c3', stopped_at: ago(16) })
  await standIn.look()
  expect(await toldOf()).toHaveLength(before)
  await insert({ id: 'salle-de-montage-34-d4e5f6' })
  await standIn.look()
  await standIn.look()
  expect((await toldOf()).slice(before)).toMatchObject([{ detail: { count: 1, name: 'salle-de-montage' } }])
  const shown = (await needs()).filter(({ kind }) => kind === 'workers')
  expect(shown).toContainEqual(expect.objectContaining({ count: 1, title: 'salle-de-montage' }))
}, 30_000)

test('an outcome that is unknown for more than five minutes is told once, and no more once it is settled', async () => {
  for (const worker of running) await worker.kill()
  const { channelId } = await room.connect('x')
  const id = await room.plant({ channelId, timing: inMs(3_600_000), parts: ['Parti ?'] })
  const set = (state: string) =>
    database.root
      .updateTable('deliveries')
      .set({ state, sending_at: new Date(Date.now() - 301_000), lease_until: null })
      .where('id', '=', id)
      .execute()
  await set('uncertain')
  await watch(database.db)
  await watch(database.db)
  const told = () =>
    room.work((tx) => tx.selectFrom('notices').select(['kind', 'read_at']).where('subject_id', '=', id).execute())
  expect(await told()).toMatchObject([{ kind: 'delivery-uncertain', read_at: null }])
  await set('published')
  await endDeliveryAlerts(database.db)
  expect((await told())[0]!.read_at).not.toBeNull()
})
