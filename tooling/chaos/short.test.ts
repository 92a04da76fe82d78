import { expect, test } from 'vitest'
import { judge } from './judge/judge.ts'
import { isSeen, MUTANTS, runMutant } from './mutants/mutants.ts'
import { runSchedule } from './run/run.ts'
import { scheduleOf, SHORT } from './schedule/schedule.ts'
import { tell } from './tell.ts'

const SEED = 1
const quiet = () => undefined

test('killed, frozen, cut off and held back: each post leaves once, at its time, or stands before a person', async () => {
  const ran = await runSchedule(scheduleOf(SEED, SHORT), { say: quiet, drainSeconds: 120 })
  const verdict = judge(ran.history)
  const story = tell({ seed: SEED, wanted: SHORT, short: true }, ran, verdict)
  // The whole story when a promise is broken: with the seed, it is what one needs to look for the cause.
  expect(verdict.breaches.length === 0 ? '' : story).toBe('')
  expect(ran.crashes).toEqual([])
  expect(ran.kills).toBe(SHORT.kills)
  expect(ran.databaseKills).toBe(1)
  expect(ran.history.stops.length).toBeGreaterThanOrEqual(3)
  expect(ran.history.arrivals.length).toBeGreaterThan(SHORT.deliveries / 2)
}, 300_000)

test('without the identity that a network knows a post by, the judge sees duplicates', async () => {
  const mutant = MUTANTS.find(({ name }) => name === 'without identity')!
  const verdict = await runMutant(mutant, quiet)
  expect(isSeen(mutant, verdict)).toBe(true)
  expect(verdict.counts).toMatchObject({ lost: 0, early: 0, afterHold: 0 })
}, 120_000)
