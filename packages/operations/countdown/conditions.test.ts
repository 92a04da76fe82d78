import { AnchorBase, type AttemptState, Condition, type Outcome } from '@comptoir/domain/countdown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveAnchored, remindByHand } from '../publishing/index.ts'
import { openStory, T0 } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { plantPosts } from '../testing/plant.ts'

// Every condition from every base, when its time comes in every state: it leaves, or it is held and somebody is told, or it still waits. Nothing is lost.

let database: TestDatabase
let desk: Desk

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  await desk.seat('director', 'Inès Vanhoutte')
})
afterAll(() => database.close())

const cases: { state: AttemptState; outcome: Outcome | null }[] = [
  { state: 'planned', outcome: null },
  { state: 'go', outcome: null },
  { state: 'launched', outcome: null },
  { state: 'closed', outcome: 'success' },
  { state: 'closed', outcome: 'failure' },
  { state: 'scrubbed', outcome: null },
]

/** What a person would expect, said without the rules' code. */
function expected(state: AttemptState, outcome: Outcome | null, condition: Condition, base: AnchorBase): string {
  const flown = state === 'launched' || state === 'closed'
  const holds = {
    any: state !== 'scrubbed',
    go: state === 'go',
    launched: flown,
    success: outcome === 'success',
    anomaly: outcome === 'failure',
    scrubbed: state === 'scrubbed',
  }[condition]
  const hasInstant = { t0: true, liftoff: flown, scrub: state === 'scrubbed', outcome: outcome !== null }[base]
  if (state === 'scrubbed' && condition !== 'scrubbed') return 'held condition-not-met'
  if ((condition === 'scrubbed' || condition === 'anomaly') && !holds) return 'waits'
  if (!hasInstant) return 'waits'
  return holds ? 'leaves' : 'held condition-not-met'
}

test.each(cases)('$state $outcome', async ({ state, outcome }) => {
  const story = await openStory(desk, T0)
  const kinds = Condition.options.flatMap((condition) => AnchorBase.options.map((base) => ({ condition, base })))
  const posts = kinds.map(({ condition, base }) => ({
    clientId: desk.clientId,
    mandateId: desk.mandateId,
    approverId: desk.reviewer.memberId,
    channelId: desk.channelId,
    eventId: story.eventId,
    timing: { kind: 'anchored', base, offsetSeconds: 0, condition } as const,
    parts: [`${condition} ${base}`],
  }))
  const postIds = await desk.work((tx) => plantPosts(tx, desk.writer, posts))

  // As if the ten days had gone by: T-0 was five seconds ago, and what happened since was entered.
  const then = Temporal.Now.instant().subtract({ seconds: 5 }).toString()
  await database.root
    .updateTable('deliveries')
    .set({ due_at: then })
    .where('event_id', '=', story.eventId)
    .where('due_at', 'is not', null)
    .execute()
  await database.root.updateTable('approvals').set({ t0: then }).where('post_id', 'in', postIds).execute()
  await database.root
    .updateTable('attempts')
    .set({
      state,
      outcome,
      t0: then,
      liftoff_at: state === 'launched' || state === 'closed' ? then : null,
      scrubbed_at: state === 'scrubbed' ? then : null,
      outcome_at: outcome ? then : null,
    })
    .where('event_id', '=', story.eventId)
    .execute()
  await desk.work((tx) => moveAnchored(tx, desk.writer, story.eventId))
  await remindByHand(database.db)

  const rows = await desk.work((tx) =>
    tx
      .selectFrom('deliveries as d')
      .innerJoin('posts as p', (on) => on.onRef('p.agency_id', '=', 'd.agency_id').onRef('p.id', '=', 'd.post_id'))
      .select(['d.id', 'p.title', 'd.state', 'd.held_because', 'd.due_at', 'd.reminded_at'])
      .where('d.event_id', '=', story.eventId)
      .execute(),
  )
  const came = Object.fromEntries(
    rows.map((row) => [
      row.title,
      row.reminded_at
        ? 'leaves'
        : row.state === 'held'
          ? `held ${row.held_because}`
          : row.due_at === null
            ? 'waits'
            : `${row.state} and nothing happens`,
    ]),
  )
  expect(came).toEqual(
    Object.fromEntries(
      kinds.map(({ condition, base }) => [`${condition} ${base}`, expected(state, outcome, condition, base)]),
    ),
  )
  // What the gate held is told one by one; what a scrub stopped is one piece of news of its event.
  const held = rows.filter((row) => row.state === 'held').map((row) => row.id)
  const told = await desk.work((tx) =>
    tx.selectFrom('notices').select('subject_id').where('kind', '=', 'delivery-held').execute(),
  )
  if (state !== 'scrubbed') expect(told.map((one) => one.subject_id)).toEqual(expect.arrayContaining(held))
})
