import type { AgencyTx } from '@comptoir/db'
import type { ReportModel } from '@comptoir/reporting'
import { changed } from '../shared/index.ts'
import { type PictureSource, readPictureRef } from './input/pictures.ts'
import { readEdition, type StoredEdition } from './read-edition.ts'

/** A stored file of a report. */
export type ReportFile = { sha256: string; mime: 'image/jpeg' | 'image/png' | 'application/pdf' }

/** Where a picture of an edition is: the small file that the worker made of it, or the original until then. Null for what it does not show. */
export function editionPicture(edition: Pick<StoredEdition, 'model' | 'pictures'>, ref: string): ReportFile | null {
  if (!picturesOf(edition.model).includes(ref)) return null
  const small = edition.pictures[ref]
  return small === undefined ? pictureFile(ref) : { sha256: small, mime: 'image/jpeg' }
}

/** The file behind a picture's name. */
export function pictureFile(ref: string): ReportFile | null {
  const source = readPictureRef(ref)
  return source && { sha256: source.sha256, mime: source.mime }
}

const picturesOf = (model: ReportModel): string[] => model.posts.best.flatMap((post) => post.picture?.ref ?? [])

export type ToPrint = {
  edition: StoredEdition
  pictures: (PictureSource & { ref: string })[]
}

/** What the worker prints: an edition and the pictures that it shows. Null when it is printed already. */
export async function editionToPrint(tx: AgencyTx, editionId: string): Promise<ToPrint | null> {
  const edition = await readEdition(tx, editionId)
  if (edition.pdfSha256 !== null) return null
  const pictures = picturesOf(edition.model).flatMap((ref) => {
    const source = readPictureRef(ref)
    return source ? [{ ref, ...source }] : []
  })
  return { edition, pictures }
}

/** Keeps what the worker printed: the PDF, and the pictures as they are sent to readers. The first print stands. */
export async function editionPrinted(
  tx: AgencyTx,
  editionId: string,
  printed: { pdfSha256: string; pictures: Record<string, string> },
): Promise<void> {
  const row = await tx
    .updateTable('report_editions')
    .set({ pdf_sha256: printed.pdfSha256, pictures: JSON.stringify(printed.pictures) })
    .where('id', '=', editionId)
    .where('pdf_sha256', 'is', null)
    .returning('definition_id')
    .executeTakeFirst()
  if (row) await changed(tx, 'reports', editionId)
}

/** "orphee-lanceurs-2026-10": the name that a downloaded file gets. */
export function fileName(model: ReportModel): string {
  const client = model.client.name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const { from, to } = model.period
  const month = from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) ? from.slice(0, 7) : `${from}-${to}`
  return `${client || 'report'}-${month}`
}
