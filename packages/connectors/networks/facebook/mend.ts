import { z } from 'zod'
import type { Connector } from '../../sdk/index.ts'
import { health } from './connect.ts'
import { graph, targetOf } from './graph.ts'

const Success = z.object({ success: z.literal(true) })

/** Deletes a post of the page. Source: developers.facebook.com/docs/graph-api/reference/page-post/#deleting. */
export const withdraw: NonNullable<Connector['withdraw']> = async (ports, channel, post) => {
  const answer = await graph(ports, targetOf(channel), {
    purpose: 'withdraw',
    method: 'DELETE',
    path: `/${encodeURIComponent(post.remoteId)}`,
    scope: 'pages_manage_posts',
    effect: 'write',
    schema: Success,
  })
  if (answer.kind === 'ok') return { kind: 'withdrawn' }
  if (answer.kind !== 'refused' || answer.rule !== 'not-found') return answer
  // "Does not exist" is also said of what a token may not see: it counts as gone only while the token is good.
  const token = await health(ports, channel)
  return token.kind === 'healthy' ? { kind: 'withdrawn' } : token
}

/** Replaces the words; only of posts that this application made. Source: developers.facebook.com/docs/graph-api/reference/page-post/#updating. */
export const edit: NonNullable<Connector['edit']> = async (ports, channel, post, part) => {
  const answer = await graph(ports, targetOf(channel), {
    purpose: 'edit',
    method: 'POST',
    path: `/${encodeURIComponent(post.remoteId)}`,
    form: { message: part.text },
    scope: 'pages_manage_posts',
    effect: 'write',
    schema: Success,
  })
  return answer.kind === 'ok' ? { kind: 'edited', ref: post } : answer
}
