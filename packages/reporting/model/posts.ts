import type { ReportWords } from '../words/index.ts'
import { absent, figure, used } from './figures.ts'
import type { ChannelInput, PostInput, PostMetric, ReadingInput } from './input.ts'
import type { Figure, ReportPost } from './report.ts'

const INTERACTIONS = ['reactions', 'comments', 'shares'] as const
const SHOWN: readonly PostMetric[] = ['reach', 'impressions', 'reactions', 'comments', 'shares', 'clicks']

/** The last reading of a metric of a post, not after `asOf`. */
function lastReading(post: PostInput, metric: PostMetric, asOf: Temporal.Instant): ReadingInput | null {
  let last: ReadingInput | null = null
  for (const m of post.metrics) {
    if (m.metric !== metric || Temporal.Instant.compare(m.at, asOf) > 0) continue
    if (!last || Temporal.Instant.compare(m.at, last.at) >= 0) last = m
  }
  return last
}

/** Reactions, comments and shares added up; null when none of them was read. What a network does not give is not counted as zero: it is not in the sum. */
export function interactions(
  post: PostInput,
  asOf: Temporal.Instant,
): { value: number; of: PostMetric[]; readings: ReadingInput[] } | null {
  const read = INTERACTIONS.flatMap((metric) => {
    const reading = lastReading(post, metric, asOf)
    return reading ? [{ metric, reading }] : []
  })
  if (read.length === 0) return null
  return {
    value: read.reduce((sum, r) => sum + r.reading.value, 0),
    of: read.map((r) => r.metric),
    readings: read.map((r) => r.reading),
  }
}

/** Posts by interactions, most first; those never read come last, in the order of publication. */
export function ranked(posts: readonly PostInput[], asOf: Temporal.Instant): PostInput[] {
  const scored = posts.map((post) => ({ post, score: interactions(post, asOf)?.value ?? -1 }))
  return scored
    .sort((a, b) => b.score - a.score || Temporal.Instant.compare(a.post.publishedAt, b.post.publishedAt))
    .map((s) => s.post)
}

/** The key of the source of a post's metric: one per network and metric. */
export const postSource = (network: string, metric: string): string => `${network}.posts.${metric}`

function titleOf(post: PostInput): string {
  if (post.title.trim() !== '') return post.title.trim().toWellFormed()
  const line = post.text.trim().toWellFormed().split('\n')[0] ?? ''
  const words = line.split(/\s+/)
  let title = ''
  for (const word of words) {
    if (title.length + word.length > 64) return `${title}…`
    title = title === '' ? word : `${title} ${word}`
  }
  return title
}

/** A post with its figures: what was read of it, the widest measure first, and its interactions. */
export function reportPost(
  post: PostInput,
  channel: ChannelInput,
  asOf: Temporal.Instant,
  words: ReportWords,
): { post: ReportPost; figures: Figure[] } {
  const title = titleOf(post)
  const named = (metric: string): { key: string; label: string; source: string } => ({
    key: `post.${post.id}.${metric}`,
    label: words.labels.post(words.metric[metric] ?? metric, title),
    source: postSource(channel.network, metric),
  })
  const figures: Figure[] = SHOWN.flatMap((metric) => {
    const reading = lastReading(post, metric, asOf)
    return reading
      ? [figure(named(metric), 'count', { kind: 'post-total' }, reading.value, [used('value', reading)])]
      : []
  })
  const sum = interactions(post, asOf)
  if (sum) {
    const readings = sum.readings.map((r) => used('value', r))
    figures.push(figure(named('interactions'), 'count', { kind: 'post-sum', of: sum.of }, sum.value, readings))
  }
  if (figures.length === 0) figures.push(absent(named('interactions'), 'count', { kind: 'post-total' }, 'no-reading'))
  return {
    post: {
      id: post.id,
      channelId: post.channelId,
      network: channel.network,
      networkName: channel.networkName,
      title,
      text: post.text.trim().toWellFormed(),
      permalink: post.permalink,
      publishedAt: post.publishedAt.toString(),
      picture: post.picture,
      figures: figures.map((f) => f.key),
    },
    figures,
  }
}
