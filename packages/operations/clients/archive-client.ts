import type { AgencyTx } from '@comptoir/db'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found, record } from '../shared/index.ts'

/** Puts a client away. Its past stays; what is still to be published must be cancelled first, by a person who sees it. */
export async function archiveClient(
  tx: AgencyTx,
  actor: Actor,
  clientId: string,
): Promise<{ kind: 'archived' } | (Refused<'posts-still-to-leave'> & { count: number })> {
  found(await tx.selectFrom('clients').select('id').where('id', '=', clientId).forUpdate().executeTakeFirst(), 'client')
  const { count } = await tx
    .selectFrom('deliveries as d')
    .innerJoin('posts as p', (join) => join.onRef('p.agency_id', '=', 'd.agency_id').onRef('p.id', '=', 'd.post_id'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('p.client_id', '=', clientId)
    .where('d.state', 'in', ['scheduled', 'claimed', 'sending', 'held', 'uncertain'])
    .executeTakeFirstOrThrow()
  if (count > 0) return { ...refused('posts-still-to-leave'), count }
  await tx
    .updateTable('clients')
    .set({ archived_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', clientId)
    .execute()
  await record(tx, actor, 'clients.archived', { kind: 'client', id: clientId })
  await changed(tx, 'clients', clientId)
  return { kind: 'archived' }
}
