import { z } from 'zod'
import { noReading, readJson, unreadable } from '../../sdk/index.ts'
import type { Connector } from '../../sdk/index.ts'
import { isSameRecord, POSTS, recordOf, refOf } from './record.ts'
import { errorCode, failureOf, targetOf, xrpcAnswer } from './xrpc.ts'

const Found = z.object({ uri: z.string().startsWith('at://'), cid: z.string().min(1), value: z.json() })

/**
 * Is our record at the step's own key? Exact both ways: sending again under `swapRecord: null` cannot make a second post even if the first is
 * still on its way. Another record there is not ours to call published: a person looks at it. Source: docs.bsky.app/docs/api/com-atproto-repo-get-record.
 */
export const settle: Connector['settle'] = async (ports, channel, order) => {
  const answer = await xrpcAnswer(ports, targetOf(channel), {
    purpose: 'settle',
    method: 'com.atproto.repo.getRecord',
    verb: 'query',
    params: { repo: channel.remoteId, collection: POSTS, rkey: order.identity.key },
    effect: 'read',
  })
  const now = ports.clock.now()
  if (answer.kind !== 'answered') return noReading(answer, now)
  if (answer.status === 200) {
    const found = readJson(answer.body, Found)
    if (!found) return noReading(unreadable(answer, 'read'), now)
    if (!isSameRecord(recordOf(order), found.value))
      return { kind: 'unknown', why: 'cannot-prove', failure: null, readAgainAt: null }
    return { kind: 'there', ref: refOf(channel, order.identity.key, found) }
  }
  if (errorCode(answer) === 'RecordNotFound') return { kind: 'absent' }
  return noReading(failureOf(ports, answer, 'read'), now)
}
