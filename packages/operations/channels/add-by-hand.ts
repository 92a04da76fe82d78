import type { AgencyTx } from '@comptoir/db'
import type { AddChannelByHand } from '@comptoir/domain/channels'
import type { Actor } from '@comptoir/domain/shared'
import { changed, found, record } from '../shared/index.ts'

/** A channel that people post to: the product reminds, and counts what they report. */
export async function addChannelByHand(
  tx: AgencyTx,
  actor: Actor,
  input: AddChannelByHand,
): Promise<{ kind: 'added'; id: string }> {
  found(await tx.selectFrom('clients').select('id').where('id', '=', input.clientId).executeTakeFirst(), 'client')
  const { id } = await tx
    .insertInto('channels')
    .values({
      agency_id: tx.agencyId,
      client_id: input.clientId,
      network: input.network,
      handle: input.handle,
      name: input.displayName || input.handle,
      state: 'by-hand',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, actor, 'channels.added-by-hand', { kind: 'channel', id }, { after: input })
  await changed(tx, 'channels', id)
  return { kind: 'added', id }
}
