import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diskMediaStore, uploadMedia } from '@comptoir/operations/editorial'
import { readSettings } from '@comptoir/operations/settings'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Desk, openDesk } from '@comptoir/operations/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorker, type Worker } from '../worker.ts'

let database: TestDatabase
let desk: Desk
let dataDir: string
let worker: Worker

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  dataDir = await mkdtemp(join(tmpdir(), 'comptoir-media-'))
  const settings = readSettings({ COMPTOIR_DATA: dataDir, COMPTOIR_LOG: 'error', DATABASE_URL: database.ownerUrl })
  worker = await openWorker(settings, database.keys, database.pools)
})
afterAll(async () => {
  await worker?.stop()
  await database?.close()
  await rm(dataDir, { recursive: true, force: true })
})

const plain = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 168, g: 64, b: 28, alpha: 0.5 } } })

/** Uploads bytes under a type, and waits for what the worker makes of them. */
async function processed(bytes: Buffer, mime: string, name = 'pas-de-tir.jpg') {
  const sha256 = await diskMediaStore(dataDir).put(desk.agencyId, bytes)
  const { id } = await desk.work((tx) =>
    uploadMedia(tx, desk.writer, {
      clientId: desk.clientId,
      name,
      credit: null,
      sha256,
      mime,
      bytes: bytes.length,
    }),
  )
  const read = () =>
    desk.work((tx) => tx.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
  await expect.poll(async () => (await read()).state, { timeout: 20_000 }).not.toBe('uploaded')
  return read()
}
const bytesOf = async (sha256: string | null) => Buffer.from(await diskMediaStore(dataDir).get(desk.agencyId, sha256!))

test('a photograph is turned as its camera was held, made no larger than needed, and tells nothing of its maker', async () => {
  const original = await plain(4000, 3000)
    .withExif({ IFD0: { Make: 'Appareil secret', Artist: 'Basile Okafor' }, IFD3: { GPSLatitude: '5/1 9/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const row = await processed(original, 'image/jpeg')
  expect(row).toMatchObject({ state: 'ready', mime: 'image/jpeg', width: 1920, height: 2560 })
  const bytes = await bytesOf(row.sha256)
  expect(bytes.length).toBe(row.bytes)
  const facts = await sharp(bytes).metadata()
  expect(facts).toMatchObject({ format: 'jpeg', width: 1920, height: 2560 })
  expect(facts.exif).toBeUndefined()
  expect(facts.orientation).toBeUndefined()
  expect(bytes.includes('Appareil secret')).toBe(false)
  expect(Buffer.from(row.thumbhash!, 'base64').length).toBeGreaterThan(4)
  // The bytes that came are kept as they came.
  expect(await bytesOf(row.original_sha256)).toEqual(original)
})

test('what shows through stays so, as PNG; what does not becomes a JPEG whatever it came as', async () => {
  expect(await processed(await plain(80, 60, 4).png().toBuffer(), 'image/png')).toMatchObject({ mime: 'image/png' })
  const webp = await processed(await plain(80, 60).webp().toBuffer(), 'image/webp', 'logo.png')
  expect(webp).toMatchObject({ state: 'ready', mime: 'image/jpeg', width: 80, height: 60 })
  expect((await sharp(await bytesOf(webp.sha256)).metadata()).format).toBe('jpeg')
})

test('the bytes decide, not the name: a page that calls itself a picture, half a picture, and a type nobody takes are refused', async () => {
  const page = Buffer.from('<script>alert(1)</script>'.repeat(40))
  expect(await processed(page, 'image/jpeg')).toMatchObject({ state: 'refused', refused_because: 'unreadable' })
  const whole = await plain(600, 400).png().toBuffer()
  const half = whole.subarray(0, Math.floor(whole.length * 0.6))
  expect(await processed(half, 'image/png')).toMatchObject({ state: 'refused', refused_because: 'unreadable' })
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
  expect(await processed(svg, 'image/svg+xml')).toMatchObject({ state: 'refused', refused_because: 'type-not-taken' })
})

test('a small file that unpacks to a wall of pixels is refused before it is unpacked', async () => {
  const bomb = await plain(9000, 7000).png({ compressionLevel: 9 }).toBuffer()
  expect(await processed(bomb, 'image/png')).toMatchObject({ state: 'refused', refused_because: 'too-large' })
})
