import type { AgencyTx } from '@comptoir/db'
import { refused, type Refused } from '@comptoir/domain/shared'
import { lockForEdit } from '../publishing/index.ts'
import { type LoadedPost, loadPost } from './load-post.ts'

export type NotEditable = Refused<'stale' | 'on-its-way' | 'already-published' | 'cancelled'>

/**
 * The post, locked for an edit of the version that its author saw. Refused while something of it is on its way, or may be, and once some of it
 * is out: what is out is mended on the network, or the post is duplicated.
 */
export async function lockPost(
  tx: AgencyTx,
  postId: string,
  version: number | null,
): Promise<{ kind: 'open'; post: LoadedPost } | NotEditable> {
  const post = await loadPost(tx, postId, true)
  if (post.cancelled) return refused('cancelled')
  if (version !== null && post.version !== version) return refused('stale')
  const { frozen, published } = await lockForEdit(tx, postId)
  if (frozen) return refused('on-its-way')
  if (published) return refused('already-published')
  return { kind: 'open', post }
}
