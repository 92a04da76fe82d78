import { randomUUIDv7 } from 'node:crypto'
import { inAgency } from '@comptoir/db'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import type { Role } from '@comptoir/domain/agency'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mailTried, queueMail } from '../notices/index.ts'
import { NotFound } from '../shared/index.ts'
import {
  getAgency,
  getMail,
  inviteMember,
  listAudit,
  listFormerMembers,
  listInvitations,
  listMails,
  listMembers,
  listNetworkApps,
  networkAppKeys,
  removeMember,
  saveNetworkApp,
  sendMailAgain,
  updateAgency,
  updateProfile,
} from './index.ts'

type Seat = Actor & { kind: 'member' }

let database: TestDatabase
let agencyId: string
let ines: Seat
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  agencyId = await database.makeAgency()
  ines = await seat('director', 'Inès Vanhoutte')
})
afterAll(() => database.close())

const inside = <T>(work: Parameters<typeof inAgency<T>>[2]) => inAgency(database.db, agencyId, work)

async function seat(role: Role, name: string): Promise<Seat> {
  const userId = randomUUIDv7()
  const { id } = await inside((tx) =>
    tx
      .insertInto('members')
      .values({
        agency_id: agencyId,
        user_id: userId,
        name,
        email: `${userId}@zinc.example`,
        role,
        language: 'fr',
        time_zone: 'Europe/Paris',
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return { kind: 'member', memberId: id, userId }
}

const house = {
  name: 'Zinc & Cie',
  town: 'Roubaix',
  language: 'fr',
  zone: 'Europe/Paris',
  currency: 'EUR',
  collisionMinutes: 15,
  lateLimitSeconds: 900,
} as const

describe('the audit log', () => {
  test('says who changed what, from what to what', async () => {
    const { lateLimitSeconds } = await inside(getAgency)
    await inside((tx) => updateAgency(tx, ines, house))
    const { lines } = await inside((tx) => listAudit(tx, { limit: 10, context: 'agency' }))
    expect(lines[0]).toMatchObject({ verb: 'agency.updated', actorName: 'Inès Vanhoutte', subjectKind: 'agency' })
    expect(lines[0]!.changes).toEqual([
      { field: 'town', before: null, after: 'Roubaix' },
      { field: 'lateLimitSeconds', before: String(lateLimitSeconds), after: '900' },
    ])
  })

  test('is read by person, by subject, by day of the agency, and page by page without losing a line', async () => {
    const hugo = await seat('analyst', 'Hugo Marescaux')
    for (const by of [ines, hugo, ines, hugo, ines])
      await inside((tx) =>
        updateProfile(tx, by, { name: 'Untel', language: 'fr', zone: 'Europe/Paris', mailNotices: false }),
      )
    const ofHugo = await inside((tx) => listAudit(tx, { limit: 50, memberId: hugo.memberId }))
    expect(ofHugo.lines).toHaveLength(2)
    const about = await inside((tx) => listAudit(tx, { limit: 50, subjectId: ines.memberId }))
    expect(about.lines.map((line) => line.verb)).toEqual([
      'agency.profile-updated',
      'agency.profile-updated',
      'agency.profile-updated',
    ])
    expect((await inside((tx) => listAudit(tx, { limit: 50, until: '2020-01-01' }))).lines).toEqual([])
    expect((await inside((tx) => listAudit(tx, { limit: 50, from: '2020-01-01' }))).lines).toHaveLength(5)
    expect((await inside((tx) => listAudit(tx, { limit: 50, actorKind: 'system' }))).lines).toEqual([])

    const first = await inside((tx) => listAudit(tx, { limit: 3 }))
    const second = await inside((tx) => listAudit(tx, { limit: 3, before: first.lines.at(-1)!.id }))
    expect([first.more, second.more]).toEqual([true, false])
    expect(new Set([...first.lines, ...second.lines].map((line) => line.id)).size).toBe(5)
  })

  test('keeps no secret of a network’s application', async () => {
    await inside((tx) =>
      saveNetworkApp(tx, database.keys, ines, {
        network: 'x',
        baseUrl: '',
        clientId: 'our-client',
        clientSecret: 'hush-hush',
      }),
    )
    const { rows } = await inside((tx) =>
      sql<{ all: string }>`select jsonb_agg(audit_log)::text as all from audit_log`.execute(tx),
    )
    expect(rows[0]!.all).toContain('our-client')
    expect(rows[0]!.all).not.toContain('hush-hush')
  })
})

describe('the keys of a network’s application', () => {
  test('are kept when only the client id is typed again, with the day on which the secret was set', async () => {
    const keys = { network: 'facebook', baseUrl: '', clientId: 'first', clientSecret: 'secret' }
    await inside((tx) => saveNetworkApp(tx, database.keys, ines, keys))
    const [set] = await inside(listNetworkApps)
    await inside((tx) => saveNetworkApp(tx, database.keys, ines, { ...keys, clientId: 'second', clientSecret: '' }))
    const [kept] = await inside(listNetworkApps)
    expect(kept).toEqual({ ...set, clientId: 'second' })
    expect(set!.secretSetAt).not.toBeNull()
    expect(await inside((tx) => networkAppKeys(tx, database.keys, 'facebook', ''))).toEqual({
      clientId: 'second',
      clientSecret: 'secret',
    })
  })
})

describe('mails', () => {
  const mail = {
    recipient: 'nour@zinc.example',
    subject: 'Un post est retenu',
    text: 'Bonjour',
    html: '<p>Bonjour</p>',
  }

  test('say where they stand: kept without a server, queued, failed with the reason, sent', async () => {
    const id = await inside((tx) => queueMail(tx, { ...mail, kind: 'notice' }))
    const line = async (sendable: boolean) =>
      (await inside((tx) => listMails(tx, { sendable, limit: 5 }))).lines.find((one) => one.id === id)!
    expect((await line(false)).state).toBe('kept')
    expect((await line(true)).state).toBe('queued')
    for (let tries = 0; tries < 8; tries += 1) await inside((tx) => mailTried(tx, id, 'mailbox full'))
    expect(await line(true)).toMatchObject({ state: 'failed', lastError: 'mailbox full', tries: 8 })
    expect(await inside((tx) => sendMailAgain(tx, ines, id, false))).toEqual({ kind: 'refused', why: 'no-mail-server' })
    expect(await inside((tx) => sendMailAgain(tx, ines, id, true))).toEqual({ kind: 'queued' })
    expect(await line(true)).toMatchObject({ state: 'queued', tries: 0, lastError: null })
    await inside((tx) => mailTried(tx, id, null))
    expect((await line(true)).state).toBe('sent')
    expect(await inside((tx) => sendMailAgain(tx, ines, id, true))).toEqual({ kind: 'refused', why: 'already-sent' })
  })

  test('that open a door show their words only where nothing else can bring them', async () => {
    const id = await inside((tx) => queueMail(tx, { ...mail, kind: 'reset-password' }))
    expect((await inside((tx) => getMail(tx, id, false))).words?.html).toBe('<p>Bonjour</p>')
    expect((await inside((tx) => getMail(tx, id, true))).words).toBeNull()
    const told = await inside((tx) => queueMail(tx, { ...mail, kind: 'notice' }))
    expect((await inside((tx) => getMail(tx, told, true))).words?.text).toBe('Bonjour')
  })

  test('of another agency are not found', async () => {
    const id = await inside((tx) => queueMail(tx, { ...mail, kind: 'notice' }))
    const elsewhere = await database.makeAgency()
    await expect(inAgency(database.db, elsewhere, (tx) => getMail(tx, id, false))).rejects.toThrow(NotFound)
  })
})

describe('people', () => {
  test('who left are told apart, and may be invited again', async () => {
    const nour = await seat('community_manager', 'Nour Benali')
    const { email } = (await inside(listMembers)).find((one) => one.id === nour.memberId)!
    const invite = () =>
      inside((tx) =>
        inviteMember(tx, ines, 'http://localhost:3000', {
          name: 'Nour Benali',
          email,
          role: 'creator',
          language: 'fr',
        }),
      )
    expect(await invite()).toEqual({ kind: 'refused', why: 'already-a-member' })
    await inside((tx) => removeMember(tx, ines, nour.memberId))
    expect((await inside(listFormerMembers)).map((one) => one.name)).toEqual(['Nour Benali'])
    expect((await invite()).kind).toBe('invited')
    // A second link closes the first.
    await invite()
    expect(await inside(listInvitations)).toHaveLength(1)
  })
})
