import { comparable, noReading, readBackFrom, unseen } from '../../sdk/index.ts'
import type { Channel, Connector, Ports, PublishedRef, Settlement, SettleOrder } from '../../sdk/index.ts'
import { graph, targetOf } from './graph.ts'
import { postOf } from './permalink.ts'
import { Comments, type Post, POST_FIELDS, COMMENT_FIELDS, Posts, shownIn } from './posts.ts'
import { preparedOf } from './step.ts'
import type { PreparedPost } from './step.ts'

/** Reads the page's latest posts (or the post's comments) back and looks for this one, by time, words, photos and link. */
export const settle: Connector['settle'] = async (ports, channel, order) => {
  const step = order.prepared.steps[order.step]
  const prepared = preparedOf(step?.data)
  if (!step || !prepared) return { kind: 'unknown', why: 'cannot-prove', failure: null, readAgainAt: null }
  return step.kind === 'first-comment'
    ? settleComment(ports, channel, order, prepared)
    : settlePost(ports, channel, order, prepared)
}

/** Source: developers.facebook.com/docs/graph-api/reference/page/published_posts. */
async function settlePost(
  ports: Ports,
  channel: Channel,
  order: SettleOrder,
  prepared: PreparedPost,
): Promise<Settlement> {
  const from = readBackFrom(order.since)
  const read = await graph(ports, targetOf(channel), {
    purpose: 'settle',
    method: 'GET',
    path: `/${encodeURIComponent(channel.remoteId)}/published_posts`,
    query: {
      since: String(Math.floor(from.epochMilliseconds / 1000)),
      limit: '100',
      fields: POST_FIELDS,
    },
    scope: 'pages_read_engagement',
    effect: 'read',
    schema: Posts,
  })
  const now = ports.clock.now()
  if (read.kind !== 'ok') return noReading(read, now)
  const same = read.value.data.filter(
    (post) => Date.parse(post.created_time) >= from.epochMilliseconds && saysTheSame(post, prepared),
  )
  const refs = same.map((post) => ({
    remoteId: post.id,
    permalink: post.permalink_url ?? postOf(channel.baseUrl, channel.handle, post.id),
    data: null,
  }))
  return verdict(refs, order, now)
}

function saysTheSame(post: Post, prepared: PreparedPost): boolean {
  if (comparable(post.message) !== comparable(prepared.message)) return false
  const shown = shownIn(post)
  if (prepared.photos.length > 0) {
    // Photos keep the ids under which they were uploaded: no other post can bear them.
    return prepared.photos.every((id) => shown.some((one) => one.target?.id === id))
  }
  if (prepared.link === null) return true
  const wanted = URL.canParse(prepared.link) ? new URL(prepared.link).href : prepared.link
  return shown.some(({ unshimmed_url: url }) => url !== undefined && URL.canParse(url) && new URL(url).href === wanted)
}

/** Source: developers.facebook.com/docs/graph-api/reference/object/comments. */
async function settleComment(
  ports: Ports,
  channel: Channel,
  order: SettleOrder,
  prepared: PreparedPost,
): Promise<Settlement> {
  const parent = order.before[0]?.remoteId
  if (!parent) return { kind: 'unknown', why: 'cannot-prove', failure: null, readAgainAt: null }
  const from = readBackFrom(order.since)
  const read = await graph(ports, targetOf(channel), {
    purpose: 'settle',
    method: 'GET',
    path: `/${encodeURIComponent(parent)}/comments`,
    query: {
      since: String(Math.floor(from.epochMilliseconds / 1000)),
      order: 'reverse_chronological',
      limit: '100',
      fields: COMMENT_FIELDS,
    },
    scope: 'pages_read_user_content',
    effect: 'read',
    schema: Comments,
  })
  const now = ports.clock.now()
  if (read.kind !== 'ok') return noReading(read, now)
  const same = read.value.data.filter(
    ({ message, from: by }) => by?.id === channel.remoteId && comparable(message) === comparable(prepared.message),
  )
  return verdict(
    same.map(({ id, permalink_url: permalink }) => ({ remoteId: id, permalink: permalink ?? null, data: null })),
    order,
    now,
  )
}

function verdict(found: readonly PublishedRef[], order: SettleOrder, now: Temporal.Instant): Settlement {
  const [only, other] = found
  if (only && other) return { kind: 'unknown', why: 'several-match', failure: null, readAgainAt: null }
  return only ? { kind: 'there', ref: only } : unseen('good', order.since, order.emptyReadings, now)
}
