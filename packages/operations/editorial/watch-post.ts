import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found } from '../shared/index.ts'

type Person = Actor & { kind: 'member' }

/** Another person who has the post open; `typing`: they hold words that are not saved. */
export type Watcher = { memberId: string; name: string; typing: boolean }

/** Who was not heard of for so long has left: a page says that it is there three times in this. */
const GONE_SECONDS = 45
const isHere = sql<boolean>`w.seen_at > clock_timestamp() - make_interval(secs => ${GONE_SECONDS})`

/** Says that a person has the post open. Told to the others when it is news; a beat that only goes on is not, and neither is worth a line in the audit. */
export async function watchPost(
  tx: AgencyTx,
  actor: Person,
  { postId, typing }: { postId: string; typing: boolean },
): Promise<Watcher[]> {
  await mustExist(tx, postId)
  const before = await tx
    .selectFrom('post_watchers as w')
    .select(['w.typing', isHere.as('here')])
    .where('w.post_id', '=', postId)
    .where('w.member_id', '=', actor.memberId)
    .executeTakeFirst()
  await tx
    .insertInto('post_watchers')
    .values({ agency_id: tx.agencyId, post_id: postId, member_id: actor.memberId, typing })
    .onConflict((clash) =>
      clash
        .columns(['agency_id', 'post_id', 'member_id'])
        .doUpdateSet({ typing, seen_at: sql<Date>`clock_timestamp()` }),
    )
    .execute()
  if (!before?.here || before.typing !== typing) await changed(tx, 'presence', postId)
  return watchers(tx, actor, postId)
}

/** Says that a person has closed the post. */
export async function leavePost(tx: AgencyTx, actor: Person, postId: string): Promise<{ kind: 'left' }> {
  await mustExist(tx, postId)
  const gone = await tx
    .deleteFrom('post_watchers')
    .where('post_id', '=', postId)
    .where('member_id', '=', actor.memberId)
    .returning('member_id')
    .executeTakeFirst()
  if (gone) await changed(tx, 'presence', postId)
  return { kind: 'left' }
}

/** The others who have the post open, by name. */
export async function watchers(tx: AgencyTx, actor: Person, postId: string): Promise<Watcher[]> {
  await mustExist(tx, postId)
  return tx
    .selectFrom('post_watchers as w')
    .innerJoin('members as m', (join) =>
      join.onRef('m.agency_id', '=', 'w.agency_id').onRef('m.id', '=', 'w.member_id'),
    )
    .select(['w.member_id as memberId', 'm.name', 'w.typing'])
    .where('w.post_id', '=', postId)
    .where('w.member_id', '<>', actor.memberId)
    .where('m.left_at', 'is', null)
    .where(isHere)
    .orderBy('m.name')
    .execute()
}

async function mustExist(tx: AgencyTx, postId: string): Promise<void> {
  found(await tx.selectFrom('posts').select('id').where('id', '=', postId).executeTakeFirst(), 'post')
}
