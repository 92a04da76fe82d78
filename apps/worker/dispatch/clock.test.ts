import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClock } from './clock.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** A machine whose clock is wrong, and that may sleep or be set. */
function machine() {
  const state = { wrong: -4_000, slept: 0 }
  const steady = () => performance.timeOrigin + performance.now() - 4_000 - state.slept
  return { state, clocks: { steady, wall: () => Date.now() + state.wrong } }
}
/** How far a clock is from the database's, which on this machine is the real time. */
const off = (now: number) => Math.abs(now - (performance.timeOrigin + performance.now()))

test('aims by the database’s clock whatever the machine’s says, and says by how much that is off', async () => {
  const { clocks } = machine()
  const clock = openClock(clocks)
  expect(off(clock.now())).toBeGreaterThan(3_000)
  await clock.sample(database.db)
  expect(off(clock.now())).toBeLessThan(250)
  expect(Math.abs(clock.offset() - 4_000)).toBeLessThan(250)
  expect(clock.jumped()).toBe(false)
})

test('a machine that slept, or whose clock was set, is noticed at once and measured anew', async () => {
  const { state, clocks } = machine()
  const clock = openClock(clocks)
  await clock.sample(database.db)
  state.slept = 30_000
  expect(clock.jumped()).toBe(true)
  await clock.sample(database.db)
  expect(clock.jumped()).toBe(false)
  expect(off(clock.now())).toBeLessThan(250)

  state.wrong += 60_000
  expect(clock.jumped()).toBe(true)
  // The aim is monotonic: setting the wall clock does not move it.
  expect(off(clock.now())).toBeLessThan(250)
  await clock.sample(database.db)
  expect(Math.abs(clock.offset() + 56_000)).toBeLessThan(250)
})
