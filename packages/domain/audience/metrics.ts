import { z } from 'zod'
import { Id, Instant } from '../shared/index.ts'

/** What is measured of a channel. */
export const ChannelMetric = z.enum(['followers'])
export type ChannelMetric = z.output<typeof ChannelMetric>

/** What is measured of a delivery. */
export const DeliveryMetric = z.enum(['reach', 'impressions', 'reactions', 'comments', 'shares', 'clicks'])
export type DeliveryMetric = z.output<typeof DeliveryMetric>

/** Everything that is measured. */
export const Metric = z.enum([...ChannelMetric.options, ...DeliveryMetric.options])
export type Metric = z.output<typeof Metric>

/** Where a figure comes from. */
export const ReadingSource = z.enum(['api', 'import', 'by-hand'])
export type ReadingSource = z.output<typeof ReadingSource>

/** What a metric counts, and whether its readings are a level at an instant or a running total since publication. */
export type MetricMeaning = {
  unit: 'people' | 'views' | 'actions'
  nature: 'level' | 'running-total'
  of: 'channel' | 'delivery'
}

/** The meaning of each metric. */
export const METRICS: Readonly<Record<Metric, MetricMeaning>> = {
  followers: { unit: 'people', nature: 'level', of: 'channel' },
  reach: { unit: 'people', nature: 'running-total', of: 'delivery' },
  impressions: { unit: 'views', nature: 'running-total', of: 'delivery' },
  reactions: { unit: 'actions', nature: 'running-total', of: 'delivery' },
  comments: { unit: 'actions', nature: 'running-total', of: 'delivery' },
  shares: { unit: 'actions', nature: 'running-total', of: 'delivery' },
  clicks: { unit: 'actions', nature: 'running-total', of: 'delivery' },
}

/** What a reading is about. */
export const Subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), channelId: Id }),
  z.object({ kind: z.literal('delivery'), deliveryId: Id }),
])
export type Subject = z.output<typeof Subject>

/**
 * One figure, read once, never changed. `definition` names the network's own metric and version; a change of it breaks
 * the series.
 */
export const Reading = z.object({
  subject: Subject,
  metric: Metric,
  at: Instant,
  value: z.int().nonnegative(),
  source: ReadingSource,
  definition: z.string().max(120),
})
export type Reading = z.output<typeof Reading>

/** A figure at an instant: all that the arithmetic of a series needs. */
export type Point = { at: Instant; value: number }
