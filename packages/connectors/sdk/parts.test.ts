import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { mergeCredentials } from './credentials.ts'
import { readJson } from './json.ts'
import { clampWait, rateOf, retryAt } from './rate.ts'
import { redactBody, redactHeaders, redactText } from './redact.ts'

const now = Temporal.Instant.from('2026-11-24T08:00:00Z')
const bytes = (text: string) => new TextEncoder().encode(text)

describe('JSON', () => {
  const Shape = z.object({ id: z.string() })
  test('is read when it has the shape', () => expect(readJson(bytes('{"id":"[{"}'), Shape)).toEqual({ id: '[{' }))
  test.each(['', '{"id":', '{"id":1}', '<html>', 'null'])('%j is doubt, not an exception', (text) => {
    expect(readJson(bytes(text), Shape)).toBeNull()
  })
  test('nested very deep is refused before anything recursive sees it', () => {
    const deep = `{"id":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect(readJson(bytes(deep), Shape)).toBeNull()
    expect(readJson(bytes(`{"id":"${'['.repeat(1000)}\\""}`), Shape)).not.toBeNull()
  })
  test('that is no UTF-8 is refused', () => expect(readJson(new Uint8Array([0x22, 0xff, 0x22]), z.string())).toBeNull())
})

describe('redaction', () => {
  test('takes tokens out of JSON, forms and addresses, and known values wherever they stand', () => {
    expect(redactText('{"accessJwt":"ey\\"J","handle":"a"}')).toBe('{"accessJwt":"[redacted]","handle":"a"}')
    expect(redactText('https://x.test/me?access_token=EAA&fields=id')).toBe(
      'https://x.test/me?access_token=[redacted]&fields=id',
    )
    expect(redactText('client_secret=s&grant_type=refresh_token&refresh_token=r')).toBe(
      'client_secret=[redacted]&grant_type=refresh_token&refresh_token=[redacted]',
    )
    expect(redactText('echo of se+cret/one and se%2Bcret%2Fone', ['se+cret/one'])).toBe(
      'echo of [redacted] and [redacted]',
    )
  })
  test('takes credentials out of headers and keeps the rest', () => {
    expect(redactHeaders({ authorization: 'Bearer a', 'Set-Cookie': 'b', 'idempotency-key': 'c' })).toEqual({
      authorization: '[redacted]',
      'Set-Cookie': '[redacted]',
      'idempotency-key': 'c',
    })
  })
  test('leaves no part of a token that lies across the cut of a long body', () => {
    const secret = 'a-long-secret-that-is-known'
    const kept = redactText(`${'x'.repeat(64 * 1024 - 10)}${secret}${'y'.repeat(100)}`, [secret])
    expect(kept).not.toContain('a-long')
    expect(kept.length).toBeLessThanOrEqual(64 * 1024 + 1)
  })
  test('keeps bytes as size and hash', () => {
    expect(redactBody(bytes('abc'), [])).toBe(
      '[3 bytes, sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad]',
    )
  })
})

describe('rate headers', () => {
  test('epoch seconds', () => {
    const headers = { 'ratelimit-limit': '3000', 'ratelimit-remaining': '2999', 'ratelimit-reset': '1795507500' }
    expect(rateOf(headers, 'ratelimit', 'epoch-seconds', 'write')).toEqual({
      bucket: 'write',
      limit: 3000,
      remaining: 2999,
      resetAt: Temporal.Instant.from('2026-11-24T08:05:00Z'),
      used: null,
    })
  })
  test('an ISO instant', () => {
    expect(retryAt({ 'x-ratelimit-reset': '2026-11-24T08:05:00.000000Z' }, now, 'x-ratelimit', 'iso').toString()).toBe(
      '2026-11-24T08:05:00Z',
    )
  })
  test('Retry-After wins, as seconds or as a date', () => {
    expect(retryAt({ 'retry-after': '30', 'x-reset': '9' }, now, 'x', 'epoch-seconds').toString()).toBe(
      '2026-11-24T08:00:30Z',
    )
    expect(retryAt({ 'retry-after': 'Tue, 24 Nov 2026 08:10:00 GMT' }, now, 'x', 'iso').toString()).toBe(
      '2026-11-24T08:10:00Z',
    )
  })
  test('garbage counts as absent, and no header can make us wait for ever or hammer', () => {
    expect(retryAt({ 'retry-after': 'soon', 'x-reset': 'never' }, now, 'x', 'iso').toString()).toBe(
      '2026-11-24T08:01:00Z',
    )
    expect(retryAt({ 'retry-after': '999999999' }, now, 'x', 'iso').toString()).toBe('2026-11-25T08:00:00Z')
    expect(clampWait(now.subtract({ hours: 1 }), now).toString()).toBe('2026-11-24T08:00:01Z')
    expect(rateOf({}, 'x', 'iso', 'a')).toBeNull()
  })
})

test('an empty token never overwrites one', () => {
  const old = { accessToken: 'a', refreshToken: 'r', expiresAt: '2026-11-24T08:00:00Z' }
  expect(mergeCredentials(old, { accessToken: 'b', refreshToken: '', expiresAt: null })).toEqual({
    accessToken: 'b',
    refreshToken: 'r',
    expiresAt: null,
  })
})
