import type { AgencyTx } from '@comptoir/db'
import type { CreateClient } from '@comptoir/domain/clients'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { changed, record } from '../shared/index.ts'
import { clientColumns } from './client-columns.ts'

/** Adds a client. Two living clients never share a name. */
export async function createClient(
  tx: AgencyTx,
  actor: Actor,
  input: CreateClient,
): Promise<{ kind: 'created'; id: string } | Refused<'name-taken'>> {
  const made = await tx
    .insertInto('clients')
    .values({ agency_id: tx.agencyId, ...clientColumns(input) })
    .onConflict((clash) => clash.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return refused('name-taken')
  await record(tx, actor, 'clients.created', { kind: 'client', id: made.id }, { after: input })
  await changed(tx, 'clients', made.id)
  return { kind: 'created', id: made.id }
}
