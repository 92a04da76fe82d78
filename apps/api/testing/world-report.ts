import { randomUUIDv7 } from 'node:crypto'
import { type AgencyTx, jsonb } from '@comptoir/db'
import { ReportWords } from '@comptoir/domain/reporting'
import { freezeEdition, shareEdition } from '@comptoir/operations/reporting'
import type { Seat, TestApi } from './test-api.ts'

/** A month that is over. */
const PERIOD = { from: '2026-09-01', to: '2026-09-30' }

type Around = { clientId: string; mandateId: string; director: Seat; secret: string }

/** A report that is defined, drafted, frozen and shared. */
export async function plantReport(tx: AgencyTx, house: TestApi, { clientId, mandateId, director, secret }: Around) {
  const own = { agency_id: tx.agencyId }
  const { keys } = house.database
  const definitionId = randomUUIDv7()
  await tx
    .insertInto('report_definitions')
    .values({
      ...own,
      id: definitionId,
      client_id: clientId,
      mandate_id: mandateId,
      name: `${secret} rapport`,
      language: 'fr',
    })
    .execute()
  const draftId = randomUUIDv7()
  await tx
    .insertInto('report_drafts')
    .values({
      ...own,
      id: draftId,
      definition_id: definitionId,
      period_from: PERIOD.from,
      period_until: PERIOD.to,
      words: jsonb(ReportWords.parse({ headline: secret })),
    })
    .execute()
  const frozen = await freezeEdition(tx, director.actor, { definitionId, period: PERIOD, seenEditionId: null })
  if (frozen.kind !== 'frozen') throw new Error(frozen.why)
  const { editionId } = frozen
  const link = await shareEdition(
    tx,
    director.actor,
    { editionId, label: `${secret} pour la direction`, expiresAt: null, password: null },
    { keys, url: house.url },
  )
  if (link.kind !== 'shared') throw new Error(link.why)
  return { definitionId, draftId, editionId, linkId: link.id }
}
