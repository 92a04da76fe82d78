import { afterAll, beforeAll, expect, test } from 'vitest'
import { approvePost, createPost, getPost, submitPost } from '../editorial/index.ts'
import { loadContents } from '../publishing/index.ts'
import { NO_REASON, openStory, T0 } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { holdEvent, previewOrder, resumeEvent, slipEvent, updateEvent } from './index.ts'

let database: TestDatabase
let desk: Desk
let story: Awaited<ReturnType<typeof openStory>>

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  story = await openStory(desk)
  await facts({ payload: 'Sentinel-7C' })
})
afterAll(() => database.close())

const facts = (of: Record<string, string>) =>
  desk.work(async (tx) => {
    const event = await tx.selectFrom('events').selectAll().where('id', '=', story.eventId).executeTakeFirstOrThrow()
    const { name, subject, site, time_zone: zone, window_minutes: windowMinutes } = event
    return updateEvent(tx, desk.reviewer, {
      eventId: story.eventId,
      name,
      subject,
      site,
      zone,
      windowMinutes,
      facts: of,
    })
  })

async function write(title: string, text: string, offsetSeconds = -7200) {
  const made = await desk.work((tx) =>
    createPost(tx, desk.writer, {
      clientId: desk.clientId,
      mandateId: desk.mandateId,
      campaignId: null,
      eventId: story.eventId,
      title,
      text,
      link: null,
      timing: { kind: 'anchored', base: 't0', offsetSeconds, condition: 'any' },
      release: null,
      lateLimitSeconds: null,
      media: [],
      variants: [{ channelId: desk.channelId, parts: null, firstComment: null, link: null, crops: {} }],
    }),
  )
  if (made.kind !== 'created') throw new Error(made.why)
  return made.id
}
const approve = async (postId: string) => {
  await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 1 }))
  return desk.work((tx) => approvePost(tx, desk.reviewer, { postId, version: 1, comment: '' }))
}
const see = (postId: string) => desk.work((tx) => getPost(tx, postId))
/** The very words that a worker would send, and whether their hash is the one that its delivery was armed with. */
const leaves = (postId: string) =>
  desk.work(async (tx) => {
    const delivery = await tx
      .selectFrom('deliveries')
      .select(['variant_id', 'content_hash', 'state', 'held_because'])
      .where('post_id', '=', postId)
      .executeTakeFirstOrThrow()
    const content = (await loadContents(tx, [delivery.variant_id])).get(delivery.variant_id)
    return { parts: content?.parts, armed: content?.hash === delivery.content_hash, ...delivery }
  })
const slipTo = async (t0: Temporal.Instant) => ({ ...(await story.at()), t0, ...NO_REASON })

test('what nothing fills keeps a post from its approval, and is named at its field', async () => {
  const postId = await write('Vide', 'À bord : {payload}, {agency}')
  expect(await approve(postId)).toMatchObject({
    kind: 'refused',
    why: 'against-rules',
    channels: [{ problems: [], placeholders: [{ field: 'text', index: null, placeholder: 'agency', why: 'no-fact' }] }],
  })
})

test('a slip voids the approval of the text that says T-0, says what it says now, and leaves the others', async () => {
  const says = await write('Rendez-vous', 'Décollage {t0-time UTC fr}')
  const silent = await write('À bord', '{mission} emporte {payload}', -3600)
  expect([await approve(says), await approve(silent)]).toEqual([{ kind: 'approved' }, { kind: 'approved' }])
  expect(await leaves(silent)).toMatchObject({ parts: [expect.stringContaining('emporte Sentinel-7C')], armed: true })
  const before = (await leaves(says)).parts?.[0]

  // On hold T-0 is unknown: nothing is judged, and the same T-0 again finds the approval standing.
  await desk.work(async (tx) => holdEvent(tx, desk.reviewer, { ...(await story.at()), ...NO_REASON }))
  expect((await see(says)).reviewState).toBe('approved')
  await desk.work(async (tx) => resumeEvent(tx, desk.reviewer, { ...(await slipTo(T0)), to: 'go' }))
  expect(await leaves(says)).toMatchObject({ state: 'scheduled', armed: true })

  const to = T0.add({ minutes: 25 })
  const order = await slipTo(to)
  const shown = await desk.work((tx) => previewOrder(tx, { ...order, verb: 'slipped' }))
  expect(shown).toMatchObject({ kind: 'preview', counts: { approvalsLost: 1 } })
  if (shown.kind !== 'preview') return
  expect(shown.posts.find((post) => post.postId === says)?.approvalLapses).toMatchObject({ saysOtherT0: true })
  const done = await desk.work((tx) => slipEvent(tx, desk.reviewer, { ...order, fingerprint: shown.fingerprint }))
  expect(done).toMatchObject({ kind: 'changed', counts: { approvalsLost: 1 } })

  const lapsed = await see(says)
  expect(lapsed.reviewState).toBe('in_review')
  const now = await leaves(says)
  expect(now).toMatchObject({ armed: false, state: 'held', held_because: 'approval-lapsed' })
  expect(lapsed.reviews.at(-1)).toMatchObject({
    kind: 'lapsed',
    because: [{ why: 'content-changed', changes: [{ what: 'text', before, after: now.parts?.[0] }] }],
  })
  expect(now.parts?.[0]).not.toBe(before)
  expect((await see(silent)).reviewState).toBe('approved')
  expect(await leaves(silent)).toMatchObject({ state: 'scheduled', armed: true })

  // Approved again it leaves with the new words.
  expect(await desk.work((tx) => approvePost(tx, desk.reviewer, { postId: says, version: 1, comment: '' }))).toEqual({
    kind: 'approved',
  })
  expect(await leaves(says)).toMatchObject({ state: 'scheduled', armed: true, parts: now.parts })

  // A fact that changes does the same to the posts that say it, and to no other.
  expect(await facts({ payload: 'Sentinel-7D' })).toMatchObject({ kind: 'updated', approvalsLost: 1 })
  expect([(await see(says)).reviewState, (await see(silent)).reviewState]).toEqual(['approved', 'in_review'])
  expect(await leaves(silent)).toMatchObject({ state: 'held', parts: [expect.stringContaining('Sentinel-7D')] })
  expect(await facts({ payload: 'Sentinel-7D' })).toMatchObject({ approvalsLost: 0 })
})
