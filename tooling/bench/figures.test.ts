import { expect, test } from 'vitest'
import { percentile, spreadOf } from './figures.ts'

test('percentiles are by nearest rank, whatever the order', () => {
  const times = [5, 1, 4, 2, 3]
  expect(percentile(times, 0.5)).toBe(3)
  expect(spreadOf(times)).toEqual({ p50: 3, p99: 5, max: 5 })
  expect(percentile([7.126], 0.99)).toBe(7.13)
})

test('nothing measured is a fault, not a zero', () => {
  expect(() => spreadOf([])).toThrow('nothing was measured')
})
