import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  EventFacts,
  fillerOf,
  type Filling,
  fillText,
  placeholdersIn,
  t0PlaceholdersIn,
  t0WordsChange,
  unfilledIn,
} from './index.ts'

const T0 = Temporal.Instant.from('2026-12-12T13:20:30Z')
const lyre: Filling = {
  mission: 'Lyre 3',
  launcher: 'Orphée 5',
  site: null,
  facts: { payload: 'Sentinel-7C', 'masse-utile': '4,2 t' },
  t0: T0,
}
const say = (text: string, filling: Filling | null = lyre) => fillText(text, fillerOf(filling))

describe('placeholders', () => {
  test('are filled from the event and its facts, whatever the capitals', () => {
    expect(say('{Mission} sur {launcher} emporte {payload} ({masse-utile}).')).toBe(
      'Lyre 3 sur Orphée 5 emporte Sentinel-7C (4,2 t).',
    )
  })

  test('say T-0 as each audience says it', () => {
    expect(say('{t0 Europe/Paris fr}')).toBe('samedi 12 décembre à 14\u00A0h\u00A020')
    expect(say('{t0 America/Cayenne en}')).toBe('Saturday 12 December at 10:20')
    expect(say('{t0-day Pacific/Auckland en}, {t0-time Pacific/Auckland FR}')).toBe(
      'Sunday 13 December, 2\u00A0h\u00A020',
    )
    const first = { ...lyre, t0: Temporal.Instant.from('2026-05-01T10:00:00Z') }
    expect(say('{t0 Europe/Paris fr}', first)).toBe('vendredi 1er mai à 12\u00A0h')
  })

  test('that have no value stay as typed, and are named with the reason', () => {
    expect(say('{site} {agency} {mission}')).toBe('{site} {agency} Lyre 3')
    expect(unfilledIn(['{site} {agency}', '{agency} {t0 Mars/Olympus fr} {t0} {t0 Europe/Paris de}'], lyre)).toEqual([
      { placeholder: 'site', why: 'no-fact' },
      { placeholder: 'agency', why: 'no-fact' },
      { placeholder: 't0 Mars/Olympus fr', why: 'unread' },
      { placeholder: 't0', why: 'unread' },
      { placeholder: 't0 Europe/Paris de', why: 'unread' },
    ])
    expect(unfilledIn(['{t0-time Europe/Paris fr}'], { ...lyre, t0: null })).toEqual([
      { placeholder: 't0-time Europe/Paris fr', why: 'no-t0' },
    ])
    expect(unfilledIn(['{mission}'], null)).toEqual([{ placeholder: 'mission', why: 'no-event' }])
    expect(unfilledIn(['{constructor} {tostring}'], lyre)).toHaveLength(2)
  })

  test('leave other braces alone, and doubled ones are the braces themselves', () => {
    expect(say('{ "a": 1 } {} {1er} {{mission}} {mission}')).toBe('{ "a": 1 } {} {1er} {mission} Lyre 3')
    expect(placeholdersIn('{{mission}} { site } {Payload} {payload}')).toEqual(['payload'])
  })

  test('take no name that the event fills by itself, and no braces in a fact', () => {
    expect(EventFacts.parse({ ' Payload ': ' Sentinel ' })).toEqual({ payload: 'Sentinel' })
    for (const wrong of [{ mission: 'x' }, { T0: 'x' }, { 'two words': 'x' }, { payload: '{site}' }, { payload: ' ' }])
      expect(EventFacts.safeParse(wrong).success).toBe(false)
  })

  const piece = fc.constantFrom(
    '{mission}',
    '{payload}',
    '{launcher}',
    '{t0 Europe/Paris fr}',
    '{t0-day UTC en}',
    '{',
    '}',
    '{{',
    ' à ',
    'é😀',
  )
  const typed = fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 12 }).map((all) => all.join(''))
  const instant = fc.integer({ min: 1.7e9, max: 1.9e9 }).map((s) => Temporal.Instant.fromEpochMilliseconds(s * 1000))

  test.prop([
    fc.array(
      piece.filter((one) => /^\{\w.*\}$|^[ é]/.test(one)),
      { maxLength: 12 },
    ),
  ])('filling leaves none that is known', (all) => {
    expect(unfilledIn([say(all.join(''))], lyre)).toEqual([])
    expect(placeholdersIn(say(all.join('')))).toEqual([])
  })

  test.prop([typed])('a text without placeholders nor doubled braces leaves as it is', (text) => {
    fc.pre(placeholdersIn(text).length === 0 && !text.includes('{{'))
    expect(say(text)).toBe(text)
  })

  test.prop([typed, instant, instant])(
    'the words change with T-0 exactly when it is told that they do',
    (text, a, b) => {
      const changes = say(text, { ...lyre, t0: a }) !== say(text, { ...lyre, t0: b })
      expect(t0WordsChange(t0PlaceholdersIn(text), a, b)).toBe(changes)
    },
  )
})
