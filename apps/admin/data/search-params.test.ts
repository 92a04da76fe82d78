import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { parseSearch, stringifySearch, toFlag, toList } from './search-params.ts'

describe('the address of a page', () => {
  test('reads like words, not like JSON', () => {
    expect(stringifySearch({ client: 'orphée', channels: ['facebook', 'x'], from: '2025-12-08', at: '17:30' })).toBe(
      '?client=orph%C3%A9e&channels=facebook,x&from=2025-12-08&at=17:30',
    )
  })

  test('leaves out what is empty', () => {
    expect(stringifySearch({ client: undefined, text: '', channels: [], late: false })).toBe('')
  })

  test('gives back what was put in, once a schema has typed it', () => {
    const schema = z.object({
      text: z.string(),
      page: z.coerce.number(),
      late: z.pipe(z.transform(toFlag), z.boolean()),
      tags: z.pipe(z.transform(toList), z.array(z.string())),
    })
    const search = { text: 'a+b & c=d, é', page: 3, late: true, tags: ['one, two', '50%2C', 'x'] }
    expect(schema.parse(parseSearch(stringifySearch(search)))).toEqual(search)
  })

  test('refuses what cannot be read in an address', () => {
    expect(() => stringifySearch({ filter: { deep: 1 } })).toThrow(/filter/)
  })
})
