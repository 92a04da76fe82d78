import { createHash } from 'node:crypto'
import type { Media } from '@comptoir/connectors/sdk'
import type { MediaStore } from '@comptoir/operations/editorial'
import type { StoredPicture } from '@comptoir/operations/publishing'
import sharp from 'sharp'

/** A picture as it leaves: the stored bytes, or the cut that its crop asks for. `size` is in bytes. */
export type Ready = Media & { size: number }

export async function readyPicture(media: MediaStore, agencyId: string, picture: StoredPicture): Promise<Ready> {
  const { crop } = picture
  if (!crop || (crop.width >= 1 && crop.height >= 1)) {
    return {
      bytes: () => media.get(agencyId, picture.sha256),
      mime: picture.mime,
      width: picture.width,
      height: picture.height,
      alt: picture.alt,
      sha256: picture.sha256,
      size: picture.bytes,
    }
  }
  const left = Math.min(picture.width - 1, Math.round(crop.x * picture.width))
  const top = Math.min(picture.height - 1, Math.round(crop.y * picture.height))
  const width = Math.max(1, Math.min(picture.width - left, Math.round(crop.width * picture.width)))
  const height = Math.max(1, Math.min(picture.height - top, Math.round(crop.height * picture.height)))
  const bytes = await sharp(await media.get(agencyId, picture.sha256))
    .extract({ left, top, width, height })
    .toBuffer()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { bytes: async () => bytes, mime: picture.mime, width, height, alt: picture.alt, sha256, size: bytes.length }
}
