import { inAgency } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { finishMedia, mediaToRewrite, type RewrittenMedia } from '@comptoir/operations/editorial'
import type { Task } from 'graphile-worker'
import sharp from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import type { Desk } from '../dispatch/desk.ts'
import { MediaPayload } from './payload.ts'

/** A picture that unpacks to more than this is refused before it is unpacked. */
const MOST_PIXELS = 60_000_000
/** No network shows more; larger pictures are only slower to leave. */
const LONGEST_EDGE = 2560
const QUALITY = 85
const TAKEN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])
const ACTOR: Actor = { kind: 'system', name: 'media' }

/** Turns a picture by its EXIF, strips what it tells about its maker, re-encodes it, and keeps a small likeness of it for the time it loads. */
export function processMediaTask(desk: Desk): Task {
  const { db } = desk.services
  return async (payload) => {
    const { agencyId, mediaId } = MediaPayload.parse(payload)
    const upload = await inAgency(db, agencyId, (tx) => mediaToRewrite(tx, mediaId))
    if (!upload) return
    if (!TAKEN.has(upload.mime)) {
      await inAgency(db, agencyId, (tx) => finishMedia(tx, ACTOR, mediaId, { refused: 'type-not-taken' }))
      return
    }
    const original = await desk.media.get(agencyId, upload.sha256)
    const outcome = await rewrite(original)
    if ('refused' in outcome) {
      await inAgency(db, agencyId, (tx) => finishMedia(tx, ACTOR, mediaId, outcome))
      return
    }
    const { bytes, ...facts } = outcome
    const sha256 = await desk.media.put(agencyId, bytes)
    await inAgency(db, agencyId, (tx) => finishMedia(tx, ACTOR, mediaId, { ...facts, sha256, bytes: bytes.length }))
  }
}

type Rewritten = Omit<RewrittenMedia, 'sha256' | 'bytes'> & { bytes: Buffer }

async function rewrite(original: Uint8Array): Promise<Rewritten | { refused: 'unreadable' | 'too-large' }> {
  try {
    const { width = 0, height = 0 } = await sharp(original, { limitInputPixels: false }).metadata()
    if (width * height > MOST_PIXELS) return { refused: 'too-large' }
    const picture = sharp(original, { limitInputPixels: MOST_PIXELS })
      .rotate()
      .resize(LONGEST_EDGE, LONGEST_EDGE, { fit: 'inside', withoutEnlargement: true })
    const see = await picture.clone().stats()
    // A picture that shows through keeps doing so; everything else is lighter as JPEG.
    const mime = see.isOpaque ? 'image/jpeg' : 'image/png'
    const encoded = see.isOpaque
      ? picture.jpeg({ quality: QUALITY, mozjpeg: true })
      : picture.png({ compressionLevel: 9 })
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
    return { bytes: data, mime, width: info.width, height: info.height, thumbhash: await likeness(data) }
  } catch (error) {
    // The decoders say in many ways that bytes are no picture; what is the machine's fault or ours is tried again.
    if (error instanceof Error && error.name === 'Error' && !/memory|allocat/i.test(error.message)) {
      return { refused: 'unreadable' }
    }
    throw error
  }
}

async function likeness(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture)
    .resize(100, 100, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}
