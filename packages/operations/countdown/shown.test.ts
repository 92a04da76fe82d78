import { CreatePost } from '@comptoir/domain/editorial'
import { EventOrder } from '@comptoir/domain/countdown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPost } from '../editorial/index.ts'
import { openStory, T0 } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { changeEvent } from './change-event.ts'
import { previewOrder } from './index.ts'

let database: TestDatabase
let desk: Desk

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
})
afterAll(() => database.close())

const ago = () => Temporal.Now.instant().subtract({ seconds: 30 }).toString()
const LATER = T0.add({ hours: 2 }).toString()

/** Each order, and the attempt that it is given to. */
const ORDERS: { order: { verb: EventOrder['verb'] } & Record<string, unknown>; attempt: Record<string, unknown> }[] = [
  { order: { verb: 't0-set', t0: { kind: 'instant', at: LATER } }, attempt: {} },
  { order: { verb: 'go' }, attempt: {} },
  { order: { verb: 'hold' }, attempt: { state: 'go' } },
  {
    order: { verb: 'resumed', t0: LATER, to: 'go' },
    attempt: { state: 'hold', t0_kind: 'unknown', t0: null, held_at: ago(), held_clock_seconds: -60 },
  },
  { order: { verb: 'slipped', t0: LATER }, attempt: { state: 'go' } },
  { order: { verb: 'scrubbed' }, attempt: { state: 'go' } },
  { order: { verb: 'launched' }, attempt: { state: 'go', t0: ago() } },
  { order: { verb: 'closed', outcome: 'success' }, attempt: { state: 'launched', t0: ago(), liftoff_at: ago() } },
  {
    order: { verb: 'attempt-opened', t0: { kind: 'instant', at: LATER } },
    attempt: { state: 'scrubbed', scrubbed_at: ago() },
  },
]

test.each(ORDERS)('$order.verb: what came in between is shown, and nothing is done', async ({ order, attempt }) => {
  const story = await openStory(desk, T0)
  await story.hang('Décollage', 0)
  const at = await story.at()
  await database.root
    .updateTable('attempts')
    .set({ state: 'planned', ...attempt })
    .where('id', '=', at.attemptId)
    .execute()
  const input = EventOrder.parse({ ...order, ...at, reason: '' })
  const shown = await desk.work((tx) => previewOrder(tx, input))
  if (shown.kind === 'refused') throw new Error(shown.why)
  const give = (fingerprint: string) =>
    desk.work((tx) => changeEvent(tx, desk.reviewer, { ...input, fingerprint, decisions: [] }))

  // Somebody is hanging a post, and holds the event for it; the order comes while they do, and waits.
  let commit = () => {}
  const mayCommit = new Promise<void>((resolve) => (commit = resolve))
  let inside = () => {}
  const isInside = new Promise<void>((resolve) => (inside = resolve))
  const hanging = desk.work(async (tx) => {
    await tx.selectFrom('events').select('id').where('id', '=', story.eventId).forShare().execute()
    const post = CreatePost.parse({
      clientId: desk.clientId,
      mandateId: desk.mandateId,
      eventId: story.eventId,
      title: 'Premier signal',
      text: 'Premier signal',
      timing: { kind: 'anchored', base: 't0', offsetSeconds: 3600, condition: 'any' },
      variants: [{ channelId: desk.channelId }],
    })
    const made = await createPost(tx, desk.writer, post)
    if (made.kind !== 'created') throw new Error(made.why)
    inside()
    await mayCommit
  })
  await isInside
  const ordered = give(shown.fingerprint)
  commit()
  await hanging
  const again = await ordered
  if (again.kind !== 'shown-again') throw new Error(again.kind)
  expect(again.preview.posts.map((post) => post.title).toSorted()).toEqual(['Décollage', 'Premier signal'])
  const page = await story.see()
  expect(page.attempt).toMatchObject({ id: at.attemptId, state: attempt.state ?? 'planned' })
  expect(page.changes.map((change) => change.verb)).toEqual(['created'])

  // Looked at once more, it is done, and done as it was shown.
  const done = await give(again.preview.fingerprint)
  if (done.kind !== 'changed') throw new Error(done.kind)
  expect(done.counts).toMatchObject({
    moved: again.preview.counts.moved,
    offered: again.preview.counts.offered,
    approvalsLost: again.preview.counts.approvalsLost,
  })
  expect((await story.see()).changes[0]!.verb).toBe(order.verb)
})
