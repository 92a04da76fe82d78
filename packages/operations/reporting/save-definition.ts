import type { AgencyTx } from '@comptoir/db'
import type { CreateReport, UpdateReport } from '@comptoir/domain/reporting'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found, record } from '../shared/index.ts'

/** Why a definition is not kept. `money`: who asks may not see the fee that the cost is computed from. */
export type Undefined = Refused<'mandate-of-another-client' | 'channel-of-another-client' | 'money'>

/** Defines a report: for whom, on which channels, in which language. */
export async function createReport(
  tx: AgencyTx,
  actor: Actor,
  input: CreateReport,
  may: { money: boolean },
): Promise<{ kind: 'created'; id: string } | Undefined> {
  found(await tx.selectFrom('clients').select('id').where('id', '=', input.clientId).executeTakeFirst(), 'client')
  const mistyped = await check(tx, input.clientId, input)
  if (mistyped) return mistyped
  if (input.showCost && !may.money) return refused('money')
  const { id } = await tx
    .insertInto('report_definitions')
    .values({ agency_id: tx.agencyId, client_id: input.clientId, ...columns(input) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, actor, 'reports.defined', { kind: 'report', id }, { after: input })
  await changed(tx, 'reports', id)
  return { kind: 'created', id }
}

/** Changes a definition. Editions that are frozen stay as they were. */
export async function updateReport(
  tx: AgencyTx,
  actor: Actor,
  { definitionId, ...input }: UpdateReport,
  may: { money: boolean },
): Promise<{ kind: 'updated' } | Undefined> {
  const before = found(
    await tx.selectFrom('report_definitions').selectAll().where('id', '=', definitionId).forUpdate().executeTakeFirst(),
    'report',
  )
  const mistyped = await check(tx, before.client_id, input)
  if (mistyped) return mistyped
  if (input.showCost && !before.show_cost && !may.money) return refused('money')
  await tx.updateTable('report_definitions').set(columns(input)).where('id', '=', definitionId).execute()
  await record(tx, actor, 'reports.redefined', { kind: 'report', id: definitionId }, { before, after: input })
  await changed(tx, 'reports', definitionId)
  return { kind: 'updated' }
}

/** Puts a definition away. Its editions and their links live on. */
export async function archiveReport(tx: AgencyTx, actor: Actor, definitionId: string): Promise<{ kind: 'archived' }> {
  found(
    await tx
      .updateTable('report_definitions')
      .set({ archived_at: sql<Date>`coalesce(archived_at, clock_timestamp())` })
      .where('id', '=', definitionId)
      .returning('id')
      .executeTakeFirst(),
    'report',
  )
  await record(tx, actor, 'reports.archived', { kind: 'report', id: definitionId })
  await changed(tx, 'reports', definitionId)
  return { kind: 'archived' }
}

type Typed = Omit<UpdateReport, 'definitionId'>

function columns(input: Typed) {
  return {
    mandate_id: input.mandateId,
    name: input.name,
    language: input.language,
    period: input.period,
    channel_ids: [...new Set(input.channelIds)],
    show_cost: input.showCost,
  }
}

/** The mandate and the channels are the client's own; another agency's are not there at all. */
async function check(tx: AgencyTx, clientId: string, input: Typed): Promise<Undefined | null> {
  const mandate = found(
    await tx.selectFrom('mandates').select('client_id').where('id', '=', input.mandateId).executeTakeFirst(),
    'mandate',
  )
  if (mandate.client_id !== clientId) return refused('mandate-of-another-client')
  const ids = [...new Set(input.channelIds)]
  if (ids.length === 0) return null
  const channels = await tx.selectFrom('channels').select('client_id').where('id', 'in', ids).execute()
  if (channels.length < ids.length) found(null, 'channel')
  return channels.some((channel) => channel.client_id !== clientId) ? refused('channel-of-another-client') : null
}
