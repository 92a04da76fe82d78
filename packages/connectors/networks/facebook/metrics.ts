import { z } from 'zod'
import type { Channel, Connector, Failure, Ports, PostReadings, Reading } from '../../sdk/index.ts'
import { graph, targetOf } from './graph.ts'
import { manifest } from './manifest.ts'

const count = z.number().int().nonnegative()
const Page = z.object({ followers_count: count.optional() })
const Summary = z.object({ summary: z.object({ total_count: count }).optional() })
const Post = z.object({
  reactions: Summary.optional(),
  comments: Summary.optional(),
  shares: z.object({ count: count.optional() }).optional(),
})
const Insights = z.object({
  data: z.array(z.object({ name: z.string(), values: z.array(z.object({ value: z.unknown() })) })),
})

const POST_FIELDS = 'reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count),shares'
const INSIGHTS: readonly (readonly [Reading['metric'], string])[] = [
  ['reach', 'post_total_media_view_unique'],
  ['impressions', 'post_media_view'],
  ['clicks', 'post_clicks'],
]

/** Source: developers.facebook.com/docs/graph-api/reference/page/#fields. */
export const readAccountMetrics: Connector['readAccountMetrics'] = async (ports, channel) => {
  const page = await graph(ports, targetOf(channel), {
    purpose: 'metrics',
    method: 'GET',
    path: `/${encodeURIComponent(channel.remoteId)}`,
    query: { fields: 'followers_count' },
    scope: 'pages_read_engagement',
    effect: 'read',
    schema: Page,
  })
  if (page.kind !== 'ok') return page
  const value = page.value.followers_count ?? null
  return { kind: 'readings', readings: [reading(ports, 'followers', 'followers_count', value, 'not-offered')] }
}

/** Two calls a post: asking for several at once fails as a whole for one that is gone. */
export const readPostMetrics: Connector['readPostMetrics'] = async (ports, channel, remoteIds) => {
  const posts: PostReadings[] = []
  const gone: string[] = []
  for (const remoteId of remoteIds) {
    const budget = await ports.quota.take('page', 2)
    if (budget.kind === 'wait') return { kind: 'delayed', until: budget.until, why: 'quota', status: null, code: null }
    const read = await onePost(ports, channel, remoteId)
    if (read === 'gone') gone.push(remoteId)
    else if ('kind' in read) return read
    else posts.push(read)
  }
  return { kind: 'readings', posts, gone }
}

async function onePost(ports: Ports, channel: Channel, remoteId: string): Promise<PostReadings | Failure | 'gone'> {
  const path = `/${encodeURIComponent(remoteId)}`
  const post = await graph(ports, targetOf(channel), {
    purpose: 'metrics',
    method: 'GET',
    path,
    query: { fields: POST_FIELDS },
    scope: 'pages_read_engagement',
    effect: 'read',
    schema: Post,
  })
  if (post.kind === 'refused' && post.rule === 'not-found') return 'gone'
  if (post.kind !== 'ok') return post
  const insights = await graph(ports, targetOf(channel), {
    purpose: 'metrics',
    method: 'GET',
    path: `${path}/insights`,
    query: { metric: INSIGHTS.map(([, official]) => official).join(',') },
    scope: 'read_insights',
    effect: 'read',
    schema: Insights,
  })
  // Without the right to insights, or after a metric was withdrawn, the post's own counts still hold.
  if (insights.kind !== 'ok' && insights.kind !== 'permission-missing' && insights.kind !== 'refused') return insights
  const told = new Map(
    insights.kind === 'ok' ? insights.value.data.map(({ name, values }) => [name, values[0]?.value]) : [],
  )
  const missing =
    insights.kind === 'permission-missing' ? 'not-permitted' : insights.kind === 'refused' ? 'withdrawn' : 'not-offered'
  return {
    remoteId,
    readings: [
      ...INSIGHTS.map(([metric, official]) => {
        const value = count.safeParse(told.get(official))
        return reading(ports, metric, official, value.success ? value.data : null, missing)
      }),
      reading(
        ports,
        'reactions',
        'reactions.summary.total_count',
        post.value.reactions?.summary?.total_count ?? null,
        'not-offered',
      ),
      reading(
        ports,
        'comments',
        'comments.summary.total_count',
        post.value.comments?.summary?.total_count ?? null,
        'not-offered',
      ),
      // The API leaves the field out while nobody has shared: here absence does mean none.
      reading(ports, 'shares', 'shares.count', post.value.shares?.count ?? 0, 'not-offered'),
    ],
  }
}

function reading(
  ports: Ports,
  metric: Reading['metric'],
  official: string,
  value: number | null,
  missing: Reading['unavailable'],
): Reading {
  return {
    metric,
    official,
    value,
    unavailable: value === null ? missing : null,
    at: ports.clock.now(),
    apiVersion: manifest.apiVersion,
  }
}
