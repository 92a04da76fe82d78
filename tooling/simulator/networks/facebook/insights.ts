import { reactionSplit } from '../../core/engagement.ts'
import type { Account, Post } from '../../core/types.ts'
import { json, type Reply } from '../../http/reply.ts'
import type { Call } from '../sheet.ts'
import { graphError, invalidParameter, missingReadPermission } from './errors.ts'
import { param } from './tokens.ts'

const day = 86_400_000

/** As of November 2026: impressions, their unique variants and fans are gone; views, viewers and follows stand in their place. */
const postMetrics = [
  'post_media_view',
  'post_total_media_view_unique',
  'post_clicks',
  'post_clicks_by_type',
  'post_reactions_like_total',
  'post_reactions_love_total',
  'post_reactions_wow_total',
  'post_reactions_haha_total',
  'post_reactions_by_type_total',
  'post_activity_by_action_type',
]
const pageMetrics = [
  'page_follows',
  'page_media_view',
  'page_total_media_view_unique',
  'page_post_engagements',
  'page_daily_follows',
  'page_daily_follows_unique',
  'page_views_total',
]

const titles: Record<string, string> = {
  post_media_view: 'Lifetime Post Views',
  post_total_media_view_unique: 'Lifetime Post Viewers',
  post_clicks: 'Lifetime Post Clicks',
  page_follows: 'Page follows',
}

const postValue = (call: Call, account: Account, post: Post, metric: string): unknown => {
  const figures = call.world.figures(post, call.now)
  const split = reactionSplit(account, post, figures.reactions)
  switch (metric) {
    case 'post_media_view':
      return figures.impressions
    case 'post_total_media_view_unique':
      return figures.reach
    case 'post_clicks':
      return figures.clicks
    case 'post_clicks_by_type':
      return {
        'other clicks': Math.floor((figures.clicks ?? 0) * 0.4),
        'link clicks': Math.ceil((figures.clicks ?? 0) * 0.6),
      }
    case 'post_reactions_by_type_total':
      return split
    case 'post_activity_by_action_type':
      return { share: figures.shares, like: figures.reactions, comment: figures.comments }
    default:
      return split[metric.replace('post_reactions_', '').replace('_total', '')] ?? 0
  }
}

/** What the page's posts gathered between two instants. */
const between = (
  call: Call,
  account: Account,
  from: number,
  to: number,
  part: (figures: ReturnType<Call['world']['figures']>) => number,
): number => {
  let sum = 0
  for (const post of call.world.postsOf(account)) {
    if (!call.world.readable(post, call.now) || post.createdAt > to || post.createdAt < from - 60 * day) continue
    sum += part(call.world.figures(post, to)) - part(call.world.figures(post, Math.max(from, post.createdAt)))
  }
  return sum
}

const pageValue = (call: Call, account: Account, metric: string, from: number, to: number): number => {
  switch (metric) {
    case 'page_follows':
      return call.world.followers(account, to)
    case 'page_daily_follows':
    case 'page_daily_follows_unique':
      return Math.max(0, call.world.followers(account, to) - call.world.followers(account, from))
    case 'page_media_view':
      return between(call, account, from, to, (figures) => figures.impressions ?? 0)
    case 'page_total_media_view_unique':
      return between(call, account, from, to, (figures) => figures.reach ?? 0)
    case 'page_views_total':
      return Math.floor(call.world.followers(account, to) * 0.004)
    default:
      return between(
        call,
        account,
        from,
        to,
        (figures) => figures.reactions + figures.comments + figures.shares + (figures.clicks ?? 0),
      )
  }
}

const stamp = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+0000')

const instantOf = (value: string | null, otherwise: number): number => {
  if (value === null) return otherwise
  const at = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value)
  return Number.isNaN(at) ? otherwise : at
}

const asked = (call: Call): string[] =>
  (call.params['metric'] ?? param(call, 'metric') ?? '').split(/[\s,]+/).filter((metric) => metric !== '')

const invalidMetric = (): Reply => invalidParameter('The value must be a valid insights metric')
const noMetric = (): Reply =>
  graphError({
    message:
      '(#3001) No metric was specified to be fetched. Please specify one or more metrics to be fetched and try again.',
    code: 3001,
    subcode: 1_504_028,
  })

export const postInsights = (call: Call, account: Account, post: Post, metrics: string[]): Record<string, unknown>[] =>
  metrics.map((name) => ({
    name,
    period: 'lifetime',
    values: [{ value: postValue(call, account, post, name) }],
    title: titles[name] ?? name,
    description: '',
    id: `${post.id}/insights/${name}/lifetime`,
  }))

export const areSound = (metrics: string[], kind: 'post' | 'page'): boolean =>
  metrics.every((metric) => (kind === 'post' ? postMetrics : pageMetrics).includes(metric))

/** `/{post}/insights` and `/{page}/insights`. */
export const insights = (call: Call, account: Account, post: Post | null): Reply => {
  if (call.token?.scopes.includes('read_insights') !== true) return missingReadPermission('read_insights')
  const metrics = asked(call)
  if (metrics.length === 0) return noMetric()
  if (post !== null) {
    if (!areSound(metrics, 'post')) return invalidMetric()
    return json({ data: postInsights(call, account, post, metrics), paging: {} })
  }
  if (!areSound(metrics, 'page')) return invalidMetric()
  const until = Math.min(instantOf(param(call, 'until'), call.now), call.now)
  const since = instantOf(param(call, 'since'), until - 2 * day)
  if (until - since > 90 * day)
    return invalidParameter('There cannot be more than 90 days (7776000 s) between since and until')
  const first = Math.floor(since / day) * day
  const data = metrics.map((name) => {
    const values: { value: number; end_time: string }[] = []
    for (let from = first; from < until; from += day) {
      const to = Math.min(from + day, call.now)
      values.push({ value: pageValue(call, account, name, from, to), end_time: stamp(from + day) })
    }
    return {
      name,
      period: 'day',
      values,
      title: titles[name] ?? name,
      description: '',
      id: `${account.id}/insights/${name}/day`,
    }
  })
  return json({ data, paging: {} })
}
