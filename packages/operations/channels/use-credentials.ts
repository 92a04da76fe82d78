import { type AgencyTx, type Database, inAgency, type KeyRing, openText, seal } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import { type Channel, type Credentials, type Failure, mergeCredentials } from '@comptoir/connectors/sdk'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import type { Outside } from '../connectors-ports/index.ts'
import { tell } from '../notices/index.ts'
import { changed, record } from '../shared/index.ts'
import { channelOf } from './channel-of-row.ts'

/** A channel that can be spoken for now, with the version of the credentials that were opened. */
export type OpenChannel = {
  channelId: string
  network: string
  channel: Channel
  /** Grows with every refresh. */
  version: number
  expiresAt: Temporal.Instant | null
  refreshable: boolean
}

/** Opens the credentials of several channels. Those without any are left out. Secrets stay in memory: never log what this returns. */
export async function openChannels(
  tx: AgencyTx,
  keys: KeyRing,
  channelIds: readonly string[],
): Promise<Map<string, OpenChannel>> {
  const rows = await tx
    .selectFrom('channels')
    .innerJoin('credentials', (join) =>
      join
        .onRef('credentials.agency_id', '=', 'channels.agency_id')
        .onRef('credentials.channel_id', '=', 'channels.id'),
    )
    .select([
      'channels.id',
      'channels.network',
      'channels.remote_id',
      'channels.handle',
      'channels.base_url',
      'channels.rules',
      'credentials.id as credentials_id',
      'credentials.sealed',
      'credentials.fence',
      'credentials.expires_at',
      'credentials.refreshable',
    ])
    .where('channels.id', 'in', [...channelIds])
    .execute()
  return new Map(
    rows.map((row) => {
      const credentials: Credentials = JSON.parse(openText(keys, placeOf(tx.agencyId, row.credentials_id), row.sealed))
      return [
        row.id,
        {
          channelId: row.id,
          network: row.network,
          channel: channelOf(row, credentials),
          version: row.fence,
          expiresAt: row.expires_at?.toTemporalInstant() ?? null,
          refreshable: row.refreshable,
        },
      ]
    }),
  )
}

export const placeOf = (agencyId: string, credentialsId: string) => ({
  agencyId,
  table: 'credentials',
  column: 'sealed',
  rowId: credentialsId,
})

/** How long one refresh may take before another process may try. */
const REFRESH_LEASE_SECONDS = 60

export type Refreshed =
  | { kind: 'refreshed' }
  /** Another process is at it, or has just done it: read the credentials again. */
  | { kind: 'busy' }
  | { kind: 'not-refreshable' }
  | Failure

/**
 * Gets new credentials under the lease. `seen` is the version that was found wanting: when it is no longer the newest, nothing is done. A network
 * that does not answer leaves everything as it was; only its own "no" takes the channel off.
 */
export async function refreshCredentials(
  services: { db: Database; keys: KeyRing },
  outside: Outside,
  agencyId: string,
  channelId: string,
  seen: number,
): Promise<Refreshed> {
  const { db, keys } = services
  const leased = await inAgency(db, agencyId, async (tx) => {
    const row = await tx
      .updateTable('credentials')
      .set({ lease_until: sql<Date>`clock_timestamp() + make_interval(secs => ${REFRESH_LEASE_SECONDS})` })
      .where('channel_id', '=', channelId)
      .where('fence', '=', seen)
      .where((where) =>
        where.or([where('lease_until', 'is', null), where('lease_until', '<', sql<Date>`clock_timestamp()`)]),
      )
      .returning('id')
      .executeTakeFirst()
    if (!row) return null
    return { id: row.id, open: (await openChannels(tx, keys, [channelId])).get(channelId) ?? null }
  })
  if (!leased?.open) return { kind: 'busy' }
  const connector = connectorOf(leased.open.network)
  const ports = outside.portsFor(agencyId, channelId)
  const answer: Refreshed | { kind: 'refreshed'; credentials: Credentials } =
    connector?.refresh && leased.open.refreshable
      ? await connector.refresh(ports, leased.open.channel)
      : { kind: 'not-refreshable' }

  return inAgency(db, agencyId, async (tx) => {
    if (answer.kind !== 'refreshed' || !('credentials' in answer)) {
      await tx.updateTable('credentials').set({ lease_until: null }).where('id', '=', leased.id).execute()
      if (answer.kind === 'credentials-lost') await loseChannel(tx, SYSTEM, channelId, 'credentials-lost')
      return answer
    }
    const fresh = mergeCredentials(leased.open!.channel.credentials, answer.credentials)
    await tx
      .updateTable('credentials')
      .set({
        sealed: seal(keys, placeOf(agencyId, leased.id), JSON.stringify(fresh)),
        expires_at: fresh.expiresAt ?? null,
        fence: sql<number>`fence + 1`,
        lease_until: null,
        failed_at: null,
        updated_at: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', leased.id)
      .execute()
    await record(
      tx,
      SYSTEM,
      'channels.refreshed',
      { kind: 'channel', id: channelId },
      { after: { expiresAt: fresh.expiresAt ?? null } },
    )
    await changed(tx, 'channels', channelId)
    return { kind: 'refreshed' }
  })
}

const SYSTEM: Actor = { kind: 'system', name: 'credentials' }

/** The network said that these credentials are no good: the channel asks to be connected again, and someone is told, once. */
export async function loseChannel(
  tx: AgencyTx,
  actor: Actor,
  channelId: string,
  because: 'credentials-lost' | `permission-missing:${string}`,
): Promise<void> {
  const row = await tx
    .updateTable('channels')
    .set({ state: 'reconnect', state_because: because, checked_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', channelId)
    .where('state', '=', 'connected')
    .returning(['client_id', 'network', 'handle'])
    .executeTakeFirst()
  if (!row) return
  await tx
    .updateTable('credentials')
    .set({ failed_at: sql<Date>`clock_timestamp()` })
    .where('channel_id', '=', channelId)
    .execute()
  await tell(tx, {
    kind: 'channel-reconnect',
    subjectKind: 'channel',
    subjectId: channelId,
    clientId: row.client_id,
    detail: { network: row.network, channel: row.handle, why: because.split(':')[0]! },
    dedupeKey: `channel-reconnect:${channelId}:${(await tx.now()).epochMilliseconds}`,
  })
  await record(
    tx,
    actor,
    'channels.lost',
    { kind: 'channel', id: channelId },
    { after: { state: 'reconnect', because } },
  )
  await changed(tx, 'channels', channelId)
}
