import { z } from 'zod'
import type { Connector, Ports, PostReadings, Reading } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { manifest } from './manifest.ts'

const count = z.number().int().nonnegative()
const User = z.object({ data: z.object({ public_metrics: z.object({ followers_count: count }).optional() }) })
const Post = z.object({
  id: z.string(),
  public_metrics: z
    .object({
      impression_count: count.optional(),
      like_count: count.optional(),
      reply_count: count.optional(),
      retweet_count: count.optional(),
      quote_count: count.optional(),
    })
    .optional(),
  non_public_metrics: z.object({ url_link_clicks: count.optional() }).optional(),
})
type Post = z.output<typeof Post>
const Posts = z.object({
  data: z.array(Post).optional(),
  errors: z.array(z.object({ type: z.string().optional(), resource_id: z.string().optional() })).optional(),
})
/** So many posts a call. */
const AT_ONCE = 100

/** Source: docs.x.com/x-api/users/user-lookup-by-id. */
export const readAccountMetrics: Connector['readAccountMetrics'] = async (ports, channel) => {
  const user = await ask(ports, targetOf(channel), {
    purpose: 'metrics',
    method: 'GET',
    path: `/2/users/${encodeURIComponent(channel.remoteId)}`,
    query: { 'user.fields': 'public_metrics' },
    bucket: 'read',
    scope: 'users.read',
    effect: 'read',
    schema: User,
  })
  if (user.kind !== 'ok') return user
  const value = user.value.data.public_metrics?.followers_count ?? null
  return { kind: 'readings', readings: [reading(ports, 'followers', 'public_metrics.followers_count', value)] }
}

/** Clicks are the author's own figures, told for thirty days only: later they are a gap. Source: docs.x.com/x-api/fundamentals/metrics. */
export const readPostMetrics: Connector['readPostMetrics'] = async (ports, channel, remoteIds) => {
  const posts: PostReadings[] = []
  const gone: string[] = []
  for (let from = 0; from < remoteIds.length; from += AT_ONCE) {
    const ids = remoteIds.slice(from, from + AT_ONCE)
    const read = await ask(ports, targetOf(channel), {
      purpose: 'metrics',
      method: 'GET',
      path: '/2/tweets',
      query: { ids: ids.join(','), 'tweet.fields': 'public_metrics,non_public_metrics' },
      bucket: 'read',
      scope: 'tweet.read',
      effect: 'read',
      schema: Posts,
    })
    if (read.kind !== 'ok') return read
    const told = new Map((read.value.data ?? []).map((post) => [post.id, post]))
    const missing = new Set(
      (read.value.errors ?? [])
        .filter(({ type }) => type?.endsWith('/resource-not-found'))
        .map(({ resource_id }) => resource_id),
    )
    for (const id of ids) {
      if (!told.has(id) && missing.has(id)) gone.push(id)
      else posts.push({ remoteId: id, readings: readingsOf(ports, told.get(id)) })
    }
  }
  return { kind: 'readings', posts, gone }
}

function readingsOf(ports: Ports, post: Post | undefined): Reading[] {
  const shown = post?.public_metrics
  const shares = shown?.retweet_count === undefined ? null : shown.retweet_count + (shown.quote_count ?? 0)
  return [
    reading(ports, 'impressions', 'public_metrics.impression_count', shown?.impression_count ?? null),
    reading(ports, 'reactions', 'public_metrics.like_count', shown?.like_count ?? null),
    reading(ports, 'comments', 'public_metrics.reply_count', shown?.reply_count ?? null),
    reading(ports, 'shares', 'public_metrics.retweet_count+quote_count', shares),
    reading(ports, 'clicks', 'non_public_metrics.url_link_clicks', post?.non_public_metrics?.url_link_clicks ?? null),
  ]
}

function reading(ports: Ports, metric: Reading['metric'], official: string, value: number | null): Reading {
  const unavailable = value === null ? 'not-offered' : null
  return { metric, official, value, unavailable, at: ports.clock.now(), apiVersion: manifest.apiVersion }
}
