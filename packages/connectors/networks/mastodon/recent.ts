import { z } from 'zod'
import { readPages, textOfHtml } from '../../sdk/index.ts'
import type { Connector } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { refOf, Status } from './status.ts'

const PAGE = 40

/** The account's statuses, answers included, boosts not. Source: docs.joinmastodon.org/methods/accounts/#statuses. */
export const readRecent: NonNullable<Connector['readRecent']> = (ports, channel, order) =>
  readPages(order, async (cursor, left) => {
    const limit = Math.min(left, PAGE)
    const query = new URLSearchParams({ limit: String(limit), exclude_reblogs: 'true' })
    if (cursor !== null) query.set('max_id', cursor)
    const answer = await ask(ports, targetOf(channel), {
      purpose: 'recent',
      method: 'GET',
      path: `/api/v1/accounts/${encodeURIComponent(channel.remoteId)}/statuses?${query.toString()}`,
      scope: 'read:statuses',
      effect: 'read',
      schema: z.array(Status),
    })
    if (answer.kind !== 'ok') return answer
    // Servers leave boosts out after they cut the page: a short page is not yet the last one.
    return {
      kind: 'page',
      next: answer.value.at(-1)?.id ?? null,
      posts: answer.value.map((status) => ({
        ref: refOf(status),
        text: textOfHtml(status.content),
        at: Temporal.Instant.fromEpochMilliseconds(Date.parse(status.created_at)),
        parent: status.in_reply_to_id ?? null,
        images: status.media_attachments.length,
      })),
    }
  })
