import type { AgencyTx } from '@comptoir/db'
import type { UpdateAgency } from '@comptoir/domain/agency'
import type { Actor, Language } from '@comptoir/domain/shared'
import { changed, found, record } from '../shared/index.ts'

export async function getAgency(tx: AgencyTx) {
  const row = found(
    await tx.selectFrom('agencies').selectAll().where('agency_id', '=', tx.agencyId).executeTakeFirst(),
    'agency',
  )
  return {
    id: row.agency_id,
    name: row.name,
    town: row.town,
    language: row.language as Language,
    zone: row.time_zone,
    currency: row.currency,
    collisionMinutes: row.collision_minutes,
    lateLimitSeconds: row.late_limit_seconds,
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    isDemo: row.is_demo,
  }
}

export async function updateAgency(tx: AgencyTx, actor: Actor, input: UpdateAgency): Promise<{ kind: 'updated' }> {
  const { name, town, language, zone, currency, collisionMinutes, lateLimitSeconds } = await getAgency(tx)
  const before = { name, town, language, zone, currency, collisionMinutes, lateLimitSeconds }
  await tx
    .updateTable('agencies')
    .set({
      name: input.name,
      town: input.town,
      language: input.language,
      time_zone: input.zone,
      currency: input.currency,
      collision_minutes: input.collisionMinutes,
      late_limit_seconds: input.lateLimitSeconds,
    })
    .where('agency_id', '=', tx.agencyId)
    .execute()
  await record(tx, actor, 'agency.updated', { kind: 'agency', id: tx.agencyId }, { before, after: input })
  await changed(tx, 'agency', tx.agencyId)
  return { kind: 'updated' }
}
