import { CreatePost, SavePost } from '@comptoir/domain/editorial'
import { publishPostNow } from '../publishing/index.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import {
  approvePost,
  askForChangeOfPost,
  cancelPost,
  createPost,
  getPost,
  movePost,
  savePost,
  submitPost,
} from './index.ts'

let database: TestDatabase
let desk: Desk
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
})

const TOMORROW = Temporal.Now.instant().add({ hours: 24 })

async function draft(over: Partial<Parameters<typeof CreatePost.parse>[0] & object> = {}): Promise<string> {
  const input = CreatePost.parse({
    clientId: desk.clientId,
    mandateId: desk.mandateId,
    title: 'Le direct est ouvert',
    text: 'Le direct est ouvert. Dans trente minutes, Orphée 5 quitte Kourou.',
    timing: { kind: 'fixed', at: TOMORROW.toString() },
    variants: [{ channelId: desk.channelId }],
    ...over,
  })
  const made = await desk.work((tx) => createPost(tx, desk.writer, input))
  if (made.kind !== 'created') throw new Error(made.why)
  return made.id
}

const see = (postId: string) => desk.work((tx) => getPost(tx, postId))

async function approved(): Promise<string> {
  const postId = await draft()
  await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 1 }))
  const outcome = await desk.work((tx) => approvePost(tx, desk.reviewer, { postId, version: 1, comment: '' }))
  expect(outcome).toEqual({ kind: 'approved' })
  return postId
}

async function edit(postId: string, over: object) {
  const post = await see(postId)
  const input = SavePost.parse({
    postId,
    version: post.version,
    mandateId: post.mandateId,
    title: post.title,
    text: post.text,
    timing: post.timing,
    variants: post.variants.map(({ channelId, parts, firstComment, link }) => ({
      channelId,
      parts,
      firstComment,
      link,
    })),
    ...over,
  })
  return desk.work((tx) => savePost(tx, desk.writer, input))
}

describe('the road of a post', () => {
  test('written, submitted, approved by another, armed at its instant', async () => {
    const postId = await approved()
    const post = await see(postId)
    expect(post).toMatchObject({ reviewState: 'approved', state: 'armed', approval: { byName: 'Salomé Wacquez' } })
    expect(post.deliveries).toEqual([expect.objectContaining({ state: 'scheduled', channelId: desk.channelId })])
    expect(Temporal.Instant.from(post.deliveries[0]!.dueAt!).epochMilliseconds).toBe(TOMORROW.epochMilliseconds)
  })

  test('who wrote a word of it does not approve it, unless the mandate says so', async () => {
    const postId = await draft()
    await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 1 }))
    const own = () => desk.work((tx) => approvePost(tx, desk.writer, { postId, version: 1, comment: '' }))
    expect(await own()).toEqual({ kind: 'refused', why: 'own-post' })
    await desk.work((tx) =>
      tx.updateTable('mandates').set({ self_approval: true }).where('id', '=', desk.mandateId).execute(),
    )
    expect(await own()).toEqual({ kind: 'approved' })
  })

  test('a post that names no mandate falls under the one in force, an ended one does not count', async () => {
    expect((await see(await draft({ mandateId: null }))).mandateId).toBe(desk.mandateId)
    await desk.work((tx) =>
      tx.updateTable('mandates').set({ ends_on: '2025-01-01' }).where('id', '=', desk.mandateId).execute(),
    )
    expect((await see(await draft({ mandateId: null }))).mandateId).toBeNull()
  })

  test('what the network would refuse is not approved, and says where', async () => {
    const channelId = await desk.channel('bluesky', 'connected')
    const postId = await draft({ text: 'é'.repeat(301), variants: [{ channelId }] })
    await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 1 }))
    const outcome = await desk.work((tx) => approvePost(tx, desk.reviewer, { postId, version: 1, comment: '' }))
    expect(outcome).toMatchObject({
      why: 'against-rules',
      channels: [{ channelId, problems: [{ field: 'text', rule: 'too-long', limit: 300, actual: 301 }] }],
    })
  })

  test('a change asked for after the approval keeps the post back', async () => {
    const postId = await approved()
    await desk.work((tx) =>
      askForChangeOfPost(tx, desk.reviewer, { postId, version: 1, comment: '4,3 tonnes, pas 4,2' }),
    )
    const post = await see(postId)
    expect(post).toMatchObject({ reviewState: 'changes_requested', state: 'held', approval: null })
    expect(post.deliveries[0]).toMatchObject({ state: 'held', heldBecause: 'not-approved' })
  })

  test('of two approvals at the same moment one counts, and one delivery is made', async () => {
    const postId = await draft()
    await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 1 }))
    const once = () => desk.work((tx) => approvePost(tx, desk.reviewer, { postId, version: 1, comment: '' }))
    const outcomes = await Promise.all([once(), once()])
    expect(outcomes.map((one) => one.kind).sort()).toEqual(['approved', 'refused'])
    expect((await see(postId)).deliveries).toHaveLength(1)
  })
})

