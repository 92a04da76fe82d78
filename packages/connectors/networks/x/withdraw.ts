import { z } from 'zod'
import type { Connector } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'

const Deleted = z.object({ data: z.object({ deleted: z.boolean() }) })

/** Deletes a post; `deleted: false` is said of one that is gone already. Source: docs.x.com/x-api/posts/post-delete-by-post-id. */
export const withdraw: NonNullable<Connector['withdraw']> = async (ports, channel, post) => {
  const answer = await ask(ports, targetOf(channel), {
    purpose: 'withdraw',
    method: 'DELETE',
    path: `/2/tweets/${encodeURIComponent(post.remoteId)}`,
    bucket: 'delete',
    scope: 'tweet.write',
    effect: 'write',
    schema: Deleted,
  })
  const gone = answer.kind === 'refused' && answer.rule === 'not-found'
  return answer.kind === 'ok' || gone ? { kind: 'withdrawn' } : answer
}
