import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listNotices } from '../notices/index.ts'
import { NO_REASON, openStory, T0 } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import {
  createEvent,
  getEvent,
  holdEvent,
  listEvents,
  nextT0,
  openAttempt,
  previewOrder,
  scrubEvent,
  setGo,
  setT0,
  slipEvent,
  updateEvent,
} from './index.ts'

let database: TestDatabase
let desk: Desk
let story: Awaited<ReturnType<typeof openStory>>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
  story = await openStory(desk)
})

const slip = async (t0: Temporal.Instant, over: object = {}) => {
  const order = { ...(await story.at()), t0, ...NO_REASON, ...over }
  return desk.work((tx) => slipEvent(tx, desk.reviewer, order))
}

describe('the record (rule 5)', () => {
  test('who, when, why, from what to what: in the log and in the audit', async () => {
    await story.hang('Décollage', 0)
    await slip(T0.add({ hours: 1 }), { reason: 'Vent en altitude' })
    const [change] = (await story.see()).changes
    expect(change).toMatchObject({
      verb: 'slipped',
      by: 'Salomé Wacquez',
      reason: 'Vent en altitude',
      before: { t0: { at: T0.toString() } },
      after: { t0: { at: T0.add({ hours: 1 }).toString() } },
      counts: { moved: 1 },
    })
    const audit = await desk.work((tx) =>
      tx.selectFrom('audit_log').select('verb').where('subject_id', '=', story.eventId).orderBy('id').execute(),
    )
    expect(audit.map((row) => row.verb)).toEqual(['countdown.created', 'countdown.slipped'])
    const topics = await desk.work((tx) => tx.selectFrom('changes').select('topic').distinct().execute())
    expect(topics.map((row) => row.topic)).toEqual(expect.arrayContaining(['events', 'deliveries', 'posts']))
  })

  test('whoever is on duty and the mandate’s team are told, but not the one who did it', async () => {
    const theo = await desk.seat('community_manager', 'Théo L.')
    await desk.work(async (tx) => {
      await tx
        .updateTable('mandates')
        .set({ duty_member_id: desk.writer.memberId })
        .where('id', '=', desk.mandateId)
        .execute()
      await tx
        .insertInto('mandate_members')
        .values(
          [theo, desk.reviewer].map((one) => ({
            agency_id: desk.agencyId,
            mandate_id: desk.mandateId,
            member_id: one.memberId,
          })),
        )
        .execute()
    })
    await slip(T0.add({ hours: 1 }))
    const told = (who: typeof theo) =>
      desk.work((tx) => listNotices(tx, who, { unreadOnly: true, before: null, limit: 5 }))
    expect((await told(desk.writer)).notices).toMatchObject([{ kind: 'event-slipped', detail: { event: 'Lyre 3' } }])
    expect((await told(theo)).unread).toBe(1)
    expect((await told(desk.reviewer)).unread).toBe(0)
  })
})

describe('refusals and other agencies', () => {
  test('an order for an attempt that is over is refused', async () => {
    const at = await story.at()
    await desk.work((tx) => scrubEvent(tx, desk.reviewer, { ...at, ...NO_REASON }))
    await desk.work((tx) => openAttempt(tx, desk.reviewer, { ...at, t0: { kind: 'unknown' }, ...NO_REASON }))
    const stale = await desk.work((tx) => holdEvent(tx, desk.reviewer, { ...at, ...NO_REASON }))
    expect(stale).toEqual({ kind: 'refused', why: 'attempt-changed' })
  })

  test('T-0 may be unknown, then a day, then an instant; go wants an instant', async () => {
    const far = await openStory(desk, null)
    const at = await far.at()
    const day = T0.toZonedDateTimeISO('America/Cayenne').toPlainDate().toString()
    const go = () => desk.work((tx) => setGo(tx, desk.reviewer, { ...at, ...NO_REASON }))
    expect(await go()).toEqual({ kind: 'refused', why: 't0-not-an-instant' })
    await desk.work((tx) => setT0(tx, desk.reviewer, { ...at, t0: { kind: 'day', day }, ...NO_REASON }))
    expect((await far.see()).attempt.t0).toEqual({ kind: 'day', day })
    await desk.work((tx) => setT0(tx, desk.reviewer, { ...at, t0: { kind: 'instant', at: T0 }, ...NO_REASON }))
    expect(await go()).toMatchObject({ kind: 'changed', event: { attempt: { state: 'go' } } })
  })

  test('another agency’s event is not found, by any verb', async () => {
    const other = await openDesk(database)
    const at = await story.at()
    const verbs = [
      () => other.work((tx) => getEvent(tx, story.eventId)),
      () => other.work((tx) => holdEvent(tx, other.reviewer, { ...at, ...NO_REASON })),
      () => other.work((tx) => slipEvent(tx, other.reviewer, { ...at, t0: T0, ...NO_REASON })),
      () => other.work((tx) => previewOrder(tx, { ...at, verb: 'hold', reason: '' })),
      () =>
        other.work((tx) =>
          createEvent(tx, other.reviewer, {
            clientId: desk.clientId,
            name: 'x',
            subject: null,
            site: null,
            zone: 'UTC',
            windowMinutes: null,
            t0: { kind: 'unknown' },
          }),
        ),
      () =>
        other.work((tx) =>
          updateEvent(tx, other.reviewer, {
            eventId: story.eventId,
            name: 'x',
            subject: null,
            site: null,
            zone: 'UTC',
            windowMinutes: null,
          }),
        ),
    ]
    for (const verb of verbs) await expect(verb()).rejects.toThrow(/not found/)
    expect(await other.work((tx) => listEvents(tx, { clientId: null }))).toEqual([])
  })
})

describe('the clock of every page', () => {
  test('is that of the nearest T-0, and stays through a hold', async () => {
    await openStory(desk, T0.add({ hours: 300 }))
    const clock = () => desk.work((tx) => nextT0(tx))
    expect(await clock()).toMatchObject({ eventId: story.eventId, attempt: { state: 'planned' } })
    await desk.work(async (tx) => holdEvent(tx, desk.reviewer, { ...(await story.at()), ...NO_REASON }))
    expect(await clock()).toMatchObject({ eventId: story.eventId, attempt: { state: 'hold' } })
    expect((await desk.work((tx) => listEvents(tx, { clientId: desk.clientId }))).length).toBe(2)
  })

  test('there is none while nothing is known', async () => {
    const bare = await openDesk(database)
    await openStory(bare, null)
    expect(await bare.work((tx) => nextT0(tx))).toBeNull()
  })
})
