import { expect, test } from 'vitest'
import { keysLike, nameWords } from './only-said-words.ts'

const KEYS = ['countdown.key.go', 'countdown.key.hold', 'countdown.key.go.says', 'countdown.title', 'review.title']

test('a template stands for the keys that fill its holes', () => {
  expect(keysLike('countdown.key.${order}', KEYS)).toEqual(['countdown.key.go', 'countdown.key.hold'])
  expect(keysLike('countdown.key.${order}.says', KEYS)).toEqual(['countdown.key.go.says'])
  expect(keysLike('${page}.title', KEYS)).toEqual(['countdown.title', 'review.title'])
})

test('only those are named in the code', () => {
  expect(nameWords("m['countdown.title']() + m[`countdown.key.${order ?? 'go'}`]()", KEYS)).toBe(
    "m['countdown.title']() + ({'countdown.key.go': m['countdown.key.go'], 'countdown.key.hold': m['countdown.key.hold']})[`countdown.key.${order ?? 'go'}`]()",
  )
})

test('a template that no key fits, and a key that only the run knows, stop the build', () => {
  expect(() => nameWords('m[`countdown.keys.${order}`]()', KEYS)).toThrow(/countdown\.keys/)
  expect(() => nameWords('m[key]()', KEYS)).toThrow(/every word/)
})
