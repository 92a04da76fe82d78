import type { AgencyTx } from '@comptoir/db'
import type { InviteMember } from '@comptoir/domain/agency'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { queueMail, signInMail } from '../notices/index.ts'
import { changed, mintLink, record } from '../shared/index.ts'

const DAYS_VALID = 7

/** Asks a person to join. An earlier invitation to the same address is revoked: one link at a time opens the door. */
export async function inviteMember(
  tx: AgencyTx,
  actor: Actor & { kind: 'member' },
  publicUrl: string,
  input: InviteMember,
): Promise<{ kind: 'invited'; id: string; url: string } | { kind: 'refused'; why: 'already-a-member' }> {
  const seated = await tx
    .selectFrom('members')
    .select('id')
    .where(sql`lower(email)`, '=', input.email.toLowerCase())
    .where('left_at', 'is', null)
    .executeTakeFirst()
  if (seated) return { kind: 'refused', why: 'already-a-member' }

  await tx
    .updateTable('invitations')
    .set({ revoked_at: sql<Date>`clock_timestamp()` })
    .where('email', '=', input.email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
  const link = mintLink(tx.agencyId)
  const { id } = await tx
    .insertInto('invitations')
    .values({
      agency_id: tx.agencyId,
      email: input.email,
      name: input.name,
      role: input.role,
      secret_hash: link.hash,
      invited_by: actor.memberId,
      expires_at: sql<Date>`clock_timestamp() + make_interval(days => ${DAYS_VALID})`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const url = new URL(`/invitation?token=${link.token}`, publicUrl).toString()
  await queueMail(tx, {
    ...signInMail('invitation', url, input.name, input.language),
    kind: 'invitation',
    recipient: input.email,
  })
  await record(
    tx,
    actor,
    'agency.invited',
    { kind: 'invitation', id },
    { after: { email: input.email, role: input.role } },
  )
  await changed(tx, 'members')
  return { kind: 'invited', id, url }
}
