import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { POINTS } from './points.ts'
import { LONG, scheduleOf, SHORT } from './schedule.ts'

test('the same seed gives the same schedule, another one another', () => {
  expect(scheduleOf(7, SHORT)).toEqual(scheduleOf(7, SHORT))
  expect(scheduleOf(7, LONG)).toEqual(scheduleOf(7, LONG))
  expect(scheduleOf(8, SHORT)).not.toEqual(scheduleOf(7, SHORT))
})

test('the long run has ten thousand deliveries, five hundred kills, and each point among them', () => {
  const { intents, lives } = scheduleOf(1, LONG)
  expect(intents).toHaveLength(10_000)
  const killed = lives.filter((life) => life.kind === 'killed')
  expect(killed).toHaveLength(500)
  expect(new Set(killed.map(({ point }) => point))).toEqual(new Set(POINTS))
  expect(lives.some((life) => life.kind === 'frozen' && life.forMs > 20_000)).toBe(true)
})

test('the long run strikes in every way that it promises', () => {
  const { strikes, events, intents, clocks } = scheduleOf(1, LONG)
  expect(clocks.some((clock) => clock !== null && Math.abs(clock.jumpMs) >= 3_600_000)).toBe(true)
  expect(clocks.some((clock) => clock !== null && clock.lostMs > 0)).toBe(true)
  expect(intents.some(({ picture }) => picture)).toBe(true)
  const faults = strikes.flatMap((strike) => (strike.kind === 'fault' ? [strike.fault] : []))
  for (const kind of [
    'silence',
    'commit-silence',
    'commit-error',
    'commit-reset',
    'reset',
    'broken-json',
    'late-visibility',
  ])
    expect(faults.map((fault) => fault.kind)).toContain(kind)
  expect(faults.some(({ kind, operation }) => kind === 'reset' && operation === 'upload')).toBe(true)
  const limits = faults.filter(({ kind }) => kind === 'rate-limit')
  expect(limits.some(({ headers }) => headers === 'none')).toBe(true)
  expect(limits.some(({ retryAfterSeconds }) => (retryAfterSeconds ?? 0) < 0)).toBe(true)
  expect(limits.some(({ retryAfterSeconds }) => (retryAfterSeconds ?? 0) > 86_400)).toBe(true)
  expect(faults.some(({ kind, ms }) => kind === 'delay' && (ms ?? 0) > 20_000)).toBe(true)
  expect(new Set(strikes.map(({ kind }) => kind))).toEqual(
    new Set(['fault', 'database-killed', 'connections-ended', 'stop-switch', 'deploy']),
  )
  expect(new Set(events.flatMap(({ acts }) => acts.map(({ kind }) => kind)))).toEqual(
    new Set(['hold', 'scrub', 'slip']),
  )
  expect(intents.some(({ poison }) => poison)).toBe(true)
})

test('posts come in the order of their instants, numbered, none before the house is ready', () => {
  const { intents } = scheduleOf(3, SHORT)
  expect(intents.map(({ n }) => n)).toEqual(intents.map((_, index) => index))
  expect(intents.map(({ dueMs }) => dueMs)).toEqual(intents.map(({ dueMs }) => dueMs).toSorted((a, b) => a - b))
  expect(intents[0]!.dueMs).toBeGreaterThan(1_000)
})

test('the points are those that the worker names, and it passes each of them', async () => {
  const dispatch = new URL('../../../apps/worker/dispatch/', import.meta.url)
  const named = (await readFile(new URL('points.ts', dispatch), 'utf8')).matchAll(/\| '([a-z-]+)'/g)
  expect([...named].map(([, name]) => name)).toEqual([...POINTS])
  const files = (await readdir(dispatch)).filter((name) => name.endsWith('.ts'))
  const sources = await Promise.all(files.map((name) => readFile(new URL(name, dispatch), 'utf8')))
  const passed = sources.flatMap((source) => [...source.matchAll(/reach\('([a-z-]+)'\)/g)].map(([, name]) => name))
  expect(new Set(passed)).toEqual(new Set(POINTS))
})
