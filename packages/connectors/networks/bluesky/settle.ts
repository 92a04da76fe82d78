import { z } from 'zod'
import { readJson } from '../../sdk/index.ts'
import type { Connector } from '../../sdk/index.ts'
import { POSTS, refOf } from './record.ts'
import { errorCode, failureOf, targetOf, xrpcAnswer } from './xrpc.ts'

const Found = z.object({ uri: z.string().startsWith('at://'), cid: z.string().min(1) })

/**
 * Is there a record at the step's own key? Exact both ways: nobody else chooses that key, and sending again under `swapRecord: null`
 * cannot make a second post even if the first is still on its way. Source: docs.bsky.app/docs/api/com-atproto-repo-get-record.
 */
export const settle: Connector['settle'] = async (ports, channel, order) => {
  const again = () => ports.clock.now().add({ seconds: 10 })
  const answer = await xrpcAnswer(ports, targetOf(channel), {
    purpose: 'settle',
    method: 'com.atproto.repo.getRecord',
    verb: 'query',
    params: { repo: channel.remoteId, collection: POSTS, rkey: order.identity.key },
    effect: 'read',
  })
  if (answer.kind !== 'answered') return { kind: 'unknown', why: 'no-answer', failure: answer, readAgainAt: again() }
  if (answer.status === 200) {
    const found = readJson(answer.body, Found)
    if (found) return { kind: 'there', ref: refOf(channel, order.identity.key, found) }
    const failure = { kind: 'unavailable', why: 'unreadable-answer', status: 200, code: null } as const
    return { kind: 'unknown', why: 'no-answer', failure, readAgainAt: again() }
  }
  if (errorCode(answer) === 'RecordNotFound') return { kind: 'absent' }
  const failure = failureOf(ports, answer, 'read')
  const readAgainAt = failure.kind === 'delayed' ? failure.until : again()
  return { kind: 'unknown', why: 'no-answer', failure, readAgainAt }
}
