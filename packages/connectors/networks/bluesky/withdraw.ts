import { z } from 'zod'
import type { Connector } from '../../sdk/index.ts'
import { POSTS } from './record.ts'
import { targetOf, xrpc } from './xrpc.ts'

/** Deletes the record; one already gone answers the same. Source: docs.bsky.app/docs/api/com-atproto-repo-delete-record. */
export const withdraw: NonNullable<Connector['withdraw']> = async (ports, channel, post) => {
  const rkey = post.remoteId.split('/').at(-1) ?? ''
  if (!post.remoteId.startsWith(`at://${channel.remoteId}/${POSTS}/`) || rkey === '') {
    return { kind: 'refused', field: 'post', rule: 'not-found', reason: null, status: null, code: 'other-account' }
  }
  const answer = await xrpc(ports, targetOf(channel), {
    purpose: 'withdraw',
    method: 'com.atproto.repo.deleteRecord',
    verb: 'procedure',
    body: JSON.stringify({ repo: channel.remoteId, collection: POSTS, rkey }),
    effect: 'write',
    schema: z.looseObject({}),
  })
  return answer.kind === 'ok' ? { kind: 'withdrawn' } : answer
}
