import { type AgencyTx, inAgency, type Database, type KeyRing } from '@comptoir/db'
import { linkState, lockedForSeconds } from '@comptoir/domain/reporting'
import type { Language } from '@comptoir/domain/shared'
import type { Correction } from '@comptoir/reporting'
import { sql } from 'kysely'
import { changed, readLink } from '../shared/index.ts'
import { correctionsSince } from './corrections.ts'
import { grant, isGranted } from './grants.ts'
import { isPassword } from './password.ts'
import { readEdition, type StoredEdition } from './read-edition.ts'

/** How long a page opened by its password stays open, with its pictures and files. */
const OPEN_MINUTES = 30

type House = { readonly db: Database; readonly keys: KeyRing }

/** Who stands behind a link, in the language of its report. */
type Said = { agencyName: string; language: Language }

/** A link that does not open. */
export type Shut =
  | { kind: 'not-found' }
  | ({ kind: 'revoked' | 'expired' } & Said)
  | ({ kind: 'password'; waitSeconds: number } & Said)

export type Opened = Said & {
  kind: 'open'
  agencyId: string
  linkId: string
  edition: StoredEdition
  /** What the address of the page carries after its password was given; null where none is asked for. */
  leave: string | null
}

type Link = {
  id: string
  editionId: string
  passwordHash: string | null
  waitSeconds: number
}

/** Opens an edition by its link, for whoever holds it: without an account, without a cookie. `leave` is what `tryPassword` gave. */
export async function openLink(house: House, token: string, leave: string | null): Promise<Opened | Shut> {
  const named = readLink(token)
  if (!named) return { kind: 'not-found' }
  return inAgency(house.db, named.agencyId, async (tx) => {
    const link = await findLink(tx, named.hash)
    if (link.kind !== 'link') return link
    const { passwordHash, waitSeconds, said } = link
    const good = leave !== null && passwordHash !== null && isGranted(house.keys, scopeOf(link), leave, await tx.now())
    if (passwordHash !== null && !good) return { kind: 'password', waitSeconds, ...said }
    const edition = await readEdition(tx, link.editionId)
    const carried = good ? leave : null
    return { kind: 'open', agencyId: tx.agencyId, linkId: link.id, edition, leave: carried, ...said }
  })
}

/** What has to be said beside the figures of an opened edition today. */
export function correctionsOf(house: House, opened: Opened): Promise<Correction[]> {
  return inAgency(house.db, opened.agencyId, async (tx) => correctionsSince(tx, opened.edition.model, await tx.now()))
}

/** Counts that a page was opened: when, how often, never by whom. */
export async function countOpening(
  house: House,
  opened: Pick<Opened, 'agencyId' | 'linkId' | 'edition'>,
): Promise<void> {
  await inAgency(house.db, opened.agencyId, async (tx) => {
    await tx
      .updateTable('share_links')
      .set({ opened: sql<number>`opened + 1`, last_opened_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', opened.linkId)
      .execute()
    await changed(tx, 'reports', opened.edition.id)
  })
}

export type Tried = { kind: 'granted'; leave: string } | ({ kind: 'wrong'; waitSeconds: number } & Said) | Shut

/**
 * Tries a password. Each try is counted before it is looked at, so that a hundred at once are no more than five; after five wrong ones
 * in a row the link is shut for a minute, then two, then four, up to an hour.
 */
export async function tryPassword(house: House, token: string, password: string): Promise<Tried> {
  const named = readLink(token)
  if (!named) return { kind: 'not-found' }
  const { agencyId, hash } = named
  const taken = await inAgency(house.db, agencyId, async (tx): Promise<TakenTry | Shut> => {
    const link = await findLink(tx, hash, true)
    if (link.kind !== 'link') return link
    if (link.waitSeconds > 0) return { kind: 'password', waitSeconds: link.waitSeconds, ...link.said }
    if (link.passwordHash === null) return { ...link, kind: 'try', wrong: 0 }
    const wrong = link.failedPasswords + 1
    await tx
      .updateTable('share_links')
      .set({ failed_passwords: wrong, locked_until: lockUntil(lockedForSeconds(wrong)) })
      .where('id', '=', link.id)
      .execute()
    return { ...link, kind: 'try', wrong }
  })
  if (taken.kind !== 'try') return taken
  const { said, passwordHash } = taken
  if (passwordHash !== null && !(await isPassword(password, passwordHash))) {
    return { kind: 'wrong', waitSeconds: lockedForSeconds(taken.wrong), ...said }
  }
  return inAgency(house.db, agencyId, async (tx) => {
    await tx
      .updateTable('share_links')
      .set({ failed_passwords: 0, locked_until: null })
      .where('id', '=', taken.id)
      .execute()
    const until = (await tx.now()).add({ minutes: OPEN_MINUTES })
    return { kind: 'granted', leave: grant(house.keys, scopeOf(taken), until) }
  })
}

type TakenTry = Link & { kind: 'try'; said: Said; wrong: number }

const lockUntil = (seconds: number) =>
  seconds === 0 ? null : sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`

/** A leave is for one link with one password: with another password it is over. */
const scopeOf = (link: Link): string => `link ${link.id} ${link.passwordHash ?? ''}`

async function findLink(
  tx: AgencyTx,
  secretHash: string,
  lock = false,
): Promise<
  | (Link & { kind: 'link'; said: Said; failedPasswords: number })
  | Extract<Shut, { kind: 'not-found' | 'revoked' | 'expired' }>
> {
  let query = tx.selectFrom('share_links').selectAll().where('secret_hash', '=', secretHash)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) return { kind: 'not-found' }
  const { language } = await tx
    .selectFrom('report_editions')
    .select('language')
    .where('id', '=', row.edition_id)
    .executeTakeFirstOrThrow()
  const { name } = await tx.selectFrom('agencies').select('name').executeTakeFirstOrThrow()
  const said = { agencyName: name, language: language as Language }
  const now = await tx.now()
  const state = linkState(
    {
      revokedAt: row.revoked_at?.toTemporalInstant() ?? null,
      expiresAt: row.expires_at?.toTemporalInstant() ?? null,
    },
    now,
  )
  if (state !== 'open') return { kind: state, ...said }
  const left = row.locked_until ? row.locked_until.getTime() - now.epochMilliseconds : 0
  return {
    kind: 'link',
    id: row.id,
    editionId: row.edition_id,
    passwordHash: row.password_hash,
    failedPasswords: row.failed_passwords,
    waitSeconds: Math.max(0, Math.ceil(left / 1000)),
    said,
  }
}
