import type { AgencyTx } from '@comptoir/db'
import type { Language, Zone } from '@comptoir/domain/shared'
import { found } from '../../shared/index.ts'

/** A report's definition with what it needs of its client and its mandate. */
export type Definition = {
  id: string
  language: Language
  channelIds: readonly string[]
  showCost: boolean
  archived: boolean
  client: { id: string; name: string; colour: string; zone: Zone }
  mandate: { id: string; startsOn: string; endsOn: string; feeCents: number; currency: string }
  agencyName: string
}

/** The ink of a client who has no colour of their own. */
const INK = '#15181c'

/** Reads a definition; `lock` makes whoever else would freeze it wait. */
export async function readDefinition(tx: AgencyTx, definitionId: string, lock = false): Promise<Definition> {
  let query = tx.selectFrom('report_definitions').selectAll().where('id', '=', definitionId)
  if (lock) query = query.forUpdate()
  const row = found(await query.executeTakeFirst(), 'report')
  const client = await tx
    .selectFrom('clients')
    .select(['id', 'name', 'colour', 'time_zone'])
    .where('id', '=', row.client_id)
    .executeTakeFirstOrThrow()
  const mandate = await tx
    .selectFrom('mandates')
    .select(['id', 'starts_on', 'ends_on', 'fee_cents', 'currency'])
    .where('id', '=', row.mandate_id)
    .executeTakeFirstOrThrow()
  const agency = await tx.selectFrom('agencies').select('name').executeTakeFirstOrThrow()
  return {
    id: row.id,
    language: row.language as Language,
    channelIds: row.channel_ids,
    showCost: row.show_cost,
    archived: row.archived_at !== null,
    client: { id: client.id, name: client.name, colour: client.colour ?? INK, zone: client.time_zone },
    mandate: {
      id: mandate.id,
      startsOn: mandate.starts_on,
      endsOn: mandate.ends_on,
      feeCents: mandate.fee_cents,
      currency: mandate.currency,
    },
    agencyName: agency.name,
  }
}
