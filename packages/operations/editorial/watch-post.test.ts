import { CreatePost } from '@comptoir/domain/editorial'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { createPost, leavePost, watchers, watchPost } from './index.ts'

let database: TestDatabase
let desk: Desk
let postId: string
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
  const made = await desk.work((tx) =>
    createPost(tx, desk.writer, CreatePost.parse({ clientId: desk.clientId, text: 'Le direct est ouvert' })),
  )
  if (made.kind !== 'created') throw new Error(made.why)
  postId = made.id
})

const watch = (who: Desk['writer'], typing = false) => desk.work((tx) => watchPost(tx, who, { postId, typing }))
const told = async () =>
  (await desk.work((tx) => tx.selectFrom('changes').select('id').where('topic', '=', 'presence').execute())).length

describe('who has a post open', () => {
  test('sees the others and what they do, never themselves', async () => {
    expect(await watch(desk.writer)).toEqual([])
    expect(await watch(desk.reviewer)).toEqual([{ memberId: desk.writer.memberId, name: 'Nour Benali', typing: false }])
    await watch(desk.writer, true)
    expect(await desk.work((tx) => watchers(tx, desk.reviewer, postId))).toEqual([
      { memberId: desk.writer.memberId, name: 'Nour Benali', typing: true },
    ])
  })

  test('is told to the others when they come, begin to type and leave, not at each beat', async () => {
    await watch(desk.writer)
    await watch(desk.writer)
    expect(await told()).toBe(1)
    await watch(desk.writer, true)
    await watch(desk.writer, true)
    expect(await told()).toBe(2)
    await desk.work((tx) => leavePost(tx, desk.writer, postId))
    await desk.work((tx) => leavePost(tx, desk.writer, postId))
    expect(await told()).toBe(3)
    expect(await watch(desk.reviewer)).toEqual([])
  })

  test('is gone when the page is not heard of any more', async () => {
    await watch(desk.writer)
    await database.root
      .updateTable('post_watchers')
      .set({ seen_at: new Date(Date.now() - 60_000) })
      .where('post_id', '=', postId)
      .execute()
    expect(await watch(desk.reviewer)).toEqual([])
    expect(await told()).toBe(2)
    await watch(desk.writer)
    expect(await told()).toBe(3)
  })
})
