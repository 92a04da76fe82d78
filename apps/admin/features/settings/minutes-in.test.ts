import { expect, test } from 'vitest'
import { minutesIn } from './minutes-in.ts'

const bounds = { least: 1, most: 240 }

test.each([
  ['15', 15],
  [' 240 ', 240],
  ['0', null],
  ['241', null],
  ['', null],
  ['1.5', null],
  ['dix', null],
  ['-3', null],
])('%j is read as %j minutes', (typed, minutes) => expect(minutesIn(typed, bounds)).toBe(minutes))
