import { randomUUIDv7 } from 'node:crypto'
import { CreatePost, SavePost } from '@comptoir/domain/editorial'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadContents } from '../publishing/index.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { approvePost, checkPost, createPost, duplicatePost, getPost, loadPost, savePost, submitPost } from './index.ts'

let database: TestDatabase
let desk: Desk
let mediaId: string
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
  mediaId = randomUUIDv7()
  await desk.work((tx) =>
    tx
      .insertInto('media')
      .values({
        agency_id: desk.agencyId,
        id: mediaId,
        client_id: desk.clientId,
        state: 'ready',
        name: 'pas-de-tir.jpg',
        original_sha256: 'ab',
        original_mime: 'image/jpeg',
        original_bytes: 10,
        sha256: 'cd',
        mime: 'image/jpeg',
        bytes: 10,
        width: 2400,
        height: 1000,
      })
      .execute(),
  )
})

const SQUARE = { x: 0.25, y: 0, width: 0.4166, height: 1 }
const LEFT = { x: 0, y: 0, width: 0.5, height: 1 }

async function draft(crops: object, other?: string): Promise<string> {
  const made = await desk.work((tx) =>
    createPost(
      tx,
      desk.writer,
      CreatePost.parse({
        clientId: desk.clientId,
        text: 'Le direct est ouvert.',
        media: [{ mediaId, alt: 'Orphée 5 sur son pas de tir' }],
        variants: [{ channelId: desk.channelId, crops }, ...(other ? [{ channelId: other }] : [])],
      }),
    ),
  )
  if (made.kind !== 'created') throw new Error(made.why)
  return made.id
}

async function recrop(postId: string, crops: object) {
  const post = await desk.work((tx) => getPost(tx, postId))
  return desk.work((tx) =>
    savePost(
      tx,
      desk.writer,
      SavePost.parse({
        ...post,
        postId,
        variants: [{ channelId: desk.channelId, crops }],
        media: [{ mediaId, alt: 'a' }],
      }),
    ),
  )
}

describe('the crop of one channel', () => {
  test('leaves for that channel only, and is part of what was approved', async () => {
    const other = await desk.channel('mastodon')
    const postId = await draft({ [mediaId]: SQUARE }, other)
    const post = await desk.work((tx) => getPost(tx, postId))
    expect(post.variants.map((one) => one.crops)).toEqual([{ [mediaId]: SQUARE }, {}])
    const contents = await desk.work((tx) =>
      loadContents(
        tx,
        post.variants.map((one) => one.id),
      ),
    )
    const cropOf = (channelId: string) => {
      const variant = post.variants.find((one) => one.channelId === channelId)
      return contents.get(variant?.id ?? '')?.pictures[0]?.crop
    }
    expect(cropOf(desk.channelId)).toEqual(SQUARE)
    expect(cropOf(other)).toBeNull()
  })

  test('voids the approval when it is cut anew', async () => {
    const postId = await draft({ [mediaId]: SQUARE })
    await recrop(postId, { [mediaId]: SQUARE })
    await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 2 }))
    await desk.work((tx) => approvePost(tx, desk.reviewer, { postId, version: 2, comment: '' }))
    expect(await recrop(postId, { [mediaId]: SQUARE })).toMatchObject({ approval: 'holds' })
    expect(await recrop(postId, { [mediaId]: LEFT })).toMatchObject({ approval: 'lapsed' })
    const { reviews } = await desk.work((tx) => getPost(tx, postId))
    expect(reviews.at(-1)).toMatchObject({
      kind: 'lapsed',
      because: [{ why: 'content-changed', changes: [{ what: 'crop', index: 0, before: SQUARE, after: LEFT }] }],
    })
  })

  test('is what the network’s rules are held against', async () => {
    const rules = {
      text: {
        limits: [],
        linkCountsAs: null,
        linkGrammar: 'linkify',
        mentionGrammar: 'none',
        hashtagGrammar: 'none',
        maxParts: 1,
      },
      media: {
        maxImages: 4,
        imageTypes: ['image/jpeg'],
        maxImageBytes: 1000,
        maxImagePixels: null,
        maxAspect: 1.91,
        maxAltLength: null,
        linkCardWithImages: true,
      },
    }
    await database.root
      .updateTable('channels')
      .set({ network: 'mastodon', rules: JSON.stringify(rules) })
      .where('id', '=', desk.channelId)
      .execute()
    const problems = (postId: string) => desk.work(async (tx) => checkPost(tx, await loadPost(tx, postId)))
    expect(await problems(await draft({}))).toMatchObject([{ problems: [{ field: 'media', rule: 'too-wide' }] }])
    expect(await problems(await draft({ [mediaId]: SQUARE }))).toEqual([])
  })

  test('goes with a copy, and is forgotten with its picture', async () => {
    const postId = await draft({ [mediaId]: SQUARE, [randomUUIDv7()]: LEFT })
    const copy = await desk.work((tx) => duplicatePost(tx, desk.writer, postId))
    if (copy.kind !== 'created') throw new Error(copy.why)
    const { variants } = await desk.work((tx) => getPost(tx, copy.id))
    expect(variants[0]?.crops).toEqual({ [mediaId]: SQUARE })
  })
})
