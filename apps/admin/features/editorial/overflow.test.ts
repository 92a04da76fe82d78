import type { TextRules } from '@comptoir/domain/text'
import { describe, expect, test } from 'vitest'
import { overflowAt } from './overflow.ts'

const rules = (max: number, counter: TextRules['limits'][number]['counter'] = 'graphemes'): TextRules => ({
  limits: [{ counter, max }],
  linkCountsAs: null,
  linkGrammar: 'linkify',
  mentionGrammar: 'none',
  hashtagGrammar: 'none',
  maxParts: 1,
})

describe('the mark where a text grows too long', () => {
  test('stands at the first sign that is too many', () => {
    expect(overflowAt('abcdef', rules(6))).toBeNull()
    expect(overflowAt('abcdef', rules(4))).toBe(4)
    expect(overflowAt('abcdef', rules(1))).toBe(1)
  })

  test('never cuts a sign of several parts', () => {
    const family = '👩‍🚀👨‍👩‍👧ab'
    expect(family.slice(overflowAt(family, rules(1)) ?? 0)).toBe('👨‍👩‍👧ab')
    expect(overflowAt('é😀x', rules(3, 'utf8-bytes'))).toBe(1)
  })
})
