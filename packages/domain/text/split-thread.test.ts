import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { countText, splitThread, type TextRules } from './index.ts'

const rules = (max: number): TextRules => ({
  limits: [
    { counter: 'graphemes', max },
    { counter: 'utf8-bytes', max: max * 10 },
  ],
  linkCountsAs: null,
  linkGrammar: 'linkify',
  mentionGrammar: 'none',
  hashtagGrammar: 'none',
  maxParts: 25,
})

const withoutSpace = (text: string) => text.replace(/\s+/g, '')

describe('a thread is cut', () => {
  test('not at all when the text fits', () => {
    expect(splitThread('  Un seul message.  ', rules(300))).toEqual(['Un seul message.'])
    expect(splitThread(' \n ', rules(300))).toEqual([])
  })

  test('at sentences', () => {
    expect(splitThread('Le plein est fait. La tour se retire. T-0 à 14 h 37 !', rules(40))).toEqual([
      'Le plein est fait. La tour se retire.',
      'T-0 à 14 h 37 !',
    ])
  })

  test('never between a French mark and its word, nor after an initial', () => {
    const parts = splitThread('Qui a construit ça\u00a0? C’est J. Delvoye et T. Marescaux, à Roubaix.', rules(45))
    expect(parts).toEqual(['Qui a construit ça\u00a0?', 'C’est J. Delvoye et T. Marescaux, à Roubaix.'])
  })

  test('keeps paragraphs together, with the empty line between them', () => {
    expect(splitThread('Premier.\n\nDeuxième.\n\nTroisième, un peu plus long.', rules(25))).toEqual([
      'Premier.\n\nDeuxième.',
      'Troisième, un peu plus',
      'long.',
    ])
  })

  test('between words where a sentence is too long, inside one only where it must', () => {
    expect(splitThread('un deux trois quatre', rules(10))).toEqual(['un deux', 'trois', 'quatre'])
    expect(splitThread('abcdefghijkl fin', rules(5))).toEqual(['abcde', 'fghij', 'kl', 'fin'])
  })

  test('an address stays whole, also with marks inside', () => {
    const link = 'https://zinc.fr/a?b=c.D!e'
    expect(splitThread(`Lisez donc ceci tout de suite: ${link} Merci.`, rules(30))).toContain(link)
  })

  const anything = fc.array(
    fc.constantFrom(
      'Lyre',
      'é',
      '. ',
      '! ',
      ' ',
      '\n',
      '\n\n',
      '🚀',
      '👨‍👩‍👧‍👦',
      'mot',
      '\u00a0?',
      '…',
      'https://zinc.fr/x',
      'e\u0301',
    ),
    { maxLength: 60 },
  )
  test.prop([anything.map((pieces) => pieces.join('')), fc.integer({ min: 3, max: 60 })])(
    'so that every part fits and nothing but white space is lost',
    (text, max) => {
      const limits = rules(max)
      const parts = splitThread(text, limits)
      expect(withoutSpace(parts.join(''))).toBe(withoutSpace(text))
      for (const part of parts) {
        expect(part).not.toBe('')
        expect(countText(part, limits).every(({ left }) => left >= 0)).toBe(true)
      }
    },
  )
})
