import type { AgencyTx } from '@comptoir/db'
import type { UpdateClient } from '@comptoir/domain/clients'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found, record } from '../shared/index.ts'
import { clientColumns } from './client-columns.ts'
import { getClient } from './read-clients.ts'

/** Changes a client, the whole of it. */
export async function updateClient(
  tx: AgencyTx,
  actor: Actor,
  { clientId, ...input }: UpdateClient,
): Promise<{ kind: 'updated' } | Refused<'name-taken'>> {
  found(await tx.selectFrom('clients').select('id').where('id', '=', clientId).forUpdate().executeTakeFirst(), 'client')
  const was = await getClient(tx, clientId)
  const before = Object.fromEntries(Object.entries(was).filter(([field]) => field in input))
  const namesake = await tx
    .selectFrom('clients')
    .select('id')
    .where(sql`lower(name)`, '=', input.name.toLowerCase())
    .where('archived_at', 'is', null)
    .where('id', '<>', clientId)
    .executeTakeFirst()
  if (namesake) return refused('name-taken')
  await tx.updateTable('clients').set(clientColumns(input)).where('id', '=', clientId).execute()
  await record(tx, actor, 'clients.updated', { kind: 'client', id: clientId }, { before, after: input })
  await changed(tx, 'clients', clientId)
  return { kind: 'updated' }
}
