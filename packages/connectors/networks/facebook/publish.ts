import { z } from 'zod'
import type { Channel, Connector, Failure, Ports, PublishOrder } from '../../sdk/index.ts'
import { graph, targetOf } from './graph.ts'
import { postOf } from './permalink.ts'
import { preparedOf } from './step.ts'
import type { PreparedPost } from './step.ts'

const Created = z.object({ id: z.string().min(1) })

/**
 * One post on the page's feed, or the first comment under it. There is no identity that we could choose: a lost answer is settled by
 * reading the page back. Source: developers.facebook.com/docs/graph-api/reference/page/feed, reference/object/comments.
 */
export const publish: Connector['publish'] = async (ports, channel, order) => {
  const step = order.prepared.steps[order.step]
  const prepared = preparedOf(step?.data)
  const parent = step?.kind === 'first-comment' ? (order.before[0]?.remoteId ?? null) : channel.remoteId
  if (!step || !prepared || parent === null) {
    return { kind: 'refused', field: 'first-comment', rule: 'invalid', reason: null, status: null, code: 'no-parent' }
  }
  const comment = step.kind === 'first-comment'
  const created = await send(
    ports,
    channel,
    order,
    `/${encodeURIComponent(parent)}/${comment ? 'comments' : 'feed'}`,
    formOf(prepared),
    comment,
  )
  if (created.kind !== 'ok') return comment ? ofComment(created) : ofPost(created, prepared)
  const { id } = created.value
  const permalink = comment
    ? `${order.before[0]?.permalink ?? postOf(channel.baseUrl, channel.handle, parent)}?comment_id=${id.split('_').at(-1)}`
    : postOf(channel.baseUrl, channel.handle, id)
  return { kind: 'published', ref: { remoteId: id, permalink, data: null }, at: ports.clock.now() }
}

const send = (
  ports: Ports,
  channel: Channel,
  order: PublishOrder,
  path: string,
  form: Record<string, string>,
  comment: boolean,
) =>
  graph(ports, targetOf(channel), {
    purpose: 'publish',
    method: 'POST',
    path,
    form,
    deadline: order.deadline,
    scope: comment ? 'pages_manage_engagement' : 'pages_manage_posts',
    effect: 'write',
    schema: Created,
  })

function formOf(prepared: PreparedPost): Record<string, string> {
  const form: Record<string, string> = {}
  if (prepared.message !== '') form.message = prepared.message
  if (prepared.link !== null) form.link = prepared.link
  for (const [index, id] of prepared.photos.entries())
    form[`attached_media[${index}]`] = JSON.stringify({ media_fbid: id })
  return form
}

/** Which field an "invalid parameter" means is told by what was sent, never by its words. */
function ofPost(failure: Failure, prepared: PreparedPost): Failure {
  if (failure.kind !== 'refused') return failure
  // Photos were named by their ids: one that is not found has been swept, and is uploaded anew.
  if (failure.rule === 'not-found' && prepared.photos.length > 0) {
    return { kind: 'unavailable', why: 'preparation-expired', status: failure.status, code: failure.code }
  }
  if (failure.field !== 'request' || failure.rule !== 'invalid') return failure
  if (prepared.photos.length > 0) return { ...failure, field: 'media' }
  if (prepared.message.trim() === '' && prepared.link === null) return { ...failure, field: 'text', rule: 'empty' }
  return { ...failure, field: prepared.link === null ? 'text' : 'link' }
}

const ofComment = (failure: Failure): Failure =>
  failure.kind === 'refused' ? { ...failure, field: 'first-comment' } : failure
