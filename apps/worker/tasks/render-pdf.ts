import { inAgency } from '@comptoir/db'
import { editionPrinted, editionToPrint, type ToPrint } from '@comptoir/operations/reporting'
import { renderPdf, renderReport } from '@comptoir/reporting'
import type { Task } from 'graphile-worker'
import sharp from 'sharp'
import type { Desk } from '../dispatch/desk.ts'
import { EditionPayload } from './payload.ts'

/** Wide enough for a phone held across and for a column of A4. */
const WIDEST = 1200
const QUALITY = 78

/** Prints a frozen edition, once: its pictures made small for readers, its PDF kept as a file that links serve. */
export function renderPdfTask(desk: Desk): Task {
  const { db, log } = desk.services
  return async (payload) => {
    const { agencyId, editionId } = EditionPayload.parse(payload)
    const print = await inAgency(db, agencyId, (tx) => editionToPrint(tx, editionId))
    if (!print) return
    const small = new Map<string, Buffer>()
    const pictures: Record<string, string> = {}
    for (const picture of print.pictures) {
      if (small.has(picture.ref)) continue
      const bytes = await smallPicture(desk, agencyId, picture)
      // An edition without one of its pictures is still its figures: the post's words stand in.
      if (!bytes) log.warn({ editionId, picture: picture.ref }, 'a picture of a report is gone')
      else {
        small.set(picture.ref, bytes)
        pictures[picture.ref] = await desk.media.put(agencyId, bytes)
      }
    }
    const { model, fingerprint, language } = print.edition
    const { html } = renderReport(model, { medium: 'paper', fingerprint, picture: (ref) => asData(small.get(ref)) })
    const pdfSha256 = await desk.media.put(agencyId, await renderPdf(html, { language }))
    await inAgency(db, agencyId, (tx) => editionPrinted(tx, editionId, { pdfSha256, pictures }))
  }
}

/** The part of a picture that was published, no wider than it is shown. Null when its file is gone. */
async function smallPicture(
  desk: Desk,
  agencyId: string,
  { sha256, crop }: ToPrint['pictures'][number],
): Promise<Buffer | null> {
  if (!(await desk.media.open(agencyId, sha256))) return null
  const original = sharp(await desk.media.get(agencyId, sha256))
  const { width, height } = await original.metadata()
  const cut = crop
    ? original.extract({
        left: Math.min(width - 1, Math.round(crop.x * width)),
        top: Math.min(height - 1, Math.round(crop.y * height)),
        width: Math.max(1, Math.min(width - Math.round(crop.x * width), Math.round(crop.width * width))),
        height: Math.max(1, Math.min(height - Math.round(crop.y * height), Math.round(crop.height * height))),
      })
    : original
  return cut
    .resize(WIDEST, WIDEST, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: QUALITY, mozjpeg: true })
    .toBuffer()
}

const asData = (bytes: Buffer | undefined): string | null =>
  bytes ? `data:image/jpeg;base64,${bytes.toString('base64')}` : null
