import type { AgencyTx } from '@comptoir/db'
import type { UpdateProfile } from '@comptoir/domain/agency'
import type { Actor } from '@comptoir/domain/shared'
import { changed, found, record } from '../shared/index.ts'

/** What members change about themselves, in this agency. */
export async function updateProfile(
  tx: AgencyTx,
  actor: Actor & { kind: 'member' },
  input: UpdateProfile,
): Promise<{ kind: 'updated' }> {
  const before = found(
    await tx
      .selectFrom('members')
      .select(['name', 'language', 'time_zone as zone', 'mail_notices as mailNotices'])
      .where('agency_id', '=', tx.agencyId)
      .where('id', '=', actor.memberId)
      .forUpdate()
      .executeTakeFirst(),
    'member',
  )
  await tx
    .updateTable('members')
    .set({ name: input.name, language: input.language, time_zone: input.zone, mail_notices: input.mailNotices })
    .where('agency_id', '=', tx.agencyId)
    .where('id', '=', actor.memberId)
    .execute()
  await record(tx, actor, 'agency.profile-updated', { kind: 'member', id: actor.memberId }, { before, after: input })
  await changed(tx, 'members', actor.memberId)
  return { kind: 'updated' }
}