describe('an approval is bound to the content', () => {
  test('an edit voids it, says what changed, and holds what was armed', async () => {
    const postId = await approved()
    expect(
      await edit(postId, { text: 'Le direct est ouvert. Orphée 5 quitte Kourou dans trente minutes.' }),
    ).toMatchObject({
      kind: 'saved',
      approval: 'lapsed',
    })
    const post = await see(postId)
    expect(post).toMatchObject({ reviewState: 'in_review', state: 'held', approval: null })
    expect(post.reviews.at(-1)).toMatchObject({
      kind: 'lapsed',
      because: [{ why: 'content-changed', changes: [expect.objectContaining({ what: 'text', index: 0 })] }],
    })
  })

  test('an edit that changes nothing that leaves keeps it', async () => {
    const postId = await approved()
    expect(await edit(postId, { title: 'Un autre titre, pour nous seuls' })).toMatchObject({ approval: 'holds' })
    expect((await see(postId)).state).toBe('armed')
  })

  test('a move within the slip limit keeps it and moves the delivery; a farther one voids it', async () => {
    const postId = await approved()
    const later = TOMORROW.add({ hours: 48 })
    const near = await desk.work((tx) =>
      movePost(tx, desk.writer, { postId, version: 1, timing: { kind: 'fixed', at: later } }),
    )
    expect(near).toMatchObject({ kind: 'saved', approval: 'holds', version: 2 })
    expect(Temporal.Instant.from((await see(postId)).deliveries[0]!.dueAt!).epochMilliseconds).toBe(
      later.epochMilliseconds,
    )
    const far = await desk.work((tx) =>
      movePost(tx, desk.writer, { postId, version: 2, timing: { kind: 'fixed', at: TOMORROW.add({ hours: 73 }) } }),
    )
    expect(far).toMatchObject({ kind: 'saved', approval: 'lapsed' })
  })

  test('approved again after the edit, it is armed again with the new content', async () => {
    const postId = await approved()
    await edit(postId, { text: 'Autre texte' })
    expect(await desk.work((tx) => approvePost(tx, desk.reviewer, { postId, version: 2, comment: '' }))).toEqual({
      kind: 'approved',
    })
    const post = await see(postId)
    expect(post.state).toBe('armed')
    expect(post.deliveries).toHaveLength(1)
  })
})

describe('edits', () => {
  test('published now without a time of its own, it keeps a version that says when', async () => {
    const postId = await draft({ timing: { kind: 'unscheduled' } })
    await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 1 }))
    await desk.work((tx) => approvePost(tx, desk.reviewer, { postId, version: 1, comment: '' }))
    expect(await desk.work((tx) => publishPostNow(tx, desk.writer, { postId }))).toMatchObject({ kind: 'done' })
    const kept = await desk.work((tx) =>
      tx
        .selectFrom('revisions')
        .select(['number', 'content'])
        .where('post_id', '=', postId)
        .orderBy('number')
        .execute(),
    )
    expect(kept.map(({ number }) => number)).toEqual([1, (await see(postId)).version])
    expect(kept[1]?.content).toMatchObject({
      ...Object(kept[0]?.content),
      timing: { kind: 'fixed', at: expect.any(String) },
    })
  })

  test('of two edits of one version the second is told, and nothing of the first is lost', async () => {
    const postId = await draft()
    const [a, b] = await Promise.all([
      edit(postId, { text: 'Un', version: 1 }),
      edit(postId, { text: 'Deux', version: 1 }),
    ])
    expect([a, b].map((one) => one.kind).sort()).toEqual(['refused', 'saved'])
    expect([a, b].find((one) => one.kind === 'refused')).toMatchObject({ why: 'stale' })
  })

  test('a channel taken off takes its delivery with it, and comes back as the same variant', async () => {
    const other = await desk.channel('mastodon')
    const postId = await draft({ variants: [{ channelId: desk.channelId }, { channelId: other }] })
    await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 1 }))
    await desk.work((tx) => approvePost(tx, desk.reviewer, { postId, version: 1, comment: '' }))
    const before = await see(postId)
    await edit(postId, { variants: [{ channelId: desk.channelId }] })
    const without = await see(postId)
    expect(without.variants.map((one) => one.channelId)).toEqual([desk.channelId])
    expect(without.deliveries.find((one) => one.channelId === other)?.state).toBe('cancelled')
    await edit(postId, { variants: [{ channelId: desk.channelId }, { channelId: other }] })
    const back = await see(postId)
    expect(back.variants.map((one) => one.id).sort()).toEqual(before.variants.map((one) => one.id).sort())
  })

  test('while something of it is on its way an edit is refused, and so is calling it off', async () => {
    const postId = await approved()
    await database.root
      .updateTable('deliveries')
      .set({ state: 'sending', sending_at: new Date() })
      .where('post_id', '=', postId)
      .execute()
    expect(await edit(postId, { text: 'Trop tard' })).toEqual({ kind: 'refused', why: 'on-its-way' })
    expect(await desk.work((tx) => cancelPost(tx, desk.writer, postId))).toEqual({ kind: 'refused', why: 'on-its-way' })
  })

  test('another agency’s post is not found', async () => {
    const postId = await draft()
    desk = await openDesk(database)
    await expect(see(postId)).rejects.toThrow('post not found')
  })
})
