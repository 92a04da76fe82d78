import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'

export type Row = Record<string, unknown>

/** Tables that are copied, in the order in which they are written. Credentials, keys, links, mails and sessions are not among them, and never are. */
const COPIED = [
  'agencies',
  'members',
  'clients',
  'mandates',
  'mandate_members',
  'campaigns',
  'channels',
  'media',
  'events',
  'attempts',
  'event_clients',
  'posts',
  'variants',
  'post_media',
  'approvals',
  'deliveries',
] as const
export type Copied = (typeof COPIED)[number]

/** An event as it stands, with all that its countdown touches: rows as the database tells them. */
export type EventCopy = Readonly<Record<Copied, readonly Row[]>> & {
  /** The event has a go/no-go poll: nobody is asked in a rehearsal, it is taken as answered with go. */
  readonly hasPoll: boolean
}

/** Which rows of each table: all of an agency's that the event's posts hang from. */
const posts = (eventId: string) => sql`select id from posts where event_id = ${eventId}::uuid and cancelled_at is null`
const clients = (eventId: string) => sql`select client_id from events where id = ${eventId}::uuid
  union select client_id from event_clients where event_id = ${eventId}::uuid
  union select client_id from posts where event_id = ${eventId}::uuid`

function whichRows(table: Copied, eventId: string) {
  switch (table) {
    case 'agencies':
    case 'members':
      return sql`true`
    case 'clients':
      return sql`t.id in (${clients(eventId)})`
    case 'mandates':
      return sql`t.client_id in (${clients(eventId)})`
    case 'mandate_members':
      return sql`t.mandate_id in (select id from mandates where client_id in (${clients(eventId)}))`
    case 'campaigns':
      return sql`t.client_id in (${clients(eventId)})`
    case 'channels':
      return sql`t.id in (select channel_id from variants where post_id in (${posts(eventId)}))`
    case 'media':
      return sql`t.id in (select media_id from post_media where post_id in (${posts(eventId)}))`
    case 'events':
      return sql`t.id = ${eventId}::uuid`
    case 'attempts':
    case 'event_clients':
      return sql`t.event_id = ${eventId}::uuid`
    case 'posts':
      return sql`t.id in (${posts(eventId)})`
    case 'variants':
      return sql`t.post_id in (${posts(eventId)}) and not t.dropped`
    case 'post_media':
      return sql`t.post_id in (${posts(eventId)})`
    case 'approvals':
      return sql`t.post_id in (${posts(eventId)}) and t.lapsed_at is null`
    case 'deliveries':
      // What is out, lost or in doubt already is past: only what is still to come is rehearsed.
      return sql`t.post_id in (${posts(eventId)}) and t.state in ('scheduled', 'claimed', 'held')`
  }
}

/** Reads an event for a rehearsal; nothing is written. */
export async function copyEvent(tx: AgencyTx, eventId: string): Promise<EventCopy> {
  const copy: Partial<Record<Copied, Row[]>> = {}
  for (const table of COPIED) {
    const { rows } = await sql<{ row: Row }>`
      select to_jsonb(t) as row from ${sql.table(table)} t
      where t.agency_id = ${tx.agencyId}::uuid and ${whichRows(table, eventId)}`.execute(tx)
    copy[table] = rows.map(({ row }) => row)
  }
  const poll = await tx.selectFrom('polls').select('id').where('event_id', '=', eventId).executeTakeFirst()
  return { ...(copy as Record<Copied, Row[]>), hasPoll: poll !== undefined }
}

/** Writes rows into the agency that the transaction is bound to, under the ids that they had. */
export async function writeRows(tx: AgencyTx, table: Copied, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const { rows: columns } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(tx)
  const names = sql.join(columns.map(({ name }) => sql.ref(name)))
  const own = rows.map((row) => ({ ...row, agency_id: tx.agencyId }))
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(own)}::jsonb)`.execute(tx)
}
