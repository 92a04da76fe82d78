import type { AgencyTx } from '@comptoir/db'
import type { UpdateMandate } from '@comptoir/domain/mandates'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { changed, found, record } from '../shared/index.ts'
import { getMandate } from './read-mandates.ts'
import { checkMandate, mandateColumns, type Mistyped, writeMandateParts } from './write-mandate.ts'

/** Changes a mandate, the whole of it. It stays with its client: figures and posts hang from it. */
export async function updateMandate(
  tx: AgencyTx,
  actor: Actor,
  { mandateId, ...input }: UpdateMandate,
): Promise<{ kind: 'updated' } | Mistyped | Refused<'mandate-of-another-client'>> {
  const locked = await tx
    .selectFrom('mandates')
    .select('client_id')
    .where('id', '=', mandateId)
    .forUpdate()
    .executeTakeFirst()
  if (found(locked, 'mandate').client_id !== input.clientId) return refused('mandate-of-another-client')
  const mistyped = await checkMandate(tx, input)
  if (mistyped) return mistyped
  const before = await getMandate(tx, mandateId)
  await tx.updateTable('mandates').set(mandateColumns(input)).where('id', '=', mandateId).execute()
  await writeMandateParts(tx, mandateId, input)
  await record(tx, actor, 'mandates.updated', { kind: 'mandate', id: mandateId }, { before, after: input })
  await changed(tx, 'mandates', mandateId)
  return { kind: 'updated' }
}
