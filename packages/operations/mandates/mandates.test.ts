import { randomUUIDv7 } from 'node:crypto'
import type { CreateMandate } from '@comptoir/domain/mandates'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NotFound } from '../shared/index.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { createMandate, getMandate, listMandates, updateMandate } from './index.ts'

let database: TestDatabase
let desk: Desk

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
})
afterAll(() => database.close())

const today = Temporal.Now.plainDateISO('UTC')
const day = (days: number) => today.add({ days }).toString()

const typed = (change: Partial<CreateMandate> = {}): CreateMandate => ({
  clientId: desk.clientId,
  name: 'Présence en ligne',
  startsOn: day(-300),
  endsOn: day(100),
  scope: [{ network: 'facebook', postsPerMonth: 20 }],
  fee: { cents: 1_700_000, currency: 'EUR' },
  hoursPerMonth: 210,
  goals: [{ channelId: desk.channelId, metric: 'followers', target: 400_000, dueOn: day(100) }],
  slipLimitSeconds: 259_200,
  selfApproval: false,
  team: [desk.writer.memberId, desk.reviewer.memberId],
  dutyMemberId: desk.writer.memberId,
  ...change,
})

const read = (days: number, value: number, definition = 'page_follows@v24') =>
  desk.work((tx) =>
    tx
      .insertInto('readings')
      .values({
        agency_id: desk.agencyId,
        channel_id: desk.channelId,
        metric: 'followers',
        at: new Date(Date.now() + days * 86_400_000),
        value,
        source: 'api',
        definition,
      })
      .execute(),
  )

async function added(change: Partial<CreateMandate> = {}): Promise<string> {
  const made = await desk.work((tx) => createMandate(tx, desk.reviewer, typed(change)))
  if (made.kind !== 'created') throw new Error(made.why)
  return made.id
}
const see = (id: string, withMoney = true) => desk.work((tx) => getMandate(tx, id, withMoney))

test('a goal says where its line points, through the readings since its metric was last redefined', async () => {
  const id = await added()
  expect((await see(id)).goals).toMatchObject([{ target: 400_000, latest: null, outlook: null }])
  for (const days of [-40, -35, -30]) await read(days, 10, 'page_fans@v20')
  for (const days of [-20, -15, -10, -5, -1]) await read(days, 370_000 + days * 100)
  const [goal] = (await see(id)).goals
  expect(goal).toMatchObject({ latest: 369_900, outlook: { outlook: 'unlikely', points: 5 } })
  // A hundred a day, to the end of the hundredth day.
  expect(goal?.outlook?.value).toBeGreaterThan(379_900)
  expect(goal?.outlook?.value).toBeLessThan(380_200)
  expect(goal?.outlook?.reachedAt?.slice(0, 10)).toBe(day(300))
})

test('its standing follows the days, and money is for who may see it', async () => {
  const over = await added({ startsOn: day(-300), endsOn: day(-10) })
  const ahead = await added({ startsOn: day(10), endsOn: day(20) })
  expect([(await see(over)).standing, (await see(ahead)).standing]).toEqual(['over', 'ahead'])
  expect([(await see(over, false)).fee, (await see(over)).fee]).toEqual([null, { cents: 1_700_000, currency: 'EUR' }])
})

test('a change replaces the whole of it, and it stays with its client', async () => {
  const id = await added()
  const change = typed({ scope: [{ network: 'x', postsPerMonth: 5 }], goals: [], team: [], dutyMemberId: null })
  expect(await desk.work((tx) => updateMandate(tx, desk.reviewer, { mandateId: id, ...change }))).toEqual({
    kind: 'updated',
  })
  expect(await see(id)).toMatchObject({ scope: [{ network: 'x', postsPerMonth: 5 }], goals: [], team: [] })
  const elsewhere = await openDesk(database)
  expect(
    await desk.work((tx) =>
      updateMandate(tx, desk.reviewer, { mandateId: id, ...change, clientId: elsewhere.clientId }),
    ),
  ).toEqual({ kind: 'refused', why: 'mandate-of-another-client' })
})

test('goals name the client’s own channels, the team the agency’s own members', async () => {
  const elsewhere = await openDesk(database)
  const goal = { channelId: elsewhere.channelId, metric: 'followers' as const, target: 1, dueOn: day(1) }
  expect(await desk.work((tx) => createMandate(tx, desk.reviewer, typed({ goals: [goal] })))).toEqual({
    kind: 'refused',
    why: 'channel-of-another-client',
  })
  expect(
    await desk.work((tx) => createMandate(tx, desk.reviewer, typed({ team: [randomUUIDv7()], dutyMemberId: null }))),
  ).toEqual({ kind: 'refused', why: 'unknown-member' })
})

test('another agency sees none of it', async () => {
  const id = await added()
  const elsewhere = await openDesk(database)
  await expect(elsewhere.work((tx) => getMandate(tx, id))).rejects.toThrow(NotFound)
  expect((await elsewhere.work((tx) => listMandates(tx, {}))).map((one) => one.id)).not.toContain(id)
})
