import { randomUUIDv7 } from 'node:crypto'
import { type AgencyTx, type KeyRing, openText, seal } from '@comptoir/db'
import type { Account, Json } from '@comptoir/connectors/sdk'
import { sql } from 'kysely'
import { found, mintLink } from '../shared/index.ts'

/** Half an hour between the first click and the last. */
const MINUTES_VALID = 30

export type ConnectFor = {
  clientId: string
  /** An existing channel that is connected again; null for a new one. */
  channelId: string | null
  network: string
  method: string
}

/** What is kept, sealed, between the steps of a connection. */
export type Kept =
  | { step: 'redirected'; method: string; pending: Json }
  | { step: 'choosing'; method: string; accounts: Account[]; scopes: string[] }

export type PendingRow = {
  id: string
  memberId: string
  sessionId: string
  clientId: string
  channelId: string | null
  network: string
  baseUrl: string
  kept: Kept
}

const place = (agencyId: string, rowId: string) => ({ agencyId, table: 'oauth_states', column: 'sealed', rowId })

/** Opens a connection; the token is what the network brings back as `state`. It is bound to the session that began it. */
export async function keepPending(
  tx: AgencyTx,
  keys: KeyRing,
  input: ConnectFor & { sessionId: string; memberId: string; baseUrl: string; kept: Kept; link?: { hash: string } },
): Promise<string> {
  const id = randomUUIDv7()
  await tx
    .insertInto('oauth_states')
    .values({
      agency_id: tx.agencyId,
      id,
      secret_hash: (input.link ?? mintLink(tx.agencyId)).hash,
      session_id: input.sessionId,
      member_id: input.memberId,
      client_id: input.clientId,
      channel_id: input.channelId,
      network: input.network,
      base_url: input.baseUrl,
      sealed: seal(keys, place(tx.agencyId, id), JSON.stringify(input.kept)),
      expires_at: sql<Date>`clock_timestamp() + make_interval(mins => ${MINUTES_VALID})`,
    })
    .execute()
  return id
}

/** The next step of the same connection. */
export async function replaceKept(tx: AgencyTx, keys: KeyRing, id: string, kept: Kept): Promise<void> {
  await tx
    .updateTable('oauth_states')
    .set({ sealed: seal(keys, place(tx.agencyId, id), JSON.stringify(kept)), used_at: null })
    .where('id', '=', id)
    .execute()
}

/** Takes a connection's current step: once, by the session that began it, while it is valid. */
export async function takePending(
  tx: AgencyTx,
  keys: KeyRing,
  by: { sessionId: string } & ({ hash: string } | { id: string }),
): Promise<PendingRow> {
  let query = tx
    .updateTable('oauth_states')
    .set({ used_at: sql<Date>`clock_timestamp()` })
    .where('session_id', '=', by.sessionId)
    .where('used_at', 'is', null)
    .where(sql<boolean>`expires_at > clock_timestamp()`)
  query = 'hash' in by ? query.where('secret_hash', '=', by.hash) : query.where('id', '=', by.id)
  const row = found(await query.returningAll().executeTakeFirst(), 'connection')
  return {
    id: row.id,
    memberId: row.member_id,
    sessionId: row.session_id,
    clientId: row.client_id,
    channelId: row.channel_id,
    network: row.network,
    baseUrl: row.base_url,
    kept: JSON.parse(openText(keys, place(tx.agencyId, row.id), row.sealed)),
  }
}

/** Shows a connection's step without taking it. */
export async function peekPending(tx: AgencyTx, keys: KeyRing, input: { id: string; sessionId: string }) {
  const row = found(
    await tx
      .selectFrom('oauth_states')
      .selectAll()
      .where('id', '=', input.id)
      .where('session_id', '=', input.sessionId)
      .where('used_at', 'is', null)
      .where(sql<boolean>`expires_at > clock_timestamp()`)
      .executeTakeFirst(),
    'connection',
  )
  const kept: Kept = JSON.parse(openText(keys, place(tx.agencyId, row.id), row.sealed))
  const taken = await tx
    .selectFrom('channels as ch')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.agency_id', '=', 'ch.agency_id').onRef('c.id', '=', 'ch.client_id'),
    )
    .select(['ch.remote_id', 'ch.client_id', 'ch.state', 'c.name as client_name'])
    .where('ch.network', '=', row.network)
    .where('ch.state', '<>', 'disconnected')
    .execute()
  return {
    id: row.id,
    network: row.network,
    clientId: row.client_id,
    channelId: row.channel_id,
    accounts:
      kept.step === 'choosing'
        ? kept.accounts.map(({ remoteId, handle, name, url }) => {
            const channel = taken.find((one) => one.remote_id === remoteId)
            return {
              remoteId,
              handle,
              name,
              url,
              connected: channel?.state === 'connected',
              /** Another client's account: it cannot be taken from them here. */
              takenBy: channel && channel.client_id !== row.client_id ? channel.client_name : null,
            }
          })
        : [],
  }
}
