import { fc, test } from '@fast-check/vitest'
import { expect, it } from 'vitest'
import { count, dayRange, delta, deltaPercent, longDay, money, percent, rough, typeset } from './index.ts'

it('writes numbers as each language does', () => {
  expect([count(370_000, 'fr'), count(370_000, 'en')]).toEqual(['370\u202f000', '370,000'])
  expect([delta(-190, 'fr'), delta(14_200, 'en'), delta(0, 'fr')]).toEqual(['−190', '+14,200', '0'])
  expect([percent(0.925, 'fr'), percent(0.925, 'en'), deltaPercent(-0.033, 'fr')]).toEqual([
    '92,5\u00a0%',
    '92.5%',
    '−3,3\u00a0%',
  ])
  expect([money(94, 'EUR', 'fr'), money(-11, 'EUR', 'fr', true), money(94, 'EUR', 'en')]).toEqual([
    '0,94\u00a0€',
    '−0,11\u00a0€',
    '€0.94',
  ])
  expect([rough(417_625), rough(12), rough(0)]).toEqual([418_000, 12, 0])
})

it('writes days as each language does', () => {
  expect([longDay('2025-03-01', 'fr'), longDay('2025-03-01', 'en')]).toEqual(['1er mars 2025', '1 March 2025'])
  expect(dayRange('2025-03-13', '2025-03-19', 'fr')).toBe('13–19\u00a0mars')
})

it('sets French and English as a compositor would', () => {
  expect(typeset('Quoi ? "Oui" : l\'arrêt à T-7 s coûte 12 000 €, dix-huit fois !', 'fr')).toBe(
    'Quoi\u202f? «\u202fOui\u202f»\u00a0: l’arrêt à T−7\u00a0s coûte 12\u202f000\u00a0€, dix\u2011huit fois\u202f!',
  )
  expect(typeset('"It\'s T-0", he said...', 'en')).toBe('“It’s T\u20110”, he said…')
  expect(typeset('voir https://a.example/x?y=1:2', 'fr')).toBe('voir https://a.example/x?y=1:2')
})

test.prop([fc.string(), fc.constantFrom('fr', 'en')])('setting twice changes nothing', (text, language) => {
  const once = typeset(text, language)
  expect(typeset(once, language)).toBe(once)
})
