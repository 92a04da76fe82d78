import { countText } from '@comptoir/domain/text'
import { z } from 'zod'
import type { Connector, Failure, PublishOrder } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { manifest } from './manifest.ts'
import { postPage } from './permalink.ts'
import { preparedOf } from './step.ts'
import type { PreparedPost } from './step.ts'

const Created = z.object({ data: z.object({ id: z.string().min(1) }) })

/** One post. There is no identity that we could choose, and the refusal of a repeated text is a hint only. Source: docs.x.com/x-api/posts/creation-of-a-post. */
export const publish: Connector['publish'] = async (ports, channel, order) => {
  const prepared = preparedOf(order.prepared.steps[order.step]?.data)
  const parent = order.step === 0 ? null : (order.before[order.step - 1]?.remoteId ?? null)
  if (!prepared || (order.step > 0 && parent === null)) {
    return { kind: 'refused', field: 'thread', rule: 'invalid', reason: null, status: null, code: 'no-parent' }
  }
  const created = await ask(ports, targetOf(channel), {
    purpose: 'publish',
    method: 'POST',
    path: '/2/tweets',
    json: {
      ...(prepared.text !== '' ? { text: prepared.text } : {}),
      ...(prepared.media.length > 0 ? { media: { media_ids: prepared.media } } : {}),
      ...(parent ? { reply: { in_reply_to_tweet_id: parent } } : {}),
    },
    deadline: order.deadline,
    bucket: 'publish',
    scope: 'tweet.write',
    effect: 'write',
    schema: Created,
  })
  if (created.kind !== 'ok') return refusedBy(order, prepared, created, ports.clock.now())
  const { id } = created.value.data
  const permalink = postPage(channel.baseUrl, channel.handle, id)
  return { kind: 'published', ref: { remoteId: id, permalink, data: null }, at: ports.clock.now() }
}

function refusedBy(order: PublishOrder, prepared: PreparedPost, failure: Failure, now: Temporal.Instant): Failure {
  if (failure.kind !== 'refused' || failure.status !== 400) return failure
  if (failure.field === 'media') {
    const expiresAt = order.prepared.expiresAt ? Temporal.Instant.from(order.prepared.expiresAt) : null
    const expired = expiresAt !== null && Temporal.Instant.compare(expiresAt, now) <= 0
    return expired
      ? { kind: 'unavailable', why: 'preparation-expired', status: failure.status, code: failure.code }
      : failure
  }
  const tooLong = countText(prepared.text, manifest.rules.text).some(({ left }) => left < 0)
  return tooLong ? { ...failure, field: 'text', rule: 'too-long' } : failure
}
