import { expect, test } from 'vitest'
import { readSettings } from './read-settings.ts'

test('nothing set: the demo on port 3000 with data beside the product', () => {
  const settings = readSettings({})
  expect(settings).toMatchObject({
    port: 3000,
    url: 'http://localhost:3000',
    demo: true,
    databaseUrl: null,
    allowOrigins: [],
  })
})

test('a server of the user’s own: no demo unless it is asked for', () => {
  const DATABASE_URL = 'postgres://owner:secret@db/comptoir'
  expect(readSettings({ DATABASE_URL }).demo).toBe(false)
  expect(readSettings({ DATABASE_URL, COMPTOIR_DEMO: '1' }).demo).toBe(true)
})

test('every fault is named at once, in plain words and without the value', () => {
  const wrong = () =>
    readSettings({ PORT: 'web', DATABASE_URL: 'mysql://user:hush@db/x', COMPTOIR_ALLOW_ORIGINS: 'http://a/b' })
  expect(wrong).toThrow(/PORT must be a port number/)
  expect(wrong).toThrow(/DATABASE_URL must be an address such as/)
  expect(wrong).toThrow(/COMPTOIR_ALLOW_ORIGINS must be exact origins/)
  expect(wrong).not.toThrow(/hush/)
})

test('a secret may stand in a file, and a file that is missing is named', () => {
  expect(() => readSettings({ SMTP_URL_FILE: '/nowhere/smtp' })).toThrow(
    'SMTP_URL_FILE names /nowhere/smtp, which cannot be read.',
  )
})
