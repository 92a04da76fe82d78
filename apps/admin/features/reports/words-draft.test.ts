import { expect, test } from 'vitest'
import { faultsOf, moved, placeFigure, withProposed, withText, type Words } from './words-draft.ts'

const words: Words = {
  headline: '{facebook.followers} personnes suivent la fusée',
  deck: 'La page a gagné {facebok.gain|plain} abonnés, et {x}.',
  sections: [{ title: 'Un mois sans feu.', text: 'Octobre : {facebook.gain}.' }],
  captions: { curve: '', launches: '' },
}
const figure = (key: string) => ({ key, label: key, value: '1', known: true })

test('names that no figure has are found, field by field', () => {
  const faults = faultsOf(words, [figure('facebook.followers'), figure('facebook.gain')])
  expect([...faults]).toEqual([['deck', { names: ['facebok.gain', 'x'], over: 0 }]])
  expect(
    faultsOf({ ...words, deck: '', headline: 'a'.repeat(402) }, [figure('facebook.gain')]).get('headline'),
  ).toEqual({
    names: [],
    over: 2,
  })
})

test('a figure is placed at the cursor, and words do not touch it', () => {
  expect(placeFigure('a gagnéabonnés', 7, 7, 'x.gain')).toEqual({ text: 'a gagné {x.gain} abonnés', cursor: 16 })
  expect(placeFigure('', 0, 0, 'x.gain')).toEqual({ text: '{x.gain}', cursor: 8 })
  expect(placeFigure('plus de ICI abonnés', 8, 11, 'x.gain').text).toBe('plus de {x.gain} abonnés')
  expect(placeFigure('gagné (', 7, 7, 'x.growth').text).toBe('gagné ({x.growth}')
})

test('one field changes, the others stay', () => {
  expect(withText(words, 'sections.0.text', 'Autre.').sections).toEqual([
    { title: 'Un mois sans feu.', text: 'Autre.' },
  ])
  expect(withText(words, 'captions.curve', 'Lu à 6 h.').captions).toEqual({ curve: 'Lu à 6 h.', launches: '' })
  expect(withText(words, 'sections.7.text', 'perdu')).toEqual(words)
})

test('the proposed text fills what is empty and nothing else', () => {
  const proposed = { headline: 'H', deck: 'D', sections: [{ title: 'T', text: 'S' }] }
  expect(withProposed({ ...words, deck: ' ' }, proposed)).toEqual({ ...words, deck: 'D' })
})

test('a section moves by one', () => {
  expect([moved(['a', 'b', 'c'], 2, -1), moved(['a', 'b'], 0, 1)]).toEqual([
    ['a', 'c', 'b'],
    ['b', 'a'],
  ])
})
