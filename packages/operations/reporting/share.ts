import { randomUUIDv7 } from 'node:crypto'
import { type AgencyTx, type KeyRing, seal } from '@comptoir/db'
import type { ShareEdition } from '@comptoir/domain/reporting'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found, mintLink, record } from '../shared/index.ts'
import { hashPassword } from './password.ts'
import { linkAddress, linkPlace } from './read-edition.ts'

/** Makes a link to an edition, for one reader: it can be taken back without shutting out the others. */
export async function shareEdition(
  tx: AgencyTx,
  actor: Actor & { kind: 'member' },
  input: ShareEdition,
  house: { keys: KeyRing; url: string },
): Promise<{ kind: 'shared'; id: string; url: string } | Refused<'expires-in-the-past'>> {
  const { editionId, expiresAt, password } = input
  const edition = await tx
    .selectFrom('report_editions')
    .select('definition_id')
    .where('id', '=', editionId)
    .executeTakeFirst()
  const { definition_id: definitionId } = found(edition, 'edition')
  if (expiresAt && Temporal.Instant.compare(expiresAt, await tx.now()) <= 0) return refused('expires-in-the-past')
  const id = randomUUIDv7()
  const { token, hash } = mintLink(tx.agencyId)
  await tx
    .insertInto('share_links')
    .values({
      agency_id: tx.agencyId,
      id,
      edition_id: editionId,
      secret_hash: hash,
      sealed_secret: seal(house.keys, linkPlace(tx.agencyId, id), token),
      label: input.label || null,
      password_hash: password === null ? null : await hashPassword(password),
      expires_at: expiresAt?.toString() ?? null,
      created_by: actor.memberId,
    })
    .execute()
  await record(
    tx,
    actor,
    'reports.shared',
    { kind: 'edition', id: editionId },
    {
      after: {
        linkId: id,
        label: input.label,
        expiresAt: expiresAt?.toString() ?? null,
        hasPassword: password !== null,
      },
    },
  )
  await changed(tx, 'reports', definitionId)
  return { kind: 'shared', id, url: linkAddress(house.url, token) }
}

/** Takes a link back, for ever. Taken back twice it stays as it was the first time. */
export async function revokeLink(tx: AgencyTx, actor: Actor, linkId: string): Promise<{ kind: 'revoked' }> {
  const link = found(
    await tx
      .selectFrom('share_links')
      .select(['edition_id', 'revoked_at'])
      .where('id', '=', linkId)
      .forUpdate()
      .executeTakeFirst(),
    'link',
  )
  if (link.revoked_at) return { kind: 'revoked' }
  await tx
    .updateTable('share_links')
    .set({ revoked_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', linkId)
    .execute()
  await record(tx, actor, 'reports.link-revoked', { kind: 'edition', id: link.edition_id }, { after: { linkId } })
  await changed(tx, 'reports', link.edition_id)
  return { kind: 'revoked' }
}
