import { inAgency } from '@comptoir/db'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit, resumeAgency, stopAgencyNow } from '../agency/index.ts'
import { NotFound } from '../shared/index.ts'
import { fix, openStory, T0 } from '../testing/countdown-story.ts'
import { type Desk, openDesk } from '../testing/index.ts'
import {
  archiveClient,
  createClient,
  getClient,
  listClients,
  restoreClient,
  resumePublishing,
  stopClientNow,
  updateClient,
} from './index.ts'

let database: TestDatabase
let desk: Desk
beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
})
afterAll(() => database.close())

const client = (name: string) => ({
  name,
  sector: '',
  language: 'fr' as const,
  zone: 'Europe/Paris',
  quietHours: null,
  contactName: null,
  contactEmail: null,
  colour: null,
})

async function added(name: string): Promise<string> {
  const outcome = await desk.work((tx) => createClient(tx, desk.reviewer, client(name)))
  if (outcome.kind !== 'created') throw new Error(outcome.why)
  return outcome.id
}

test('a client that was put away comes back, unless its name is taken by then', async () => {
  const first = await added('Filatures Delvoye')
  await desk.work((tx) => archiveClient(tx, desk.reviewer, first))
  expect((await desk.work((tx) => listClients(tx, { archived: true }))).map((one) => one.id)).toEqual([first])
  const second = await added('filatures delvoye')
  expect(await desk.work((tx) => restoreClient(tx, desk.reviewer, first))).toEqual({
    kind: 'refused',
    why: 'name-taken',
  })
  await desk.work((tx) => archiveClient(tx, desk.reviewer, second))
  expect(await desk.work((tx) => restoreClient(tx, desk.reviewer, first))).toEqual({ kind: 'restored' })
  expect((await desk.work((tx) => getClient(tx, first))).archivedAt).toBeNull()
  // A second click changes nothing.
  expect(await desk.work((tx) => restoreClient(tx, desk.reviewer, first))).toEqual({ kind: 'restored' })
})

test('another agency’s client is not restored', async () => {
  const id = await added('Musée des Dentelles')
  const elsewhere = await database.makeAgency()
  await expect(inAgency(database.db, elsewhere, (tx) => restoreClient(tx, desk.reviewer, id))).rejects.toThrow(NotFound)
})

test('a change of a client is told field by field', async () => {
  const id = await added('Brasserie du Pile')
  await desk.work((tx) =>
    updateClient(tx, desk.reviewer, { ...client('Brasserie du Pile'), clientId: id, zone: 'America/Cayenne' }),
  )
  const { lines } = await desk.work((tx) => listAudit(tx, { limit: 1, subjectId: id }))
  expect(lines[0]!.changes).toEqual([{ field: 'zone', before: 'Europe/Paris', after: 'America/Cayenne' }])
})

test('a client without posts and events has an empty week and nothing ahead', async () => {
  const id = await added('Atelier Verlaine')
  expect(await desk.work((tx) => getClient(tx, id))).toMatchObject({ week: { posts: 0, out: 0, held: 0 }, next: null })
})

test('a line says the week as the client’s wall counts it, and the nearest T-0', async () => {
  const story = await openStory(desk, T0)
  // In the middle of the client's own week, whatever day the test runs on.
  const here = Temporal.Now.zonedDateTimeISO('America/Cayenne')
  const sunday = here.add({ days: 7 - here.dayOfWeek }).with({ hour: 23, minute: 59, second: 0 })
  await fix(desk, 'Vos photos du vol', sunday.toInstant())
  await fix(desk, 'La semaine prochaine', sunday.add({ days: 1 }).toInstant())
  const line = (await desk.work((tx) => listClients(tx, { archived: false }))).find((one) => one.id === desk.clientId)!
  expect(line.week).toEqual({ posts: 1, out: 0, held: 0 })
  expect(line.next).toMatchObject({ eventId: story.eventId, name: 'Lyre 3', state: 'planned', at: expect.any(String) })
})

test('the stop of the agency answers with three lists, and lifting it lets the posts go at their time', async () => {
  const channelId = await desk.channel('bluesky', 'connected')
  const postId = await fix(desk, 'Bonjour Kourou', Temporal.Now.instant().add({ hours: 48 }), channelId)
  const { lists } = await stopAgencyNow(database.db, desk.agencyId, desk.reviewer)
  expect(lists.stopped).toContainEqual(expect.objectContaining({ postId, title: 'Bonjour Kourou', network: 'bluesky' }))
  expect([lists.alreadyOut, lists.unknown]).toEqual([[], []])
  const resumed = await desk.work((tx) => resumeAgency(tx, desk.reviewer))
  expect(resumed.deliveries.map((one) => one.postId)).toContain(postId)

  // Two switches over one post: it is let go when neither is on any more, whichever comes last.
  const { clientId } = desk
  const resumeClient = () => desk.work((tx) => resumePublishing(tx, desk.reviewer, clientId))
  const resumeAll = () => desk.work((tx) => resumeAgency(tx, desk.reviewer))
  for (const [first, last] of [
    [resumeAll, resumeClient],
    [resumeClient, resumeAll],
  ] as const) {
    await stopAgencyNow(database.db, desk.agencyId, desk.reviewer)
    await stopClientNow(database.db, desk.agencyId, desk.reviewer, clientId)
    expect((await first()).deliveries).toEqual([])
    expect((await last()).deliveries.map((one) => one.postId)).toContain(postId)
  }
})
