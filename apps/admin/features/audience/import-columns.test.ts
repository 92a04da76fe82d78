import { expect, test } from 'vitest'
import { columnsOf, withRole } from './import-columns.tsx'

test('choosing a second date, or a channel a second time, frees the first', () => {
  expect(withRole(['date', 'figures', 'ignored'], 2, 'date')).toEqual(['ignored', 'figures', 'date'])
  expect(withRole(['channel:a', 'ignored'], 1, 'channel:a')).toEqual(['ignored', 'channel:a'])
})

test('columns say how to read a file only once they say all of it', () => {
  expect(columnsOf(['figures', 'name'], null)).toBe(null)
  expect(columnsOf(['date', 'figures'], null)).toBe(null)
  expect(columnsOf(['date', 'figures'], 'a')).toEqual({
    kind: 'by-column',
    date: 0,
    figures: [{ column: 1, channelId: 'a' }],
  })
  expect(columnsOf(['name', 'date', 'figures'], null)).toEqual({ kind: 'by-row', date: 1, value: 2, channel: 0 })
  expect(columnsOf(['date', 'ignored', 'channel:a', 'channel:b'], null)).toEqual({
    kind: 'by-column',
    date: 0,
    figures: [
      { column: 2, channelId: 'a' },
      { column: 3, channelId: 'b' },
    ],
  })
})
