import type { AgencyTx } from '@comptoir/db'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found, record } from '../shared/index.ts'

/** Brings an archived client back, unless a living one took the name meanwhile. */
export async function restoreClient(
  tx: AgencyTx,
  actor: Actor,
  clientId: string,
): Promise<{ kind: 'restored' } | Refused<'name-taken'>> {
  const client = found(
    await tx
      .selectFrom('clients')
      .select(['name', 'archived_at'])
      .where('id', '=', clientId)
      .forUpdate()
      .executeTakeFirst(),
    'client',
  )
  if (!client.archived_at) return { kind: 'restored' }
  const namesake = await tx
    .selectFrom('clients')
    .select('id')
    .where(sql`lower(name)`, '=', sql`lower(${client.name})`)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (namesake) return refused('name-taken')
  await tx.updateTable('clients').set({ archived_at: null }).where('id', '=', clientId).execute()
  await record(tx, actor, 'clients.restored', { kind: 'client', id: clientId })
  await changed(tx, 'clients', clientId)
  return { kind: 'restored' }
}
