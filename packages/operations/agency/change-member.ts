import type { AgencyTx } from '@comptoir/db'
import { changeRole, type Role } from '@comptoir/domain/agency'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found, record } from '../shared/index.ts'

/** Gives a member another role. The agency always keeps a director: two directors who demote each other at once end with one. */
export async function changeMemberRole(
  tx: AgencyTx,
  actor: Actor,
  input: { memberId: string; role: Role },
): Promise<{ kind: 'changed' } | Refused<'last-director'>> {
  return change(tx, actor, input.memberId, input.role)
}

/** Takes a person's seat away. What they did keeps their name; their sessions no longer open this agency. */
export async function removeMember(
  tx: AgencyTx,
  actor: Actor,
  memberId: string,
): Promise<{ kind: 'changed' } | Refused<'last-director' | 'on-duty'>> {
  const duty = await tx
    .selectFrom('mandates')
    .select('id')
    .where('duty_member_id', '=', memberId)
    .where(sql<boolean>`ends_on >= current_date`)
    .executeTakeFirst()
  if (duty) return refused('on-duty')
  return change(tx, actor, memberId, null)
}

async function change(tx: AgencyTx, actor: Actor, memberId: string, to: Role | null) {
  // Every director is locked, in one order, before they are counted.
  const directors = await tx
    .selectFrom('members')
    .select('id')
    .where('role', '=', 'director')
    .where('left_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const member = found(
    await tx
      .selectFrom('members')
      .select(['id', 'role'])
      .where('id', '=', memberId)
      .where('agency_id', '=', tx.agencyId)
      .where('left_at', 'is', null)
      .forUpdate()
      .executeTakeFirst(),
    'member',
  )
  const before = member.role as Role
  const outcome = changeRole({ role: before }, to, directors.length)
  if (outcome.kind === 'refused') return outcome
  await tx
    .updateTable('members')
    .set(to === null ? { left_at: sql<Date>`clock_timestamp()` } : { role: to })
    .where('id', '=', memberId)
    .execute()
  await record(
    tx,
    actor,
    to === null ? 'agency.member-removed' : 'agency.role-changed',
    { kind: 'member', id: memberId },
    { before, after: to },
  )
  await changed(tx, 'members', memberId)
  return { kind: 'changed' as const }
}
