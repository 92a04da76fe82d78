import { type Database, inAgency, inDispatch } from '@comptoir/db'
import type { Language } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { record } from '../shared/index.ts'

export type SetUp = {
  agencyId: string
  agencyName: string
  town?: string
  language: Language
  timeZone: string
  currency: string
  director: { userId: string; name: string; email: string }
  isDemo?: boolean
}

/** True once a first director exists: the set-up page is then closed for ever. */
export async function isSetUp(db: Database): Promise<boolean> {
  const { set_up_at } = await inDispatch(db, (tx) =>
    tx.selectFrom('instance').select('set_up_at').executeTakeFirstOrThrow(),
  )
  return set_up_at !== null
}

/** Makes the installation's first agency with its director. Of two that try at once, one is told that it is done already. */
export async function setUpAgency(
  db: Database,
  input: SetUp,
): Promise<{ kind: 'made'; memberId: string } | { kind: 'refused'; why: 'already-set-up' }> {
  return inAgency(db, input.agencyId, async (tx) => {
    const claimed = await tx
      .updateTable('instance')
      .set({ set_up_at: sql<Date>`clock_timestamp()` })
      .where('set_up_at', 'is', null)
      .returning('only_row')
      .executeTakeFirst()
    if (!claimed) return { kind: 'refused', why: 'already-set-up' }
    await tx
      .insertInto('agencies')
      .values({
        agency_id: input.agencyId,
        name: input.agencyName,
        town: input.town ?? '',
        language: input.language,
        time_zone: input.timeZone,
        currency: input.currency,
        is_demo: input.isDemo ?? false,
      })
      .execute()
    const { id } = await tx
      .insertInto('members')
      .values({
        agency_id: input.agencyId,
        user_id: input.director.userId,
        name: input.director.name,
        email: input.director.email,
        role: 'director',
        language: input.language,
        time_zone: input.timeZone,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const actor = { kind: 'member', memberId: id, userId: input.director.userId } as const
    await record(
      tx,
      actor,
      'agency.set-up',
      { kind: 'agency', id: input.agencyId },
      { after: { name: input.agencyName } },
    )
    return { kind: 'made', memberId: id }
  })
}
