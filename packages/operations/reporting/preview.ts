import type { AgencyTx, KeyRing } from '@comptoir/db'
import type { Period } from '@comptoir/domain/shared'
import { renderReport } from '@comptoir/reporting'
import { readDefinition } from './input/definition.ts'
import { modelOf } from './model-of.ts'
import { pictureAddress } from './pictures.ts'

/** The report as its reader would get it, were it frozen now. Nothing is kept. */
export async function previewReport(
  tx: AgencyTx,
  keys: KeyRing,
  definitionId: string,
  period: Period,
): Promise<{ html: string }> {
  const definition = await readDefinition(tx, definitionId)
  const asOf = await tx.now()
  const { model } = await modelOf(tx, definition, period, asOf, { signedBy: null, edition: null })
  return { html: renderReport(model, { picture: (ref) => pictureAddress(keys, tx.agencyId, ref, asOf) }).html }
}
