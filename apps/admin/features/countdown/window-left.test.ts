import { expect, test } from 'vitest'
import type { Preview } from './run-order.ts'
import { windowLeft } from './window-left.ts'

const attempt = (t0: string | null, over: Partial<Preview['before']> = {}): Preview['before'] => ({
  id: 'a',
  number: 1,
  state: 'go',
  t0: t0 === null ? { kind: 'unknown' } : { kind: 'instant', at: t0 },
  heldClockSeconds: null,
  heldAt: null,
  liftoffAt: null,
  scrubbedAt: null,
  outcome: null,
  outcomeAt: null,
  ...over,
})
const before = attempt('2026-12-12T18:37:00Z')

test('a slip within the window, or to a window of another day, is no news', () => {
  expect(windowLeft({ before, after: attempt('2026-12-12T19:22:00Z') }, 45)).toBeNull()
  expect(windowLeft({ before, after: attempt('2026-12-14T18:37:00Z') }, 45)).toBeNull()
  expect(windowLeft({ before, after: attempt('2026-12-12T20:00:00Z') }, null)).toBeNull()
  expect(windowLeft({ before, after: attempt('2026-12-12T20:00:00Z', { number: 2 }) }, 45)).toBeNull()
})

test('a slip beyond it says when it closes, from a hold too', () => {
  const after = attempt('2026-12-12T19:23:00Z')
  expect(windowLeft({ before, after }, 45)).toBe('2026-12-12T19:22:00.000Z')
  const held = attempt(null, { state: 'hold', heldAt: '2026-12-12T18:07:00Z', heldClockSeconds: -1800 })
  expect(windowLeft({ before: held, after }, 45)).toBe('2026-12-12T19:22:00.000Z')
})
