import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'
import { type EventCopy, type Row, writeRows } from './copy-event.ts'

/** A channel as its mother has it: what the simulator is to make an account for. */
export type StageChannel = {
  id: string
  clientId: string
  network: string
  handle: string
  name: string
  remoteId: string | null
  isConnected: boolean
  /** When its credentials end and no refresh can renew them. */
  endsAt: string | null
  rules: unknown
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** When each connected channel's own credentials end; the credentials themselves are never read. */
export async function endsOfCredentials(tx: AgencyTx): Promise<Map<string, { endsAt: string | null }>> {
  const rows = await tx.selectFrom('credentials').select(['channel_id', 'expires_at', 'refreshable']).execute()
  return new Map(
    rows.map((row) => [row.channel_id, { endsAt: row.refreshable ? null : (row.expires_at?.toISOString() ?? null) }]),
  )
}

/**
 * Makes the throw-away agency, bound to the simulator's origin, and writes the event into it: people as names only, channels without credentials, posts with their approvals. What is
 * to leave is armed later, once the channels speak.
 */
export async function openStage(
  tx: AgencyTx,
  origin: string,
  copy: EventCopy,
  ends: ReadonlyMap<string, { endsAt: string | null }>,
): Promise<StageChannel[]> {
  await writeRows(
    tx,
    'agencies',
    copy.agencies.map((row) => ({ ...row, is_demo: false })),
  )
  await tx.insertInto('rehearsal_agencies').values({ agency_id: tx.agencyId, origin }).execute()
  await writeRows(tx, 'members', copy.members.map(nameOnly))
  await writeRows(
    tx,
    'clients',
    copy.clients.map((row) => ({ ...row, contact_name: null, contact_email: null })),
  )
  await writeRows(tx, 'mandates', copy.mandates)
  await writeRows(tx, 'mandate_members', copy.mandate_members)
  await writeRows(tx, 'campaigns', copy.campaigns)
  await writeRows(
    tx,
    'channels',
    copy.channels.map((row) => unspoken(row, origin)),
  )
  await writeRows(tx, 'media', copy.media)
  await writeRows(tx, 'events', copy.events)
  await writeRows(tx, 'attempts', copy.attempts)
  await writeRows(tx, 'event_clients', copy.event_clients)
  await writeRows(tx, 'posts', copy.posts)
  await writeRows(tx, 'variants', copy.variants)
  await writeRows(tx, 'post_media', copy.post_media)
  await writeRows(tx, 'approvals', copy.approvals)
  return copy.channels.map((row) => ({
    id: text(row.id),
    clientId: text(row.client_id),
    network: text(row.network),
    handle: text(row.handle),
    name: text(row.name),
    remoteId: textOrNull(row.remote_id),
    isConnected: row.state === 'connected' && ends.has(text(row.id)),
    endsAt: ends.get(text(row.id))?.endsAt ?? null,
    rules: row.rules,
  }))
}

/** A person is a name and a role: no address that a mail could go to, no sign-in that could lead here. */
const nameOnly = (row: Row): Row => ({
  ...row,
  user_id: `rehearsal ${text(row.id)}`,
  email: `${text(row.id)}@rehearsal.invalid`,
})

const unspoken = (row: Row, origin: string): Row =>
  row.state === 'by-hand'
    ? { ...row, base_url: null, remote_id: null, avatar_url: null }
    : {
        ...row,
        base_url: `${origin}/${text(row.network)}`,
        remote_id: null,
        avatar_url: null,
        state: row.state === 'connected' ? 'reconnect' : row.state,
      }

/** What the simulator's account does not know of the mother's: the rules of her server, and when her credentials end. */
export async function likenChannel(tx: AgencyTx, { id, rules, endsAt }: StageChannel): Promise<void> {
  if (rules !== null) {
    await tx
      .updateTable('channels')
      .set({ rules: JSON.stringify(rules) })
      .where('id', '=', id)
      .execute()
  }
  if (endsAt !== null) {
    await tx
      .updateTable('credentials')
      .set({ expires_at: endsAt, refreshable: false })
      .where('channel_id', '=', id)
      .execute()
  }
}

/** Arms what is to leave, as it stood: nothing that was made ready for the real networks comes along. */
export async function armStage(tx: AgencyTx, copy: EventCopy): Promise<void> {
  await writeRows(
    tx,
    'deliveries',
    copy.deliveries.map((row) => ({
      ...row,
      state: row.state === 'claimed' ? 'scheduled' : row.state,
      lease_until: null,
      claimed_by: null,
      prepared: null,
      prepared_hash: null,
      prepared_until: null,
      next_metrics_at: null,
      retry_at: null,
      failure: null,
    })),
  )
  await sql`update deliveries set tries = 0 where agency_id = ${tx.agencyId}::uuid`.execute(tx)
}
