import type { AgencyTx } from '@comptoir/db'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { enqueue, found, record } from '../shared/index.ts'

/** Has an edition printed, once: a second order takes the place of the first while that one waits. */
export async function orderPdf(tx: AgencyTx, editionId: string): Promise<void> {
  await enqueue(tx, 'render-pdf', { editionId }, { key: `render-pdf:${editionId}` })
}

/** Orders a PDF again that did not come, when whatever kept it from coming is mended. */
export async function orderPdfAgain(
  tx: AgencyTx,
  actor: Actor,
  editionId: string,
): Promise<{ kind: 'ordered' } | Refused<'already-there'>> {
  const edition = found(
    await tx.selectFrom('report_editions').select('pdf_sha256').where('id', '=', editionId).executeTakeFirst(),
    'edition',
  )
  if (edition.pdf_sha256 !== null) return refused('already-there')
  await orderPdf(tx, editionId)
  await record(tx, actor, 'reports.pdf-ordered', { kind: 'edition', id: editionId })
  return { kind: 'ordered' }
}
