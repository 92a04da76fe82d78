import type { AgencyTx } from '@comptoir/db'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { disarmPost } from '../publishing/index.ts'
import { changed, record } from '../shared/index.ts'
import { lockPost, type NotEditable } from './edit-guard.ts'
import { loadPost } from './load-post.ts'

/** Calls a post off: nothing more of it leaves. Its words and approvals are kept. */
export async function cancelPost(
  tx: AgencyTx,
  actor: Actor,
  postId: string,
): Promise<{ kind: 'cancelled'; deliveries: number } | NotEditable> {
  const lock = await lockPost(tx, postId, null)
  if (lock.kind === 'refused') return lock
  await tx
    .updateTable('posts')
    .set({ cancelled_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', postId)
    .execute()
  const { cancelled } = await disarmPost(tx, actor, postId, 'post-cancelled')
  await record(tx, actor, 'posts.cancelled', { kind: 'post', id: postId })
  await changed(tx, 'posts', postId)
  return { kind: 'cancelled', deliveries: cancelled.length }
}

/** Brings a cancelled post back as a draft: it is approved, and so armed, again. */
export async function restorePost(
  tx: AgencyTx,
  actor: Actor,
  postId: string,
): Promise<{ kind: 'restored' } | Refused<'not-cancelled'>> {
  const post = await loadPost(tx, postId, true)
  if (!post.cancelled) return refused('not-cancelled')
  await tx.updateTable('posts').set({ cancelled_at: null, review_state: 'draft' }).where('id', '=', postId).execute()
  await tx
    .updateTable('approvals')
    .set({ lapsed_at: sql<Date>`clock_timestamp()`, lapsed_because: 'restored' })
    .where('post_id', '=', postId)
    .where('lapsed_at', 'is', null)
    .execute()
  await record(tx, actor, 'posts.restored', { kind: 'post', id: postId })
  await changed(tx, 'posts', postId)
  return { kind: 'restored' }
}
