import type { MediaStore } from '@comptoir/operations/editorial'
import { fileName, type ReportFile, type StoredEdition } from '@comptoir/operations/reporting'
import { type Correction, renderCsv } from '@comptoir/reporting'
import type { FastifyReply } from 'fastify'

const PARTS = ['figures', 'followers', 'posts'] as const

/** Sends a stored file, never as a page of this site. False when it is not there. */
export async function sendStored(
  reply: FastifyReply,
  store: MediaStore,
  agencyId: string,
  file: ReportFile,
): Promise<boolean> {
  const found = await store.open(agencyId, file.sha256)
  if (!found) return false
  void reply
    .header('content-type', file.mime)
    .header('content-length', found.size)
    .header('x-content-type-options', 'nosniff')
    // A PDF is shown by the browser's own reader, which a sandbox would shut.
    .header(
      'content-security-policy',
      file.mime === 'application/pdf' ? "frame-ancestors 'none'" : "default-src 'none'; sandbox",
    )
    .send(found.stream())
  return true
}

/** Sends an edition's PDF. False while it is being rendered. */
export async function sendPdf(
  reply: FastifyReply,
  store: MediaStore,
  agencyId: string,
  edition: StoredEdition,
): Promise<boolean> {
  if (edition.pdfSha256 === null) return false
  void reply.header('content-disposition', `inline; filename="${fileName(edition.model)}.pdf"`)
  return sendStored(reply, store, agencyId, { sha256: edition.pdfSha256, mime: 'application/pdf' })
}

/** Sends one part of an edition as CSV: its figures unless another is asked for. Corrections found since have a column of their own. */
export function sendCsv(
  reply: FastifyReply,
  edition: StoredEdition,
  asked: string | undefined,
  corrections: readonly Correction[],
): FastifyReply {
  const part = PARTS.find((one) => one === asked) ?? 'figures'
  const { model } = edition
  const csv = renderCsv({ ...model, corrections: [...model.corrections, ...corrections] }, part)
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName(model)}-${part}.csv"`)
    .header('x-content-type-options', 'nosniff')
    .send(csv)
}
