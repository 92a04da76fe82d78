import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { queueMail } from '@comptoir/operations/notices'
import { readSettings } from '@comptoir/operations/settings'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Desk, openDesk } from '@comptoir/operations/testing'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorker, type Worker } from '../worker.ts'

let database: TestDatabase
let desk: Desk
let dataDir: string
let worker: Worker
let server: SMTPServer
const received: ParsedMail[] = []
/** Mails that the server turns away before it takes one. */
let refusals = 0

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      void simpleParser(stream).then((mail) => {
        if (refusals > 0) {
          refusals -= 1
          return done(Object.assign(new Error('Mailbox busy, try again later'), { responseCode: 451 }))
        }
        received.push(mail)
        return done()
      }, done)
    },
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.on('error', reject)
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address()
      if (address && typeof address === 'object') resolve(address.port)
      else reject(new Error('no port'))
    })
  })
  database = await createTestDatabase()
  desk = await openDesk(database)
  dataDir = await mkdtemp(join(tmpdir(), 'comptoir-mail-'))
  const settings = readSettings({
    COMPTOIR_DATA: dataDir,
    COMPTOIR_LOG: 'silent',
    COMPTOIR_URL: 'https://comptoir.example',
    DATABASE_URL: database.ownerUrl,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
  })
  worker = await openWorker(settings, database.keys, database.pools)
})
afterAll(async () => {
  await worker?.stop()
  await database?.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await rm(dataDir, { recursive: true, force: true })
})

const queue = (subject: string) =>
  desk.work((tx) =>
    queueMail(tx, {
      kind: 'notice',
      recipient: 'salome@zinc.example',
      subject,
      text: 'L’accord est tombé : à relire.',
      html: '<p>L’accord est tombé : à relire.</p>',
    }),
  )
const mailOf = (id: string) =>
  desk.work((tx) =>
    tx.selectFrom('mails').select(['tries', 'last_error', 'sent_at']).where('id', '=', id).executeTakeFirstOrThrow(),
  )
const addressesOf = (field: AddressObject | AddressObject[] | undefined) =>
  [field ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address))

test('a queued mail arrives once, both as text and as a page, and says how to have no more', async () => {
  const id = await queue('À relire : « Le plein est fait »')
  await expect.poll(async () => (await mailOf(id)).sent_at, { timeout: 15_000 }).not.toBeNull()
  expect(await mailOf(id)).toMatchObject({ tries: 1, last_error: null })
  expect(received).toHaveLength(1)
  const [mail] = received
  expect(mail!.subject).toBe('À relire : « Le plein est fait »')
  expect(addressesOf(mail!.to)).toEqual(['salome@zinc.example'])
  expect(mail!.text?.trim()).toBe('L’accord est tombé : à relire.')
  expect(mail!.html).toContain('<p>L’accord est tombé : à relire.</p>')
  expect(mail!.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line).toContain(
    'https://comptoir.example/profile',
  )
})

test('a server that says "later" is asked again, and the reason is kept meanwhile', async () => {
  refusals = 1
  const before = received.length
  const id = await queue('Encore')
  await expect.poll(async () => (await mailOf(id)).last_error, { timeout: 15_000 }).toContain('try again later')
  expect((await mailOf(id)).sent_at).toBeNull()
  await expect.poll(async () => (await mailOf(id)).sent_at, { timeout: 30_000 }).not.toBeNull()
  expect(await mailOf(id)).toMatchObject({ tries: 2, last_error: null })
  expect(received.slice(before).map(({ subject }) => subject)).toEqual(['Encore'])
}, 60_000)
