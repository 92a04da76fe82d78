import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { fillerOf, fillText, newAttempt, taskDueAt, withPlaceholders } from './index.ts'

const LYRE = { mission: 'Lyre 2', launcher: 'Orphée 5', site: 'Kourou', payload: 'Sentinel-7C', price: 'A1' }

test('a past text becomes one for any event where it names what was of that event alone', () => {
  expect(
    withPlaceholders('Orphée 5 emporte Sentinel-7C pour Lyre 2 depuis Kourou. Lyre 21 suivra, A1 aussi.', LYRE),
  ).toBe('{launcher} emporte {payload} pour {mission} depuis {site}. Lyre 21 suivra, A1 aussi.')
  expect(withPlaceholders('Rien de tel (14 h 20).', LYRE)).toBe('Rien de tel (14 h 20).')
  expect(withPlaceholders('Lyre 2', { mission: null, site: '' })).toBe('Lyre 2')
})

test('the longer name wins where one holds the other', () => {
  expect(withPlaceholders('Orphée 5 ECA et Orphée 5', { launcher: 'Orphée 5 ECA', rocket: 'Orphée 5' })).toBe(
    '{launcher} et {rocket}',
  )
})

const word = fc.constantFrom('Lyre 2', 'Orphée 5', 'Kourou', 'Sentinel-7C', 'A1', ' ', 'é', '(', '. ')
test.prop([fc.array(word, { maxLength: 14 }).map((all) => all.join(''))])(
  'and filled for that event says again what it said',
  (text) => {
    const { mission, launcher, site, ...facts } = LYRE
    expect(fillText(withPlaceholders(text, LYRE), fillerOf({ mission, launcher, site, facts, t0: null }))).toBe(text)
  },
)

test('a task follows T-0, and waits while there is none', () => {
  const at = Temporal.Instant.from('2026-12-12T13:20:00Z')
  const attempt = newAttempt('019a0000-0000-7000-8000-000000000001', 1, { kind: 'instant', at })
  expect(taskDueAt(-3 * 86_400, attempt)?.toString()).toBe('2026-12-09T13:20:00Z')
  expect(taskDueAt(0, { ...attempt, state: 'scrubbed' })).toBeNull()
  expect(taskDueAt(0, { ...attempt, t0: { kind: 'day', day: '2026-12-12' } })).toBeNull()
})
