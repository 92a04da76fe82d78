import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { resumePublishing, stopPublishing } from '../clients/index.ts'
import { armPost, publishNow, remindByHand } from '../publishing/index.ts'
import { NO_REASON, openStory } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { closeEvent, markLaunched } from './index.ts'

// So late a post may still leave by itself; past that, a person is asked. The same on every road that lets go what was held.

const QUARTER = 900

let database: TestDatabase
let desk: Desk
let story: Awaited<ReturnType<typeof openStory>>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
  await desk.seat('director', 'Inès Vanhoutte')
  story = await openStory(desk)
})

/** As if so many seconds had gone by since T-0. */
async function timePasses(seconds: number, attempt: Record<string, unknown> = {}) {
  const t0 = Temporal.Now.instant().subtract({ seconds }).toString()
  const { attemptId } = await story.at()
  await database.root
    .updateTable('attempts')
    .set({ t0, ...attempt })
    .where('id', '=', attemptId)
    .execute()
  for (const table of ['deliveries', 'approvals'] as const) {
    const due = table === 'deliveries' ? { due_at: t0 } : { t0 }
    await database.root.updateTable(table).set(due).where('agency_id', '=', desk.agencyId).execute()
  }
}
const toldOf = async (deliveryId: string) =>
  (
    await desk.work((tx) =>
      tx
        .selectFrom('notices')
        .select('detail')
        .where('kind', '=', 'delivery-held')
        .where('subject_id', '=', deliveryId)
        .execute(),
    )
  ).map(({ detail }) => (detail as { why?: string }).why)

test.each([
  { late: 600, comes: { state: 'scheduled', held_because: null } },
  { late: 1200, comes: { state: 'held', held_because: 'too-late' } },
])('a stop switch taken off $late s late', async ({ late, comes }) => {
  const postId = await story.hang('Décollage', 0, { lateLimitSeconds: QUARTER })
  await desk.work((tx) => stopPublishing(tx, desk.reviewer, desk.clientId))
  await timePasses(late)
  await desk.work((tx) => resumePublishing(tx, desk.reviewer, desk.clientId))
  const delivery = await story.deliveryOf(postId)
  expect(delivery).toMatchObject(comes)
  expect(await toldOf(delivery.id)).toEqual(comes.state === 'held' ? ['too-late'] : [])
})

test.each([
  { late: 600, comes: { state: 'scheduled', held_because: null } },
  { late: 1200, comes: { state: 'held', held_because: 'too-late' } },
])('an outcome entered $late s late', async ({ late, comes }) => {
  const postId = await story.hang('Réussi', 0, { condition: 'success', lateLimitSeconds: QUARTER })
  await timePasses(late, { state: 'go' })
  await remindByHand(database.db)
  expect(await story.deliveryOf(postId)).toMatchObject({ state: 'held', held_because: 'condition-not-met' })
  const at = await story.at()
  await desk.work((tx) => markLaunched(tx, desk.reviewer, { ...at, ...NO_REASON, liftoffAt: null }))
  await desk.work((tx) => closeEvent(tx, desk.reviewer, { ...at, ...NO_REASON, outcome: 'success' }))
  const delivery = await story.deliveryOf(postId)
  expect(delivery).toMatchObject(comes)
  if (comes.state === 'held') expect(await toldOf(delivery.id)).toEqual(['condition-not-met', 'too-late'])
})

test('one that is too late waits for a person, through whatever is ordered, and leaves when they say so', async () => {
  const postId = await story.hang('Décollage', 0, { lateLimitSeconds: 60 })
  await timePasses(600, { state: 'go' })
  await remindByHand(database.db)
  const { id } = await story.deliveryOf(postId)
  expect(await story.deliveryOf(postId)).toMatchObject({ state: 'held', held_because: 'too-late' })
  const at = await story.at()
  await desk.work((tx) => markLaunched(tx, desk.reviewer, { ...at, ...NO_REASON, liftoffAt: null }))
  expect(await story.deliveryOf(postId)).toMatchObject({ state: 'held', held_because: 'too-late' })
  await database.root.updateTable('deliveries').set({ by_hand: false }).where('id', '=', id).execute()
  expect(await desk.work((tx) => publishNow(tx, desk.reviewer, { deliveryId: id }))).toMatchObject({ kind: 'done' })
  const { state, due_at: due } = await story.deliveryOf(postId)
  expect(state).toBe('scheduled')
  expect(Math.abs(due!.getTime() - Date.now())).toBeLessThan(5_000)
})

test('a longer limit, given afterwards, lets it leave by itself again', async () => {
  const postId = await story.hang('Décollage', 0, { lateLimitSeconds: 60 })
  await timePasses(600, { state: 'go' })
  await remindByHand(database.db)
  await database.root.updateTable('posts').set({ late_limit_seconds: 3600 }).where('id', '=', postId).execute()
  await desk.work((tx) => armPost(tx, desk.reviewer, postId))
  expect(await story.deliveryOf(postId)).toMatchObject({ state: 'scheduled', held_because: null })
})
