import { expect, test } from 'vitest'
import { mintLink, readLink } from './secret-link.ts'

const agencyId = '0198c0de-7000-7abc-8def-0123456789ab'

test('a minted token names its agency and finds its own hash', () => {
  const { token, hash } = mintLink(agencyId)
  expect(readLink(token)).toEqual({ agencyId, hash })
})

test('two tokens of one agency share nothing that opens a door', () => {
  expect(mintLink(agencyId).hash).not.toBe(mintLink(agencyId).hash)
})

test.each([
  '',
  '.',
  'x.y',
  `${'a'.repeat(22)}.short`,
  `${'a'.repeat(21)}.${'b'.repeat(32)}`,
  `${'a'.repeat(22)}.${'é'.repeat(32)}`,
])('what is not a token is refused: %j', (text) => expect(readLink(text)).toBeNull())
