import { z } from 'zod'
import { readJson, unreadable } from '../../sdk/index.ts'
import type { Channel, Connector, Published } from '../../sdk/index.ts'
import { POSTS, recordOf, refOf } from './record.ts'
import { settle } from './settle.ts'
import { errorCode, failureOf, targetOf, xrpcAnswer } from './xrpc.ts'

const Put = z.object({ uri: z.string().startsWith('at://'), cid: z.string().min(1) })

/**
 * Puts the step's record at its own key, only if nothing stands there (`swapRecord: null`). The identical record again answers the same
 * uri and cid; InvalidSwap says that something else stands there, so it is read back: only our own record counts as published.
 * Source: docs.bsky.app/docs/api/com-atproto-repo-put-record, and measured against a real server.
 */
export const publish: Connector['publish'] = async (ports, channel, order) => {
  const record = recordOf(order)
  if (record === null)
    return { kind: 'refused', field: 'thread', rule: 'invalid', reason: null, status: null, code: 'no-parent' }
  const answer = await xrpcAnswer(ports, targetOf(channel), {
    purpose: 'publish',
    method: 'com.atproto.repo.putRecord',
    verb: 'procedure',
    body: JSON.stringify({
      repo: channel.remoteId,
      collection: POSTS,
      rkey: order.identity.key,
      record,
      swapRecord: null,
    }),
    deadline: order.deadline,
    effect: 'write',
  })
  if (answer.kind !== 'answered') return answer
  if (answer.status === 200) {
    const put = readJson(answer.body, Put)
    return put ? publishedAs(channel, order.identity.key, put, ports.clock.now()) : unreadable(answer, 'write')
  }
  if (errorCode(answer) === 'InvalidSwap') {
    const found = await settle(ports, channel, { ...order, since: ports.clock.now(), emptyReadings: [] })
    if (found.kind === 'there') return { kind: 'published', ref: found.ref, at: ports.clock.now() }
    return { kind: 'uncertain', why: 'server-error', status: answer.status, code: 'InvalidSwap' }
  }
  return failureOf(ports, answer, 'write')
}

const publishedAs = (
  channel: Channel,
  rkey: string,
  put: { uri: string; cid: string },
  at: Temporal.Instant,
): Published => ({
  kind: 'published',
  ref: refOf(channel, rkey, put),
  at,
})
