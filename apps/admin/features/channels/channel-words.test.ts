import { expect, test } from 'vitest'
import { faultOf, type NotConnected } from './channel-words.ts'

const FIELDS = [
  { name: 'identifier', kind: 'text', baseUrl: false },
  { name: 'password', kind: 'secret', baseUrl: false },
  { name: 'service', kind: 'url', baseUrl: true },
]

type Failure = Extract<NotConnected, { kind: 'failed' }>['failure']
type Rule = Extract<Failure, { kind: 'refused' }>['rule']

const refused = (rule: Rule): NotConnected => ({
  kind: 'failed',
  failure: { kind: 'refused', field: 'connection', rule, reason: null, status: null, code: null },
})

test.each([
  ['wrong-secret', 'password'],
  ['second-factor-needed', 'password'],
  ['address-not-allowed', 'service'],
  ['unreadable-answer', 'service'],
  ['not-found', 'identifier'],
  ['not-permitted', null],
] as const)('a refusal for %s is said at %s', (rule, field) => {
  expect(faultOf(refused(rule), FIELDS)).toBe(field)
})

test('what is no refusal, or ours, is about no field; nor is a secret that is not asked for', () => {
  expect(faultOf({ kind: 'refused', why: 'app-keys-missing' }, FIELDS)).toBeNull()
  expect(faultOf({ kind: 'failed', failure: { kind: 'credentials-lost', status: 401, code: null } }, FIELDS)).toBeNull()
  expect(faultOf(refused('wrong-secret'), FIELDS.slice(0, 1))).toBeNull()
})
