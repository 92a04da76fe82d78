import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { holdForChannel } from '../publishing/index.ts'
import { changed, found, record } from '../shared/index.ts'

/** Takes a channel off: its credentials are deleted, what was to leave on it is held. Its past and figures stay. */
export async function disconnectChannel(
  tx: AgencyTx,
  actor: Actor,
  channelId: string,
): Promise<{ kind: 'disconnected'; held: number }> {
  found(
    await tx.selectFrom('channels').select('id').where('id', '=', channelId).forUpdate().executeTakeFirst(),
    'channel',
  )
  await tx
    .updateTable('channels')
    .set({ state: 'disconnected', state_because: null })
    .where('id', '=', channelId)
    .execute()
  await tx.deleteFrom('credentials').where('channel_id', '=', channelId).execute()
  const held = await holdForChannel(tx, actor, channelId, 'channel-disconnected')
  await record(tx, actor, 'channels.disconnected', { kind: 'channel', id: channelId }, { after: { held: held.length } })
  await changed(tx, 'channels', channelId)
  return { kind: 'disconnected', held: held.length }
}
