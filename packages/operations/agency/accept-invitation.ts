import { type Database, inAgency } from '@comptoir/db'
import type { Language } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, readLink, record } from '../shared/index.ts'

export type InvitationSeen =
  | {
      kind: 'open'
      agencyName: string
      email: string
      name: string | null
      role: string
      language: Language
      timeZone: string
    }
  | { kind: 'refused'; why: 'unknown-link' | 'expired' | 'revoked' | 'already-accepted' }

/** What the invitation page shows. Reading consumes nothing. */
export async function readInvitation(db: Database, token: string): Promise<InvitationSeen> {
  const link = readLink(token)
  if (!link) return { kind: 'refused', why: 'unknown-link' }
  return inAgency(db, link.agencyId, async (tx) => {
    const row = await tx
      .selectFrom('invitations as i')
      .innerJoin('agencies as a', 'a.agency_id', 'i.agency_id')
      .select([
        'i.email',
        'i.name',
        'i.role',
        'i.accepted_at',
        'i.revoked_at',
        'a.name as agency_name',
        'a.language',
        'a.time_zone',
      ])
      .select(sql<boolean>`i.expires_at <= clock_timestamp()`.as('expired'))
      .where('i.secret_hash', '=', link.hash)
      .executeTakeFirst()
    if (!row) return { kind: 'refused', why: 'unknown-link' }
    if (row.accepted_at) return { kind: 'refused', why: 'already-accepted' }
    if (row.revoked_at) return { kind: 'refused', why: 'revoked' }
    if (row.expired) return { kind: 'refused', why: 'expired' }
    return {
      kind: 'open',
      agencyName: row.agency_name,
      email: row.email,
      name: row.name,
      role: row.role,
      language: row.language as Language,
      timeZone: row.time_zone,
    }
  })
}

export type Newcomer = { userId: string; name: string; language: Language; timeZone: string }

/** Seats the person. Once: of two clicks, the second is told that the link was used. */
export async function acceptInvitation(
  db: Database,
  token: string,
  person: Newcomer,
): Promise<{ kind: 'seated'; agencyId: string; memberId: string } | { kind: 'refused'; why: 'unknown-link' }> {
  const link = readLink(token)
  if (!link) return { kind: 'refused', why: 'unknown-link' }
  return inAgency(db, link.agencyId, async (tx) => {
    const invitation = await tx
      .updateTable('invitations')
      .set({ accepted_at: sql<Date>`clock_timestamp()` })
      .where('secret_hash', '=', link.hash)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where(sql<boolean>`expires_at > clock_timestamp()`)
      .returning(['id', 'email', 'role'])
      .executeTakeFirst()
    if (!invitation) return { kind: 'refused', why: 'unknown-link' }
    const { id } = await tx
      .insertInto('members')
      .values({
        agency_id: tx.agencyId,
        user_id: person.userId,
        name: person.name,
        email: invitation.email,
        role: invitation.role,
        language: person.language,
        time_zone: person.timeZone,
      })
      // Somebody who left comes back to their own seat.
      .onConflict((clash) =>
        clash
          .columns(['agency_id', 'user_id'])
          .doUpdateSet({ left_at: null, role: invitation.role, name: person.name }),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    await record(
      tx,
      { kind: 'member', memberId: id, userId: person.userId },
      'agency.joined',
      { kind: 'member', id },
      { after: { role: invitation.role } },
    )
    await changed(tx, 'members', id)
    return { kind: 'seated', agencyId: tx.agencyId, memberId: id }
  })
}
