import type { AgencyTx } from '@comptoir/db'
import { Actor } from '@comptoir/domain/shared'

/** Who did what, newest first, a page at a time. */
export async function listAudit(tx: AgencyTx, options: { before?: string | undefined; limit: number }) {
  let query = tx
    .selectFrom('audit_log')
    .select(['id', 'at', 'actor', 'verb', 'subject_kind', 'subject_id'])
    .orderBy('id', 'desc')
    .limit(options.limit)
  if (options.before) query = query.where('id', '<', options.before)
  const rows = await query.execute()
  const names = new Map(
    (await tx.selectFrom('members').select(['id', 'name']).where('agency_id', '=', tx.agencyId).execute()).map(
      (row) => [row.id, row.name],
    ),
  )
  return rows.map((row) => {
    const actor = Actor.parse(row.actor)
    return {
      id: row.id,
      at: row.at.toISOString(),
      actorName: actor.kind === 'member' ? (names.get(actor.memberId) ?? null) : null,
      actorKind: actor.kind,
      verb: row.verb,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
    }
  })
}
