import { z } from 'zod'
import { comparable, noReading, readBackFrom, unescaped, unseen } from '../../sdk/index.ts'
import type { Connector, SettleOrder } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { postPage } from './permalink.ts'
import { preparedOf } from './step.ts'
import type { PreparedPost } from './step.ts'

const Post = z.object({
  id: z.string(),
  text: z.string(),
  created_at: z.string(),
  entities: z
    .object({ urls: z.array(z.object({ url: z.string(), expanded_url: z.string().optional() })).optional() })
    .optional(),
  referenced_tweets: z.array(z.object({ type: z.string(), id: z.string() })).optional(),
  attachments: z.object({ media_keys: z.array(z.string()).optional() }).optional(),
  note_tweet: z.object({ text: z.string() }).optional(),
})
type Post = z.output<typeof Post>
const Timeline = z.object({ data: z.array(Post).optional() })

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
      'tweet.fields': 'created_at,entities,referenced_tweets,attachments,note_tweet',
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
    wordsOf(post) === comparable(prepared.text) &&
    !order.before.some(({ remoteId }) => remoteId === post.id)
  )
}

/** The words as they were written: addresses were shortened, markup letters escaped, and one address added for the pictures. */
function wordsOf(post: Post): string {
  let text = post.note_tweet?.text ?? post.text
  for (const { url, expanded_url: expanded } of post.entities?.urls ?? []) {
    const ofPictures = expanded !== undefined && /\/status\/\d+\/(photo|video)\/\d+$/.test(expanded)
    text = text.replace(url, () => (ofPictures ? '' : (expanded ?? url)))
  }
  return comparable(unescaped(text))
}
