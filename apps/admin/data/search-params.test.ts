import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { parseSearch, stringifySearch, toFlag, toList } from './search-params.ts'
import { day, flag, id, instant, listOf, oneOf, searchOf, text, whole } from './search-shape.ts'

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

describe('what an address may hold', () => {
  const read = searchOf({
    q: text,
    view: oneOf(['month', 'week']),
    on: listOf(oneOf(['x', 'bluesky'])),
    page: whole(1, 50),
    late: flag,
    from: day,
    t0: instant,
    post: id,
  })

  test('is typed as it was meant', () => {
    const search = {
      q: '42',
      view: 'week',
      on: ['x', 'bluesky'],
      page: 3,
      late: true,
      from: '2025-12-08',
      t0: '2025-12-14T19:45:00Z',
      post: '0199c3de-4a51-7000-8000-0123456789ab',
    }
    expect(read(parseSearch(stringifySearch(search)))).toEqual(search)
  })

  test('leaves out what cannot be read, so that a link cut short still opens', () => {
    expect(
      read({
        q: '',
        view: 'year',
        on: 'telegram',
        page: '0',
        late: 'perhaps',
        from: '2025-13-45',
        t0: 'soon',
        post: '7',
      }),
    ).toEqual({})
    expect(read({ on: 'x,telegram' })).toEqual({ on: ['x'] })
  })
})
