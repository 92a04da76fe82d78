import { countText } from '@comptoir/domain/text'
import { readJson, unreadable } from '../../sdk/index.ts'
import type { Channel, Connector, Failure } from '../../sdk/index.ts'
import { answerOf, failureOf, targetOf } from './api.ts'
import { manifest } from './manifest.ts'
import { settle } from './settle.ts'
import { preparedOf, refOf, Status } from './status.ts'
import type { PreparedStatus } from './status.ts'

/** The server forgets an Idempotency-Key after an hour; older ones prove nothing any more. Minutes. */
const KEY_GOOD_FOR = 55

/**
 * Posts a status once: the server answers the same status to the same Idempotency-Key.
 * Source: docs.joinmastodon.org/methods/statuses/#create.
 */
export const publish: Connector['publish'] = async (ports, channel, order) => {
  const prepared = preparedOf(order.prepared.steps[order.step]?.data)
  const parent = order.step === 0 ? null : (order.before[order.step - 1]?.remoteId ?? null)
  if (!prepared || (order.step > 0 && parent === null)) {
    return { kind: 'refused', field: 'thread', rule: 'invalid', reason: null, status: null, code: 'no-parent' }
  }
  const since = Temporal.Instant.from(order.identity.createdAt)
  if (ports.clock.now().since(since).total('minutes') > KEY_GOOD_FOR) {
    const found = await settle(ports, channel, { ...order, since, emptyReadings: [] })
    if (found.kind === 'there') return { kind: 'published', ref: found.ref, at: ports.clock.now() }
    if (found.kind === 'unknown' && found.why !== 'not-seen-yet') {
      return found.failure ?? { kind: 'unavailable', why: 'no-answer', status: null, code: null }
    }
  }
  const answer = await answerOf(ports, targetOf(channel), {
    purpose: 'publish',
    method: 'POST',
    path: '/api/v1/statuses',
    headers: { 'idempotency-key': order.identity.key },
    json: {
      status: prepared.status,
      visibility: 'public',
      ...(prepared.media_ids.length > 0 ? { media_ids: prepared.media_ids } : {}),
      ...(prepared.language ? { language: prepared.language } : {}),
      ...(parent ? { in_reply_to_id: parent } : {}),
    },
    deadline: order.deadline,
    scope: 'write:statuses',
    effect: 'write',
  })
  if (answer.kind !== 'answered') return answer
  if (answer.status !== 200) {
    return refusedBy(channel, prepared, parent, failureOf(ports, answer, { scope: 'write:statuses', effect: 'write' }))
  }
  const status = readJson(answer.body, Status)
  return status ? { kind: 'published', ref: refOf(status), at: ports.clock.now() } : unreadable(answer, 'write')
}

/** The server says only "no"; which field it means is told by what we know of its rules, never by its words. */
function refusedBy(channel: Channel, prepared: PreparedStatus, parent: string | null, failure: Failure): Failure {
  if (failure.kind !== 'refused') return failure
  if (failure.status === 404 || failure.status === 410) return parent ? { ...failure, field: 'thread' } : failure
  if (failure.status !== 422) return failure
  const rules = channel.rules ?? manifest.rules
  if (countText(prepared.status, rules.text).some(({ left }) => left < 0))
    return { ...failure, field: 'text', rule: 'too-long' }
  if (prepared.media_ids.length > rules.media.maxImages) return { ...failure, field: 'media', rule: 'media-count' }
  if (prepared.status.trim() === '' && prepared.media_ids.length === 0)
    return { ...failure, field: 'text', rule: 'empty' }
  return { ...failure, field: prepared.media_ids.length > 0 ? 'media' : 'text', rule: 'invalid' }
}
