import type { AgencyTx } from '@comptoir/db'
import type { Language } from '@comptoir/domain/shared'
import { found } from '../shared/index.ts'
import { type ClientNext, type ClientWeek, clientsAtWork } from './clients-at-work.ts'

export type ClientRow = {
  id: string
  name: string
  sector: string
  language: Language
  zone: string
  colour: string | null
  contactName: string | null
  contactEmail: string | null
  quietHours: { from: string; until: string; zone: string } | null
  stoppedAt: string | null
  archivedAt: string | null
  channels: { id: string; network: string; handle: string; name: string; state: string }[]
  mandates: { id: string; name: string; startsOn: string; endsOn: string }[]
  week: ClientWeek
  next: ClientNext | null
}

/** The agency's clients by name, each with its channels and mandates. */
export async function listClients(tx: AgencyTx, options: { archived: boolean }): Promise<ClientRow[]> {
  return readClients(tx, { archived: options.archived })
}

export async function getClient(tx: AgencyTx, clientId: string): Promise<ClientRow> {
  return found((await readClients(tx, { clientId }))[0], 'client')
}

async function readClients(tx: AgencyTx, only: { archived?: boolean; clientId?: string }): Promise<ClientRow[]> {
  let query = tx.selectFrom('clients').selectAll().orderBy('name')
  if (only.archived !== undefined) query = query.where('archived_at', only.archived ? 'is not' : 'is', null)
  if (only.clientId !== undefined) query = query.where('id', '=', only.clientId)
  const rows = await query.execute()
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const channels = await tx
    .selectFrom('channels')
    .select(['id', 'client_id', 'network', 'handle', 'name', 'state'])
    .where('client_id', 'in', ids)
    .where('state', '<>', 'disconnected')
    .orderBy('created_at')
    .execute()
  const mandates = await tx
    .selectFrom('mandates')
    .select(['id', 'client_id', 'name', 'starts_on', 'ends_on'])
    .where('client_id', 'in', ids)
    .orderBy('starts_on', 'desc')
    .execute()
  const atWork = await clientsAtWork(tx, ids)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    sector: row.sector ?? '',
    language: row.language as Language,
    zone: row.time_zone,
    colour: row.colour,
    contactName: row.contact_name,
    contactEmail: row.contact_email,
    quietHours:
      row.quiet_from && row.quiet_until && row.quiet_zone
        ? { from: row.quiet_from.slice(0, 5), until: row.quiet_until.slice(0, 5), zone: row.quiet_zone }
        : null,
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    archivedAt: row.archived_at?.toISOString() ?? null,
    channels: channels
      .filter((one) => one.client_id === row.id)
      .map(({ id, network, handle, name, state }) => ({ id, network, handle, name, state })),
    mandates: mandates
      .filter((one) => one.client_id === row.id)
      .map((one) => ({ id: one.id, name: one.name, startsOn: one.starts_on, endsOn: one.ends_on })),
    week: atWork.get(row.id)?.week ?? { posts: 0, out: 0, held: 0 },
    next: atWork.get(row.id)?.next ?? null,
  }))
}
