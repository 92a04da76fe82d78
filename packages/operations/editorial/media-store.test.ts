import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskMediaStore, type MediaStore } from './media-store.ts'

const agencyId = '0198c0de-7000-7abc-8def-0123456789ab'
let home: string
let store: MediaStore
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'comptoir-media-'))
  store = diskMediaStore(home)
})
afterAll(() => rm(home, { recursive: true }))

test('the same bytes put many times at once are one file, and nothing is left aside', async () => {
  const bytes = new TextEncoder().encode('Orphée 5')
  const names = await Promise.all(Array.from({ length: 8 }, () => store.put(agencyId, bytes)))
  expect(new Set(names).size).toBe(1)
  expect(await store.get(agencyId, names[0]!)).toEqual(Buffer.from(bytes))
  expect(await readdir(join(home, 'media', agencyId, names[0]!.slice(0, 2)))).toEqual([names[0]])
})

test('what is not there is null, and a path is never taken for an address', async () => {
  expect(await store.open(agencyId, '0'.repeat(64))).toBeNull()
  await expect(store.open(agencyId, '../../keys/ring.json')).rejects.toThrow('not a media address')
  await expect(store.open('..', '0'.repeat(64))).rejects.toThrow('not a media address')
})
