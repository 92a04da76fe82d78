import { z } from 'zod'

/** What a network can be asked to measure; the product's own names, whatever the network calls it. */
export const MetricId = z.enum(['followers', 'reach', 'impressions', 'reactions', 'comments', 'shares', 'clicks'])
export type MetricId = z.output<typeof MetricId>

/** How sure reading back can be, from best to worst; see `unseen` for what proves absence in each. */
export const SettlementClass = z.enum(['exact', 'good', 'weak', 'none'])
export type SettlementClass = z.output<typeof SettlementClass>
