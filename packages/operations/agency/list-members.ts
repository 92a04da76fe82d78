import type { AgencyTx } from '@comptoir/db'
import type { Role } from '@comptoir/domain/agency'
import { sql } from 'kysely'

/** The people of the agency by name. */
export async function listMembers(tx: AgencyTx) {
  const rows = await tx
    .selectFrom('members')
    .select(['id', 'name', 'email', 'role', 'language', 'time_zone as zone', 'created_at'])
    .where('agency_id', '=', tx.agencyId)
    .where('left_at', 'is', null)
    .orderBy('name')
    .execute()
  return rows.map(({ created_at, role, ...row }) => ({ ...row, role: role as Role, since: created_at.toISOString() }))
}

/** Who left, latest first: what they did keeps their name. */
export async function listFormerMembers(tx: AgencyTx) {
  const rows = await tx
    .selectFrom('members')
    .select(['id', 'name', 'email', 'role', 'left_at'])
    .where('agency_id', '=', tx.agencyId)
    .where('left_at', 'is not', null)
    .orderBy('left_at', 'desc')
    .execute()
  return rows.flatMap(({ left_at, role, ...row }) =>
    left_at ? [{ ...row, role: role as Role, leftAt: left_at.toISOString() }] : [],
  )
}

/** Invitations that still open a door, or would have. */
export async function listInvitations(tx: AgencyTx) {
  const rows = await tx
    .selectFrom('invitations')
    .select(['id', 'name', 'email', 'role', 'created_at', 'expires_at'])
    .select(sql<boolean>`expires_at <= clock_timestamp()`.as('expired'))
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    invitedAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    expired: row.expired,
  }))
}
