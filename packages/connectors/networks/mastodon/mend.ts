import { textWithLink } from '@comptoir/domain/text'
import { z } from 'zod'
import type { Connector } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { refOf, Status } from './status.ts'

/** Deletes a status; one already gone answers 404. Source: docs.joinmastodon.org/methods/statuses/#delete. */
export const withdraw: NonNullable<Connector['withdraw']> = async (ports, channel, post) => {
  const answer = await ask(ports, targetOf(channel), {
    purpose: 'withdraw',
    method: 'DELETE',
    path: `/api/v1/statuses/${encodeURIComponent(post.remoteId)}`,
    scope: 'write:statuses',
    effect: 'write',
    schema: z.looseObject({}),
  })
  const gone = answer.kind === 'refused' && (answer.rule === 'not-found' || answer.rule === 'gone')
  return answer.kind === 'ok' || gone ? { kind: 'withdrawn' } : answer
}

/** Replaces the words. Pictures are named again, or the server would take them off. Source: docs.joinmastodon.org/methods/statuses/#edit. */
export const edit: NonNullable<Connector['edit']> = async (ports, channel, post, part) => {
  const path = `/api/v1/statuses/${encodeURIComponent(post.remoteId)}`
  const target = targetOf(channel)
  const now = await ask(ports, target, {
    purpose: 'edit',
    method: 'GET',
    path,
    scope: 'read:statuses',
    effect: 'read',
    schema: Status,
  })
  if (now.kind !== 'ok') return now
  const edited = await ask(ports, target, {
    purpose: 'edit',
    method: 'PUT',
    path,
    json: {
      status: part.link ? textWithLink(part.text, part.link.url) : part.text,
      media_ids: now.value.media_attachments.map(({ id }) => id),
    },
    scope: 'write:statuses',
    effect: 'write',
    schema: Status,
  })
  return edited.kind === 'ok' ? { kind: 'edited', ref: refOf(edited.value) } : edited
}
