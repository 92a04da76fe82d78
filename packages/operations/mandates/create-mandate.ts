import type { AgencyTx } from '@comptoir/db'
import type { CreateMandate } from '@comptoir/domain/mandates'
import type { Actor } from '@comptoir/domain/shared'
import { changed, record } from '../shared/index.ts'
import { checkMandate, mandateColumns, type Mistyped, writeMandateParts } from './write-mandate.ts'

/** Adds a mandate with its scope, goals and team. */
export async function createMandate(
  tx: AgencyTx,
  actor: Actor,
  input: CreateMandate,
): Promise<{ kind: 'created'; id: string } | Mistyped> {
  const mistyped = await checkMandate(tx, input)
  if (mistyped) return mistyped
  const { id } = await tx
    .insertInto('mandates')
    .values({ agency_id: tx.agencyId, client_id: input.clientId, ...mandateColumns(input) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeMandateParts(tx, id, input)
  await record(tx, actor, 'mandates.created', { kind: 'mandate', id }, { after: input })
  await changed(tx, 'mandates', id)
  return { kind: 'created', id }
}
