import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FIELDS, VERBS } from './audit-names.ts'

const words = JSON.parse(readFileSync(new URL('../../messages/en/agency.json', import.meta.url), 'utf8')) as object
const named = (prefix: string) =>
  Object.keys(words)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))

test('each verb and field that has words is known to the page, and no other', () => {
  expect([...VERBS].toSorted()).toEqual(named('agency.verb.').toSorted())
  expect([...FIELDS].toSorted()).toEqual(named('agency.field.').toSorted())
})
