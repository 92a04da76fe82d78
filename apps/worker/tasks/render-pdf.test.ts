import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { diskMediaStore } from '@comptoir/operations/editorial'
import { freezeEdition, readEdition } from '@comptoir/operations/reporting'
import { readSettings } from '@comptoir/operations/settings'
import { openReportDesk, type ReportDesk } from '@comptoir/operations/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorker, type Worker } from '../worker.ts'

let database: TestDatabase
let desk: ReportDesk
let dataDir: string
let worker: Worker

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openReportDesk(database)
  dataDir = await mkdtemp(join(tmpdir(), 'comptoir-pdf-'))
  const settings = readSettings({ COMPTOIR_DATA: dataDir, COMPTOIR_LOG: 'error', DATABASE_URL: database.ownerUrl })
  worker = await openWorker(settings, database.keys, database.pools)
})
afterAll(async () => {
  await worker.stop()
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
})

test(
  'a frozen edition is printed once, with the part of its picture that was published',
  { timeout: 120_000 },
  async () => {
    const store = diskMediaStore(dataDir)
    const picture = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#a8401c' } })
      .jpeg()
      .toBuffer()
    const sha256 = await store.put(desk.agencyId, picture)
    const crop = { x: 0.5, y: 0, width: 0.5, height: 0.5 }
    await desk.work(async (tx) => {
      const own = { agency_id: desk.agencyId }
      const { post_id: postId } = await tx
        .selectFrom('deliveries')
        .select('post_id')
        .where('id', '=', desk.postDeliveryId)
        .executeTakeFirstOrThrow()
      const file = { sha256, mime: 'image/jpeg', bytes: picture.length, width: 3000, height: 2000 }
      const { id } = await tx
        .insertInto('media')
        .values({
          ...own,
          ...file,
          client_id: desk.clientId,
          state: 'ready',
          name: 'pas.jpg',
          original_sha256: sha256,
          original_mime: 'image/jpeg',
          original_bytes: picture.length,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('post_media')
        .values({
          ...own,
          post_id: postId,
          media_id: id,
          position: 0,
          alt: 'Le pas de tir',
          crop: JSON.stringify(crop),
        })
        .execute()
    })
    const frozen = await desk.work((tx) =>
      freezeEdition(tx, desk.reviewer, { definitionId: desk.definitionId, period: desk.period, seenEditionId: null }),
    )
    if (frozen.kind !== 'frozen') throw new Error(frozen.why)
    const edition = () => desk.work((tx) => readEdition(tx, frozen.editionId))
    await expect.poll(async () => (await edition()).pdfSha256, { timeout: 90_000, interval: 300 }).not.toBeNull()

    const { pdfSha256, pictures, model } = await edition()
    const pdf = Buffer.from(await store.get(desk.agencyId, pdfSha256 ?? ''))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1')).toMatch(/\/Subtype\s*\/Image/)
    expect(model.posts.best[0]?.picture).toMatchObject({ width: 1500, height: 1000, alt: 'Le pas de tir' })
    const [ref = '', small = ''] = Object.entries(pictures)[0] ?? []
    expect(ref).toBe(model.posts.best[0]?.picture?.ref)
    const { width, height } = await sharp(await store.get(desk.agencyId, small)).metadata()
    expect([width, height]).toEqual([1200, 800])
  },
)
