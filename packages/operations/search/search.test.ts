import { afterAll, beforeAll, expect, test } from 'vitest'
import { fix, openStory } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { search } from './index.ts'

let database: TestDatabase
let desk: Desk

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  await openStory(desk)
  await fix(desk, 'Portrait : Maëlle, 100 % propulsion', Temporal.Now.instant().add({ hours: 50 }))
})
afterAll(() => database.close())

const find = (text: string, from = desk) => from.work((tx) => search(tx, 'creator', { text, limit: 5 }))
const names = async (text: string) => (await find(text)).map((one) => `${one.kind} ${one.title}`)

test('accents and case do not count, every word must be there', async () => {
  expect(await names('maelle portrait')).toEqual(['post Portrait : Maëlle, 100 % propulsion'])
  expect(await names('ORPHEE lyre')).toEqual(['event Lyre 3'])
  expect(await names('lyre nowhere')).toEqual([])
})

test('clients, channels and people are found by their beginnings', async () => {
  expect(await names('orph')).toEqual(['event Lyre 3', 'client Orphée Lanceurs', 'channel orphee.bluesky'])
  expect(await names('nour')).toEqual(['member Nour Benali'])
})

test('signs of the pattern language are taken literally', async () => {
  expect(await names('100 %')).toEqual(['post Portrait : Maëlle, 100 % propulsion'])
  expect(await names('___')).toEqual([])
})

test('another agency finds nothing of it', async () => {
  const other = await openDesk(database)
  expect(await find('maelle', other)).toEqual([])
  expect(await find('lyre', other)).toEqual([])
})
