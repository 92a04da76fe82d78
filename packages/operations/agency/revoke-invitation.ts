import type { AgencyTx } from '@comptoir/db'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found, record } from '../shared/index.ts'

export async function revokeInvitation(
  tx: AgencyTx,
  actor: Actor,
  invitationId: string,
): Promise<{ kind: 'revoked' } | Refused<'already-accepted'>> {
  const invitation = found(
    await tx
      .selectFrom('invitations')
      .select('accepted_at')
      .where('id', '=', invitationId)
      .forUpdate()
      .executeTakeFirst(),
    'invitation',
  )
  if (invitation.accepted_at) return refused('already-accepted')
  await tx
    .updateTable('invitations')
    .set({ revoked_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', invitationId)
    .execute()
  await record(tx, actor, 'agency.invitation-revoked', { kind: 'invitation', id: invitationId })
  await changed(tx, 'members')
  return { kind: 'revoked' }
}
