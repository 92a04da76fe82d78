import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readCalendar } from '../editorial/index.ts'
import { NO_REASON, openStory } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { answerOffer, closeEvent, openAttempt, previewOrder, scrubEvent } from './index.ts'

const RESERVE = { base: 'scrub', condition: 'scrubbed' } as const

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

const scrub = async () => {
  const at = await story.at()
  await desk.work((tx) => scrubEvent(tx, desk.reviewer, { ...at, ...NO_REASON }))
  return at
}
const answer = async (postId: string, said: 'released' | 'dropped', attemptId?: string) => {
  const at = await story.at()
  const input = { ...at, ...(attemptId ? { attemptId } : {}), postId, answer: said }
  return desk.work((tx) => answerOffer(tx, desk.reviewer, input))
}
const seen = async (postId: string) => (await story.see()).posts.find((post) => post.id === postId)!

describe('a reserve post whose case has come', () => {
  test('is offered: held with its own reason, somebody told once, and not sent', async () => {
    await desk.seat('director', 'Inès Vanhoutte')
    const channelId = await desk.channel('mastodon', 'connected')
    const postId = await story.hang('Pourquoi ce tir attendra', 600, { ...RESERVE, channelId })
    expect(await seen(postId)).toMatchObject({ release: 'offer', offer: 'asked', offered: false })
    const order = { ...(await story.at()), verb: 'scrubbed' as const, reason: '' }
    expect(await desk.work((tx) => previewOrder(tx, order))).toMatchObject({
      counts: { offered: 1, released: 0, stopped: 0, past: 0 },
      posts: [{ postId, offered: true, past: false }],
    })
    await scrub()
    expect(await story.deliveryOf(postId)).toMatchObject({ state: 'held', held_because: 'offered' })
    expect(await seen(postId)).toMatchObject({ offered: true, waitsFor: null })
    const told = await desk.work((tx) =>
      tx.selectFrom('notices').select(['subject_id', 'detail']).where('kind', '=', 'contingency-offered').execute(),
    )
    expect(told).toMatchObject([
      { subject_id: story.eventId, detail: { title: 'Pourquoi ce tir attendra', event: 'Lyre 3' } },
    ])
  })

  test('leaves by itself where it was written to', async () => {
    const postId = await story.hang('Pourquoi ce tir attendra', 600, { ...RESERVE, release: 'release' })
    await scrub()
    expect(await story.deliveryOf(postId)).toMatchObject({ state: 'scheduled', held_because: null })
  })

  test('one press lets it go, at its instant; of two presses at once, one does', async () => {
    const postId = await story.hang('Pourquoi ce tir attendra', 600, RESERVE)
    await scrub()
    const both = await Promise.all([answer(postId, 'released'), answer(postId, 'released')])
    expect(both.map((one) => (one.kind === 'refused' ? one.why : one.kind)).toSorted()).toEqual([
      'already-answered',
      'answered',
    ])
    const { scrubbedAt } = (await story.see()).attempt
    const due = new Date(Temporal.Instant.from(scrubbedAt!).add({ minutes: 10 }).epochMilliseconds)
    expect(await story.deliveryOf(postId)).toMatchObject({ state: 'scheduled', due_at: due, cause: 'release-asked' })
    const { changes } = await story.see()
    expect(changes[0]).toMatchObject({ verb: 'offer-released', by: 'Salomé Wacquez', post: { id: postId } })
  })

  test('let go long after its instant it leaves from then on, and is not too late for it', async () => {
    const postId = await story.hang('Pourquoi ce tir attendra', -86_400, RESERVE)
    await scrub()
    await answer(postId, 'released')
    const { due_at: due, state } = await story.deliveryOf(postId)
    expect(state).toBe('scheduled')
    expect(Math.abs(due!.getTime() - Date.now())).toBeLessThan(5_000)
  })

  test('let be it waits without an instant, may still be let go, and is asked about again in the next attempt', async () => {
    const postId = await story.hang('Pourquoi ce tir attendra', 600, RESERVE)
    const first = await scrub()
    await answer(postId, 'dropped')
    expect(await story.deliveryOf(postId)).toMatchObject({ state: 'scheduled', due_at: null })
    expect(await seen(postId)).toMatchObject({ offer: 'dropped', waitsFor: 'dropped', at: null })
    const now = Temporal.Now.instant()
    const span = { from: now.subtract({ hours: 1 }), until: now.add({ hours: 1 }) }
    expect(await desk.work((tx) => readCalendar(tx, span))).toMatchObject([{ id: postId, at: null }])
    expect(await answer(postId, 'released')).toMatchObject({ kind: 'answered' })
    expect(await answer(postId, 'dropped')).toMatchObject({ kind: 'answered' })
    const t0 = { kind: 'instant', at: Temporal.Now.instant().add({ hours: 240 }) } as const
    await desk.work((tx) => openAttempt(tx, desk.reviewer, { ...first, t0, ...NO_REASON }))
    expect(await seen(postId)).toMatchObject({ offer: 'asked', offered: false, waitsFor: 'not-scrubbed' })
    expect(await answer(postId, 'released')).toMatchObject({ kind: 'refused', why: 'not-offered' })
    expect(await answer(postId, 'released', first.attemptId)).toMatchObject({ kind: 'refused', why: 'attempt-changed' })
    await scrub()
    expect(await story.deliveryOf(postId)).toMatchObject({ state: 'held', held_because: 'offered' })
  })

  test('one that was let go and is out cannot be let be', async () => {
    const postId = await story.hang('Pourquoi ce tir attendra', 600, RESERVE)
    await scrub()
    await answer(postId, 'released')
    await database.root
      .updateTable('deliveries')
      .set({ state: 'published', published_at: new Date() })
      .where('post_id', '=', postId)
      .execute()
    expect(await answer(postId, 'dropped')).toMatchObject({ kind: 'refused', why: 'already-out' })
  })

  test('approved only after its case came, it is offered then, and told', async () => {
    const draft = await story.hang('Ce que nous savons', 600, { ...RESERVE, draft: true })
    const at = await scrub()
    expect(await seen(draft)).toMatchObject({ offered: false })
    const late = await story.hang('Ce que nous savons de plus', 900, RESERVE)
    expect(await story.deliveryOf(late)).toMatchObject({ state: 'held', held_because: 'offered' })
    expect(await desk.work((tx) => closeEvent(tx, desk.reviewer, { ...at, outcome: 'failure', ...NO_REASON }))).toEqual(
      {
        kind: 'refused',
        why: 'attempt-is-over',
      },
    )
  })
})
