import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  addKey,
  deriveSecret,
  deriveSecrets,
  forgetOldKeys,
  open,
  openKeyRing,
  openText,
  rewrap,
  ringOf,
  seal,
  sealedWith,
} from './index.ts'

const key = () => randomBytes(32).toString('base64')
const place = { agencyId: randomUUID(), table: 'credentials', column: 'sealed', rowId: randomUUID() }
const folder = () => mkdtemp(join(tmpdir(), 'comptoir-keys-'))

test('what is sealed opens in its place, and never reads twice the same', () => {
  const ring = ringOf([key()])
  const one = seal(ring, place, 'été à Kourou')
  expect(openText(ring, place, one)).toBe('été à Kourou')
  expect(one.includes('Kourou')).toBe(false)
  expect(seal(ring, place, 'été à Kourou').equals(one)).toBe(false)
})

test('moved to another agency, table, column or row, it does not open', () => {
  const ring = ringOf([key()])
  const sealed = seal(ring, place, 'secret')
  for (const moved of [
    { agencyId: randomUUID() },
    { table: 'channels' },
    { column: 'other' },
    { rowId: randomUUID() },
  ]) {
    expect(() => open(ring, { ...place, ...moved }, sealed)).toThrow(
      expect.objectContaining({ why: 'altered-or-moved' }),
    )
  }
})

test('any altered byte is noticed', () => {
  const ring = ringOf([key()])
  const sealed = seal(ring, place, 'secret')
  for (let at = 0; at < sealed.length; at += 1) {
    const altered = Buffer.from(sealed)
    altered[at]! ^= 1
    expect(() => open(ring, place, altered)).toThrow()
  }
})

test('a ring without the key says which one is missing', () => {
  const sealed = seal(ringOf([key()]), place, 'secret')
  expect(() => open(ringOf([key()]), place, sealed)).toThrow(expect.objectContaining({ why: 'key-missing' }))
})

test('rotation wraps again, and the old key can then be forgotten', async () => {
  const dataDir = await folder()
  const before = await openKeyRing({ dataDir })
  const sealed = seal(before, place, 'secret')
  const during = await addKey(dataDir)
  expect(during.active.id).not.toBe(before.active.id)
  expect(openText(during, place, sealed)).toBe('secret')
  const wrapped = rewrap(during, place, sealed)
  expect(sealedWith(wrapped)).toBe(during.active.id)
  expect(rewrap(during, place, wrapped)).toBe(wrapped)
  const after = await forgetOldKeys(dataDir)
  expect([...after.keys.keys()]).toEqual([during.active.id])
  expect(openText(after, place, wrapped)).toBe('secret')
  expect(() => open(after, place, sealed)).toThrow(expect.objectContaining({ why: 'key-missing' }))
})

test('the ring is made once, private, and found again', async () => {
  const dataDir = await folder()
  const [one, two] = await Promise.all([openKeyRing({ dataDir }), openKeyRing({ dataDir })])
  expect(one.active.id).toBe(two.active.id)
  expect((await stat(join(dataDir, 'keys'))).mode & 0o777).toBe(0o700)
  expect((await stat(join(dataDir, 'keys', 'ring.json'))).mode & 0o777).toBe(0o600)
  expect(await readFile(join(dataDir, 'keys', 'ring.json'), 'utf8')).toContain(one.active.secret.toString('base64'))
})

test('a key from the environment is the ring; a wrong one is refused in one sentence', async () => {
  const [fresh, old] = [key(), key()]
  const ring = await openKeyRing({ dataDir: '/nowhere', masterKey: `${fresh},${old}` })
  expect(ring.active.id).toBe(ringOf([fresh]).active.id)
  expect(ring.keys.size).toBe(2)
  await expect(openKeyRing({ dataDir: '/nowhere', masterKey: 'short' })).rejects.toThrow('32 bytes in base64')
})

test('each purpose has its own secret, the active key first', () => {
  const [fresh, old] = [key(), key()]
  const ring = ringOf([fresh, old])
  expect(deriveSecret(ring, 'a')).not.toBe(deriveSecret(ring, 'b'))
  expect(deriveSecrets(ring, 'a')).toEqual([deriveSecret(ringOf([fresh]), 'a'), deriveSecret(ringOf([old]), 'a')])
})
