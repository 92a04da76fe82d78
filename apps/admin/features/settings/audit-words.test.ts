import { readFileSync } from 'node:fs'
import { AUDIT_VERBS } from '@comptoir/domain/agency'
import { expect, test } from 'vitest'
import { FIELDS } from './audit-fields.ts'

const words = JSON.parse(readFileSync(new URL('../../messages/en/agency.json', import.meta.url), 'utf8')) as object
const named = (prefix: string) =>
  Object.keys(words)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))

test('each verb that use cases record has words, and each field that has words is known', () => {
  expect([...AUDIT_VERBS].toSorted()).toEqual(named('agency.verb.').toSorted())
  expect([...FIELDS].toSorted()).toEqual(named('agency.field.').toSorted())
})
