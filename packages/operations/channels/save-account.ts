import { randomUUIDv7 } from 'node:crypto'
import { type AgencyTx, jsonb, type KeyRing, seal } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import type { Account, Rules } from '@comptoir/connectors/sdk'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { releaseChannel } from '../publishing/index.ts'
import { changed, enqueue, record } from '../shared/index.ts'
import { placeOf } from './use-credentials.ts'

export type SaveRefused = Refused<'another-account' | 'of-another-client' | 'already-connected'>

type Input = {
  clientId: string
  channelId: string | null
  network: string
  account: Account
  rules: Rules | null
  scopes: readonly string[]
}

/** Stores a connected account as a channel, its credentials sealed to their row. What waited for this channel is let go. */
export async function saveAccount(
  tx: AgencyTx,
  keys: KeyRing,
  actor: Actor,
  { clientId, channelId, network, account, rules, scopes }: Input,
): Promise<{ kind: 'saved'; id: string } | { kind: 'skipped' } | SaveRefused> {
  const manifest = connectorOf(network)?.manifest
  const existing = await tx
    .selectFrom('channels')
    .select(['id', 'client_id', 'remote_id'])
    .where('network', '=', network)
    .where((eb) =>
      channelId
        ? eb('id', '=', channelId)
        : eb.and([eb('remote_id', '=', account.remoteId), eb('state', '<>', 'disconnected')]),
    )
    .forUpdate()
    .executeTakeFirst()
  if (existing && existing.client_id !== clientId) return refused('of-another-client')
  // Of several pages, only the one that is connected again.
  if (channelId && existing?.remote_id && existing.remote_id !== account.remoteId) return { kind: 'skipped' }
  if (channelId) {
    // A channel that was taken off comes back only while no other one speaks for its account.
    const other = await tx
      .selectFrom('channels')
      .select('id')
      .where('network', '=', network)
      .where('remote_id', '=', account.remoteId)
      .where('state', '<>', 'disconnected')
      .where('id', '<>', channelId)
      .executeTakeFirst()
    if (other) return refused('already-connected')
  }

  const said = {
    remote_id: account.remoteId,
    handle: account.handle,
    name: account.name,
    avatar_url: account.avatarUrl,
    profile_url: account.url,
    base_url: account.baseUrl || null,
    state: 'connected',
    state_because: null,
    rules: rules ? jsonb(rules) : null,
  }
  const id = existing?.id ?? randomUUIDv7()
  if (existing)
    await tx
      .updateTable('channels')
      .set({ ...said, checked_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
  else
    await tx
      .insertInto('channels')
      .values({
        agency_id: tx.agencyId,
        id,
        client_id: clientId,
        network,
        ...said,
        checked_at: sql<Date>`clock_timestamp()`,
      })
      .execute()

  const kept = await tx
    .selectFrom('credentials')
    .select('id')
    .where('channel_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const credentialsId = kept?.id ?? randomUUIDv7()
  const secret = {
    sealed: seal(keys, placeOf(tx.agencyId, credentialsId), JSON.stringify(account.credentials)),
    scopes: [...scopes],
    expires_at: account.credentials.expiresAt ?? null,
    refreshable: (manifest?.refreshBefore ?? null) !== null,
  }
  await tx
    .insertInto('credentials')
    .values({ agency_id: tx.agencyId, id: credentialsId, channel_id: id, ...secret })
    .onConflict((clash) =>
      clash.columns(['agency_id', 'channel_id']).doUpdateSet({
        ...secret,
        fence: sql<number>`credentials.fence + 1`,
        lease_until: null,
        failed_at: null,
        updated_at: sql<Date>`clock_timestamp()`,
      }),
    )
    .execute()
  await releaseChannel(tx, actor, id)
  await enqueue(tx, 'read-metrics', { channelId: id }, { key: `read-metrics:${id}`, maxAttempts: 3 })
  await record(
    tx,
    actor,
    existing ? 'channels.reconnected' : 'channels.connected',
    { kind: 'channel', id },
    { after: { network, handle: account.handle, baseUrl: account.baseUrl, scopes } },
  )
  await changed(tx, 'channels', id)
  tx.wake('comptoir_dispatch')
  return { kind: 'saved', id }
}
