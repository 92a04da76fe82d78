import { createHash } from 'node:crypto'
import { diskMediaStore } from '@comptoir/operations/editorial'
import sharp from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import type { ClientKey } from './cast.ts'
import { PICTURES, type PictureKey } from './pictures/index.ts'
import { insertRows } from './rows.ts'
import type { Telling } from './telling.ts'

export type Drawn = {
  key: PictureKey
  sha256: string
  bytes: Buffer
  width: number
  height: number
  thumbhash: string
  small: Buffer
}
export type Drawings = ReadonlyMap<PictureKey, Drawn>

/** What hangs on the walls of which client. */
const OF_CLIENT: Partial<Record<PictureKey, ClientKey>> = {
  bobbins: 'delvoye',
  mill: 'delvoye',
  lace: 'dentelles',
  pillow: 'dentelles',
}

/** Draws every picture of the story: nothing is fetched, and the same day draws the same bytes. */
export async function drawPictures(): Promise<Drawings> {
  const drawn = await Promise.all(
    Object.entries(PICTURES).map(async ([key, picture]): Promise<Drawn> => {
      const bytes = await sharp(Buffer.from(picture.draw())).jpeg({ quality: 84 }).toBuffer()
      const { width = 0, height = 0 } = await sharp(bytes).metadata()
      const small = await sharp(bytes).resize(640).jpeg({ quality: 78 }).toBuffer()
      const tiny = await sharp(bytes).resize(80).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
      const thumbhash = Buffer.from(rgbaToThumbHash(tiny.info.width, tiny.info.height, tiny.data)).toString('base64')
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { key: key as PictureKey, sha256, bytes, width, height, thumbhash, small }
    }),
  )
  return new Map(drawn.map((one) => [one.key, one]))
}

/** Keeps the drawings as the agency's pictures; answers their ids. */
export async function tellMedia(
  telling: Telling,
  drawings: Drawings,
  dataDir: string,
): Promise<Map<PictureKey, string>> {
  const { tx, time, clients, people, id } = telling
  const store = diskMediaStore(dataDir)
  const ids = new Map<PictureKey, string>()
  const rows = []
  for (const [index, drawn] of [...drawings.values()].entries()) {
    await store.put(tx.agencyId, drawn.bytes)
    const at = time.at(-460 + index * 9, '16:40')
    const mediaId = id(at)
    ids.set(drawn.key, mediaId)
    const client = OF_CLIENT[drawn.key] ?? 'orphee'
    rows.push({
      agency_id: tx.agencyId,
      id: mediaId,
      client_id: clients[client],
      state: 'ready',
      name: PICTURES[drawn.key].name,
      credit: client === 'orphee' ? 'Basile Okafor, Kourou' : 'Basile Okafor',
      original_sha256: drawn.sha256,
      original_mime: 'image/jpeg',
      original_bytes: drawn.bytes.length,
      sha256: drawn.sha256,
      mime: 'image/jpeg',
      bytes: drawn.bytes.length,
      width: drawn.width,
      height: drawn.height,
      thumbhash: drawn.thumbhash,
      uploaded_by: people.basile.memberId,
      created_at: at.toString(),
    })
  }
  await insertRows(tx, 'media', rows)
  return ids
}
