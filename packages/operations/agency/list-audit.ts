import type { AgencyTx } from '@comptoir/db'
import { Actor } from '@comptoir/domain/shared'
import { type SqlBool, sql } from 'kysely'
import { type AuditLine, type AuditChange, differencesOf } from './audit-difference.ts'

export type { AuditChange, AuditLine }

export type AuditFilter = {
  /** The id of the last line seen. */
  before?: string | undefined
  limit: number
  memberId?: string | undefined
  /** Only what the house did by itself, or what came by a signed link. */
  actorKind?: 'system' | 'link' | undefined
  /** The part of the house, as verbs begin: "agency", "clients". */
  context?: string | undefined
  subjectId?: string | undefined
  /** Days in the agency's own zone, both included. */
  from?: string | undefined
  until?: string | undefined
}

/** Who did what, newest first, a page at a time: each with what it changed, from what to what. */
export async function listAudit(tx: AgencyTx, filter: AuditFilter): Promise<{ lines: AuditLine[]; more: boolean }> {
  const { zone } = await tx
    .selectFrom('agencies')
    .select('time_zone as zone')
    .where('agency_id', '=', tx.agencyId)
    .executeTakeFirstOrThrow()
  let query = tx
    .selectFrom('audit_log')
    .select(['id', 'at', 'actor', 'verb', 'subject_kind', 'subject_id', 'before', 'after'])
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
  if (filter.before) query = query.where('id', '<', filter.before)
  if (filter.memberId) query = query.where(sql<SqlBool>`actor->>'memberId' = ${filter.memberId}`)
  if (filter.actorKind) query = query.where(sql<SqlBool>`actor->>'kind' = ${filter.actorKind}`)
  if (filter.context) query = query.where(sql<SqlBool>`split_part(verb, '.', 1) = ${filter.context}`)
  if (filter.subjectId) query = query.where('subject_id', '=', filter.subjectId)
  if (filter.from) query = query.where(sql<SqlBool>`at >= (${filter.from}::date)::timestamp at time zone ${zone}`)
  if (filter.until) query = query.where(sql<SqlBool>`at < (${filter.until}::date + 1)::timestamp at time zone ${zone}`)
  const rows = await query.execute()
  const shown = rows.slice(0, filter.limit)
  const actors = shown.map((row) => Actor.parse(row.actor))
  const names = await namesOf(tx, [
    ...actors.flatMap((actor) => (actor.kind === 'member' ? [actor.memberId] : [])),
    ...shown.map((row) => row.subject_id),
  ])
  return {
    lines: shown.map((row, i) => {
      const actor = actors[i]!
      return {
        id: row.id,
        at: row.at.toISOString(),
        actorName: actor.kind === 'member' ? (names.get(actor.memberId) ?? null) : null,
        actorKind: actor.kind,
        verb: row.verb,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        subjectName: names.get(row.subject_id) ?? null,
        changes: differencesOf(row.before, row.after),
      }
    }),
    more: rows.length > filter.limit,
  }
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** What the ids on the page are called today. */
async function namesOf(tx: AgencyTx, ids: readonly string[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => UUID.test(id)))]
  const { rows } = await sql<{ id: string; name: string }>`
    with asked as (select unnest(${known}::uuid[]) as id)
    select m.id::text, m.name from members m join asked using (id) where m.agency_id = ${tx.agencyId}
    union all select c.id::text, c.name from clients c join asked using (id)
    union all select ch.id::text, ch.handle from channels ch join asked using (id)
    union all select e.id::text, e.name from events e join asked using (id)
    union all select p.id::text, coalesce(nullif(p.title, ''), left(p.text, 60)) from posts p join asked using (id)
    union all select ma.id::text, ma.name from mandates ma join asked using (id)
    union all select r.id::text, r.name from report_definitions r join asked using (id)
    union all select d.id::text, p.title from deliveries d join asked using (id)
      join posts p on p.agency_id = d.agency_id and p.id = d.post_id
    union all select ed.id::text, r.name || ' ' || ed.number from report_editions ed join asked using (id)
      join report_definitions r on r.agency_id = ed.agency_id and r.id = ed.definition_id
    union all select i.id::text, i.email from invitations i join asked using (id)
    union all select n.id::text, n.network from network_apps n join asked using (id)
    union all select ml.id::text, ml.subject from mails ml join asked using (id)`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
