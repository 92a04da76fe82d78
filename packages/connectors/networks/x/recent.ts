import { readPages } from '../../sdk/index.ts'
import type { Connector } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { postPage } from './permalink.ts'
import { POST_FIELDS, Timeline, wordsOf } from './posts.ts'

/** The network takes no fewer, and no more. */
const [FEWEST, MOST] = [5, 100]

/** The account's posts and answers; each one read is paid for. Source: docs.x.com/x-api/posts/user-posts-timeline-by-user-id. */
export const readRecent: NonNullable<Connector['readRecent']> = (ports, channel, order) =>
  readPages(order, async (cursor, left) => {
    const answer = await ask(ports, targetOf(channel), {
      purpose: 'recent',
      method: 'GET',
      path: `/2/users/${encodeURIComponent(channel.remoteId)}/tweets`,
      query: {
        max_results: String(Math.min(MOST, Math.max(FEWEST, left))),
        exclude: 'retweets',
        'tweet.fields': POST_FIELDS,
        ...(order.since === null ? {} : { start_time: order.since.toString({ smallestUnit: 'second' }) }),
        ...(cursor === null ? {} : { pagination_token: cursor }),
      },
      bucket: 'read',
      scope: 'tweet.read',
      effect: 'read',
      schema: Timeline,
    })
    if (answer.kind !== 'ok') return answer
    return {
      kind: 'page',
      next: answer.value.meta?.next_token ?? null,
      posts: (answer.value.data ?? []).map((post) => ({
        ref: { remoteId: post.id, permalink: postPage(channel.baseUrl, channel.handle, post.id), data: null },
        text: wordsOf(post).trim(),
        at: Temporal.Instant.fromEpochMilliseconds(Date.parse(post.created_at)),
        parent: post.referenced_tweets?.find(({ type }) => type === 'replied_to')?.id ?? null,
        images: post.attachments?.media_keys?.length ?? 0,
      })),
    }
  })
