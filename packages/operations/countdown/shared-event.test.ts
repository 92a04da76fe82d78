import { CreatePost } from '@comptoir/domain/editorial'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { stopPublishing } from '../clients/index.ts'
import { createPost, readCalendar, submitPost, approvePost } from '../editorial/index.ts'
import { NO_REASON, openStory, T0 } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { holdEvent, listEvents, previewOrder, slipEvent, updateEvent } from './index.ts'

const HOUR = 3600

let database: TestDatabase
let desk: Desk
let story: Awaited<ReturnType<typeof openStory>>
let owner: { clientId: string; mandateId: string; channelId: string }

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
  story = await openStory(desk)
  owner = await openOwner()
})

/** The payload's owner, a client of the same agency with a night, a limit and a channel of its own. */
async function openOwner() {
  return desk.work(async (tx) => {
    const { id: clientId } = await tx
      .insertInto('clients')
      .values({
        agency_id: desk.agencyId,
        name: 'Filatures Delvoye',
        time_zone: 'Europe/Paris',
        quiet_from: '20:00',
        quiet_until: '08:00',
        quiet_zone: 'Europe/Paris',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id: mandateId } = await tx
      .insertInto('mandates')
      .values({
        agency_id: desk.agencyId,
        client_id: clientId,
        name: 'Réseaux',
        starts_on: '2024-06-01',
        ends_on: '2030-05-31',
        slip_limit_seconds: HOUR,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id: channelId } = await tx
      .insertInto('channels')
      .values({
        agency_id: desk.agencyId,
        client_id: clientId,
        network: 'bluesky',
        handle: 'delvoye.example',
        name: 'Delvoye',
        state: 'by-hand',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { clientId, mandateId, channelId }
  })
}

const share = (otherClientIds: string[]) =>
  desk.work((tx) =>
    updateEvent(tx, desk.reviewer, {
      eventId: story.eventId,
      name: 'Lyre 3',
      subject: 'Orphée 5',
      site: 'Kourou',
      zone: 'America/Cayenne',
      windowMinutes: 45,
      otherClientIds,
    }),
  )

async function hangOwners(offsetSeconds: number) {
  const input = CreatePost.parse({
    ...owner,
    eventId: story.eventId,
    title: 'Notre satellite est en orbite',
    text: 'Notre satellite est en orbite',
    timing: { kind: 'anchored', base: 't0', offsetSeconds, condition: 'any' },
    variants: [{ channelId: owner.channelId }],
  })
  const made = await desk.work((tx) => createPost(tx, desk.writer, input))
  if (made.kind !== 'created') return made
  const at = { postId: made.id, version: 1 }
  await desk.work((tx) => submitPost(tx, desk.writer, at))
  await desk.work((tx) => approvePost(tx, desk.reviewer, { ...at, comment: '' }))
  return made
}

test('a post of another client hangs only from an event that is shared with it, and keeps it shared', async () => {
  expect(await hangOwners(HOUR)).toEqual({ kind: 'refused', why: 'of-another-client' })
  await share([owner.clientId, owner.clientId, desk.clientId])
  expect((await story.see()).otherClients).toEqual([{ id: owner.clientId, name: 'Filatures Delvoye' }])
  expect(await hangOwners(HOUR)).toMatchObject({ kind: 'created' })
  expect((await story.see()).posts).toMatchObject([{ otherClient: 'Filatures Delvoye' }])
  const listed = await desk.work((tx) => listEvents(tx, { clientId: owner.clientId }))
  expect(listed).toMatchObject([
    { id: story.eventId, client: 'Orphée Lanceurs', otherClients: [{ id: owner.clientId }] },
  ])
  const span = { from: T0.subtract({ hours: 24 }), until: T0.add({ hours: 24 }), clientId: owner.clientId }
  expect(await desk.work((tx) => readCalendar(tx, span))).toMatchObject([{ title: 'Notre satellite est en orbite' }])
  expect(await share([])).toEqual({ kind: 'refused', why: 'client-has-posts' })
})

test('each post is judged by its own client: night, limit of the approval', async () => {
  await share([owner.clientId])
  await story.hang('Décollage', 0)
  const made = await hangOwners(0)
  if (made.kind !== 'created') throw new Error(made.why)
  // 21:00 in Paris: in the night of one client, in the evening of the other; two hours off, past one limit, within the other.
  const to = T0.toZonedDateTimeISO('Europe/Paris').withPlainTime('21:00').add({ days: 1 }).toInstant()
  const order = { ...(await story.at()), verb: 'slipped' as const, t0: to, reason: '' }
  const shown = await desk.work((tx) => previewOrder(tx, order))
  if (shown.kind === 'refused') throw new Error(shown.why)
  expect(shown.counts).toMatchObject({ moved: 2, quiet: 1, approvalsLost: 1 })
  expect(shown.posts.find((post) => post.postId === made.id)).toMatchObject({
    otherClient: 'Filatures Delvoye',
    quietFrom: '20:00',
    approvalLapses: { slipLimitSeconds: HOUR },
  })
  const outcome = await desk.work((tx) =>
    slipEvent(tx, desk.reviewer, { ...order, fingerprint: shown.fingerprint, decisions: [] }),
  )
  expect(outcome).toMatchObject({ kind: 'changed', counts: { approvalsLost: 1 } })
})

test('a hold stops the posts of all, a stop switch those of its client alone', async () => {
  await share([owner.clientId])
  const mine = await story.hang('Décollage', 0)
  const made = await hangOwners(HOUR)
  if (made.kind !== 'created') throw new Error(made.why)
  await desk.work((tx) => stopPublishing(tx, desk.reviewer, owner.clientId))
  expect(await story.deliveryOf(made.id)).toMatchObject({ state: 'held', held_because: 'stop-switch' })
  expect(await story.deliveryOf(mine)).toMatchObject({ state: 'scheduled' })
  const at = await story.at()
  await desk.work((tx) => holdEvent(tx, desk.reviewer, { ...at, ...NO_REASON }))
  expect(await story.deliveryOf(mine)).toMatchObject({ state: 'held', held_because: 'hold' })
  expect(await story.deliveryOf(made.id)).toMatchObject({ state: 'held' })
})
