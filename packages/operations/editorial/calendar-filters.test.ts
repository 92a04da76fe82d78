import { CreatePost } from '@comptoir/domain/editorial'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createEvent } from '../countdown/index.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import {
  approvePost,
  collisionMinutes,
  createCampaign,
  createPost,
  movePost,
  readCalendar,
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

const T0 = Temporal.Now.instant().add({ hours: 48 })
const period = { from: T0.subtract({ hours: 24 }), until: T0.add({ hours: 24 }) }

describe('the calendar', () => {
  test('is narrowed to a campaign or to who wrote, for fixed posts and for those that hang', async () => {
    const made = await desk.work((tx) =>
      createCampaign(tx, desk.writer, { clientId: desk.clientId, mandateId: null, name: 'Lyre 3' }),
    )
    if (made.kind !== 'created') throw new Error(made.why)
    const event = await desk.work((tx) =>
      createEvent(tx, desk.writer, {
        clientId: desk.clientId,
        name: 'Lyre 3',
        subject: null,
        site: null,
        zone: 'America/Cayenne',
        windowMinutes: null,
        t0: { kind: 'instant', at: T0 },
      }),
    )
    if (event.kind !== 'created') throw new Error(event.why)
    const write = (title: string, who: Desk['writer'], campaignId: string | null, hangs: boolean) =>
      desk.work((tx) =>
        createPost(
          tx,
          who,
          CreatePost.parse({
            clientId: desk.clientId,
            campaignId,
            eventId: event.eventId,
            title,
            text: title,
            timing: hangs
              ? { kind: 'anchored', base: 't0', offsetSeconds: -3600, condition: 'go' }
              : { kind: 'fixed', at: T0.toString() },
          }),
        ),
      )
    await write('hung of the campaign', desk.writer, made.id, true)
    await write('fixed of the campaign', desk.reviewer, made.id, false)
    await write('hung of none', desk.reviewer, null, true)
    await write('fixed of none', desk.writer, null, false)
    const titles = async (asked: object) =>
      (await desk.work((tx) => readCalendar(tx, { ...period, ...asked }))).map((post) => post.title)
    expect(await titles({})).toHaveLength(4)
    expect(await titles({ campaignId: made.id })).toEqual(['hung of the campaign', 'fixed of the campaign'])
    expect(await titles({ authorId: desk.writer.memberId })).toEqual(['hung of the campaign', 'fixed of none'])
    expect(await titles({ campaignId: made.id, authorId: desk.reviewer.memberId })).toEqual(['fixed of the campaign'])
  })

  test('shows a post that was moved where it would leave now, though its delivery is kept back for an approval', async () => {
    const event = await desk.work((tx) =>
      createEvent(tx, desk.writer, {
        clientId: desk.clientId,
        name: 'Lyre 3',
        subject: null,
        site: null,
        zone: 'America/Cayenne',
        windowMinutes: null,
        t0: { kind: 'instant', at: T0 },
      }),
    )
    if (event.kind !== 'created') throw new Error(event.why)
    const timing = { kind: 'anchored', base: 't0', offsetSeconds: -3600, condition: 'any' } as const
    const made = await desk.work((tx) =>
      createPost(
        tx,
        desk.writer,
        CreatePost.parse({
          clientId: desk.clientId,
          eventId: event.eventId,
          text: 'Le direct est ouvert',
          timing,
          variants: [{ channelId: desk.channelId }],
        }),
      ),
    )
    if (made.kind !== 'created') throw new Error(made.why)
    const postId = made.id
    await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 1 }))
    await desk.work((tx) => approvePost(tx, desk.reviewer, { postId, version: 1, comment: '' }))
    const at = async () => (await desk.work((tx) => readCalendar(tx, period)))[0]?.at
    expect(Date.parse((await at()) ?? '')).toBe(T0.epochMilliseconds - 3_600_000)
    await desk.work((tx) =>
      movePost(tx, desk.writer, { postId, version: 1, timing: { ...timing, offsetSeconds: -7200 } }),
    )
    expect(Date.parse((await at()) ?? '')).toBe(T0.epochMilliseconds - 7_200_000)
  })

  test('tells how close two posts may stand', async () => {
    expect(await desk.work(collisionMinutes)).toBe(15)
    await database.root
      .updateTable('agencies')
      .set({ collision_minutes: 30 })
      .where('agency_id', '=', desk.agencyId)
      .execute()
    expect(await desk.work(collisionMinutes)).toBe(30)
  })
})
