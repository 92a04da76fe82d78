import { comparable, noReading, readBackFrom, unseen } from '../../sdk/index.ts'
import type { Connector, SettleOrder } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { postPage } from './permalink.ts'
import { type Post, POST_FIELDS, Timeline, wordsOf } from './posts.ts'
import { preparedOf } from './step.ts'
import type { PreparedPost } from './step.ts'

/**
 * Reads the account's latest posts back. Weak: what is seen is there, but what is not seen may only be slow to show, so absence is never
 * proven. Source: docs.x.com/x-api/posts/user-posts-timeline-by-user-id.
 */
export const settle: Connector['settle'] = async (ports, channel, order) => {
  const prepared = preparedOf(order.prepared.steps[order.step]?.data)
  if (!prepared) return { kind: 'unknown', why: 'cannot-prove', failure: null, readAgainAt: null }
  const from = readBackFrom(order.since)
  const read = await ask(ports, targetOf(channel), {
    purpose: 'settle',
    method: 'GET',
    path: `/2/users/${encodeURIComponent(channel.remoteId)}/tweets`,
    query: {
      max_results: '100',
      start_time: from.toString({ smallestUnit: 'second' }),
      'tweet.fields': POST_FIELDS,
    },
    bucket: 'read',
    scope: 'tweet.read',
    effect: 'read',
    schema: Timeline,
  })
  const now = ports.clock.now()
  if (read.kind !== 'ok') return noReading(read, now)
  const [only, other] = (read.value.data ?? []).filter((post) => isOurs(post, prepared, order))
  if (only && other) return { kind: 'unknown', why: 'several-match', failure: null, readAgainAt: null }
  if (!only) return unseen('weak', order.since, order.emptyReadings, now)
  const permalink = postPage(channel.baseUrl, channel.handle, only.id)
  return { kind: 'there', ref: { remoteId: only.id, permalink, data: null } }
}

function isOurs(post: Post, prepared: PreparedPost, order: SettleOrder): boolean {
  const parent = order.step === 0 ? null : (order.before[order.step - 1]?.remoteId ?? null)
  const repliesTo = post.referenced_tweets?.find(({ type }) => type === 'replied_to')?.id ?? null
  const quotes = post.referenced_tweets?.some(({ type }) => type === 'retweeted' || type === 'quoted') ?? false
  return (
    Date.parse(post.created_at) >= readBackFrom(order.since).epochMilliseconds &&
    !quotes &&
    repliesTo === parent &&
    (post.attachments?.media_keys?.length ?? 0) === prepared.media.length &&
    comparable(wordsOf(post)) === comparable(prepared.text) &&
    !order.before.some(({ remoteId }) => remoteId === post.id)
  )
}
