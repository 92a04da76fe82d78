import { z } from 'zod'
import { Day, NetworkId, Period } from '@comptoir/domain/shared'

// The model is what an edition freezes: plain JSON, read back by this schema. A field once published is never renamed or given another meaning.

/** An instant on the wire of the model: ISO 8601 in UTC. */
const Stamp = z.iso.datetime({ offset: true })
const Source = z.enum(['api', 'import', 'by-hand'])

/** Why a figure has no value. Never zero: a gap is a gap. */
export const MissingReason = z.enum([
  'no-reading',
  'before-first-reading',
  'not-open',
  'definition-changed',
  'no-goal',
  'too-few-readings',
  'not-measured',
  'still-counting',
])
export type MissingReason = z.output<typeof MissingReason>

/** A reading that a figure rests on. `role` says where in the formula it stands. */
export const UsedReading = z.object({
  role: z.enum(['end', 'start', 'value']),
  at: Stamp,
  value: z.number(),
  source: Source,
  definition: z.string(),
})
export type UsedReading = z.output<typeof UsedReading>

/** How a figure is computed from readings, in a form that each language can say. */
export const Formula = z.discriminatedUnion('kind', [
  /** The last reading at or before the end of a day. */
  z.object({ kind: z.literal('reading'), on: Day }),
  /** The last reading of a post's running total. */
  z.object({ kind: z.literal('post-total') }),
  /** A sum of running totals of one post. */
  z.object({ kind: z.literal('post-sum'), of: z.array(z.string()) }),
  /** The level at the end of `to` less the level at the end of the day before `from`. */
  z.object({ kind: z.literal('difference'), from: Day, to: Day }),
  /** The level at the end of `to`, the channel having been opened in the stretch: it began at nothing. */
  z.object({ kind: z.literal('since-opening'), opened: Day, to: Day }),
  /** A gain divided by the level that it started from. */
  z.object({ kind: z.literal('growth'), from: Day, to: Day }),
  /** The level at the end of `on` divided by the goal. */
  z.object({ kind: z.literal('goal-share'), on: Day, goal: z.number(), by: Day }),
  /** The line through the readings of the last `days` days, read at a later day, with its prediction interval. */
  z.object({ kind: z.literal('outlook'), by: Day, days: z.number(), perDay: z.number(), points: z.number() }),
  /** Gained from T−before to T+after. */
  z.object({ kind: z.literal('launch'), before: z.number(), after: z.number(), liftoff: Stamp }),
  /** Posts published in the period, counted. */
  z.object({ kind: z.literal('posts'), from: Day, to: Day }),
  /** An amount divided by the followers gained on the channels named, added on purpose. */
  z.object({
    kind: z.literal('cost-per-follower'),
    cents: z.number(),
    gained: z.number(),
    channels: z.array(z.string()),
  }),
  /** Brought by the caller, who says how in the report's language. */
  z.object({ kind: z.literal('given'), words: z.string() }),
])
export type Formula = z.output<typeof Formula>

/** A figure: a value or the reason why there is none, and where it comes from. `source` is a key of `sources`. */
export const Figure = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.enum(['count', 'gain', 'ratio', 'growth', 'money', 'posts']),
  currency: z.string().nullable(),
  value: z.number().nullable(),
  missing: MissingReason.nullable(),
  interval: z.object({ low: z.number(), high: z.number(), level: z.number() }).nullable(),
  provenance: z.object({ source: z.string(), formula: Formula, readings: z.array(UsedReading) }),
})
export type Figure = z.output<typeof Figure>

/** A metric as a network defines it, and the stretch of readings that carry this definition. */
export const SourceDefinition = z.object({
  id: z.string(),
  officialName: z.string(),
  text: z.string(),
  from: Stamp.nullable(),
  to: Stamp.nullable(),
})

/** Days without a reading, first and last included. `reason` is a person's or the system's word for it, when known. */
export const SourceGap = z.object({ from: Day, to: Day, days: z.number(), reason: z.string().nullable() })
export type SourceGap = z.output<typeof SourceGap>

/** Where figures come from: what was counted, by whom, how often, and what is missing. */
export const SourceRecord = z.object({
  id: z.string(),
  kind: z.enum(['channel', 'posts', 'given']),
  label: z.string(),
  network: NetworkId.nullable(),
  metric: z.string(),
  definitions: z.array(SourceDefinition),
  readings: z.number(),
  expected: z.number(),
  bySource: z.record(Source, z.number()),
  first: Stamp.nullable(),
  last: Stamp.nullable(),
  /** The time on the wall at which most readings were made, 'HH:MM', when there is one. */
  usualTime: z.string().nullable(),
  gaps: z.array(SourceGap),
  note: z.string().nullable(),
})
export type SourceRecord = z.output<typeof SourceRecord>

/** A text with figures in it. `as` chooses how a figure is written where its unit leaves a choice. */
export const TextPart = z.union([
  z.string(),
  z.object({ figure: z.string(), as: z.enum(['signed', 'plain']).nullable() }),
])
export type TextPart = z.output<typeof TextPart>
export const ReportText = z.object({ written: z.boolean(), parts: z.array(TextPart) })
export type ReportText = z.output<typeof ReportText>

const Point = z.object({ at: z.number(), value: z.number() })
const Gap = z.object({ from: z.number(), to: z.number(), firstDay: Day, lastDay: Day })
const Scrub = z.object({ at: z.number(), secondsBefore: z.number().nullable() })

/** What the charts draw, in wall time of the report's zone as epoch milliseconds. */
export const Curve = z.object({
  points: z.array(Point),
  gaps: z.array(Gap),
  launches: z.array(z.object({ name: z.string(), at: z.number(), scrubs: z.array(Scrub) })),
  goal: z.object({ value: z.number(), by: z.number() }).nullable(),
  outlook: z.array(z.object({ at: z.number(), likely: z.number(), low: z.number(), high: z.number() })),
  changes: z.array(z.object({ at: z.number(), name: z.string() })),
  opened: z.number().nullable(),
})

export type Curve = z.output<typeof Curve>

/** When a goal is reached: already, between two days (the later one unknown when the slow bound never gets there), or not in sight. */
export const Reached = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('already'), on: Day }),
  z.object({ kind: z.literal('between'), from: Day, to: Day.nullable() }),
  z.object({ kind: z.literal('not-in-sight') }),
  z.object({ kind: z.literal('unknown') }),
])
export type Reached = z.output<typeof Reached>

export const ReportGoal = z.object({
  value: z.number(),
  by: Day,
  reached: Reached,
  likely: z.enum(['above', 'inside', 'below']).nullable(),
})

/** A channel in the report. The names of its figures are keys of `figures`. */
export const ReportChannel = z.object({
  id: z.string(),
  slug: z.string(),
  network: NetworkId,
  networkName: z.string(),
  name: z.string(),
  handle: z.string(),
  opened: Day.nullable(),
  figures: z.object({
    followers: z.string(),
    gain: z.string(),
    growth: z.string(),
    previousGain: z.string(),
    yearGain: z.string(),
    yearFollowers: z.string(),
    mandateGain: z.string(),
    goalShare: z.string(),
    outlook: z.string(),
    posts: z.string(),
  }),
  goal: ReportGoal.nullable(),
  curve: Curve,
})
export type ReportChannel = z.output<typeof ReportChannel>

/** A picture by reference: the caller of the renderer turns `ref` into an address. */
export const Picture = z.object({
  ref: z.string(),
  alt: z.string(),
  width: z.number().nullable(),
  height: z.number().nullable(),
})
export type Picture = z.output<typeof Picture>

/** A post in the report. `figures` are keys, the headline metric first. */
export const ReportPost = z.object({
  id: z.string(),
  channelId: z.string(),
  network: NetworkId,
  networkName: z.string(),
  title: z.string(),
  text: z.string(),
  permalink: z.string().nullable(),
  publishedAt: Stamp,
  picture: Picture.nullable(),
  figures: z.array(z.string()),
})
export type ReportPost = z.output<typeof ReportPost>

/** A launch laid over the others on the leading channel. */
export const ReportTrace = z.object({
  name: z.string(),
  figure: z.string(),
  liftoff: Stamp,
  points: z.array(z.object({ day: z.number(), gain: z.number().nullable() })),
  scrubs: z.array(z.object({ day: z.number(), secondsBefore: z.number().nullable() })),
})

export type ReportTrace = z.output<typeof ReportTrace>

/** A figure of an edition that later readings changed. The printed value stays; this stands beside it. */
export const Correction = z.object({
  edition: z.object({ number: z.number(), title: z.string() }).nullable(),
  figure: z.string(),
  label: z.string(),
  unit: Figure.shape.unit,
  currency: z.string().nullable(),
  printed: z.number().nullable(),
  now: z.number().nullable(),
  why: z.enum(['restated', 'imported', 'redefined', 'read-later', 'withdrawn']),
  noticed: Day,
})
export type Correction = z.output<typeof Correction>

/** A report, ready to be drawn and to be frozen. JSON all through. */
export const ReportModel = z.object({
  version: z.literal(1),
  language: z.enum(['fr', 'en']),
  zone: z.string(),
  agency: z.object({ name: z.string(), town: z.string().nullable() }),
  signedBy: z.string().nullable(),
  client: z.object({ name: z.string(), colour: z.string(), mark: Picture.nullable() }),
  edition: z.object({ number: z.number(), frozenAt: Stamp.nullable() }).nullable(),
  asOf: Stamp,
  period: Period,
  previous: Period,
  yearBefore: Period,
  mandate: z.object({ start: Day, end: Day.nullable() }),
  headline: ReportText,
  deck: ReportText,
  sections: z.array(z.object({ title: z.string(), text: ReportText })),
  captions: z.object({ curve: z.string().nullable(), launches: z.string().nullable() }),
  brief: z.array(
    z.object({
      label: z.string(),
      figure: z.string(),
      change: z.string().nullable(),
      growth: z.string().nullable(),
      note: ReportText.nullable(),
    }),
  ),
  lead: z.string().nullable(),
  channels: z.array(ReportChannel),
  traces: z.object({ channelId: z.string(), before: z.number(), after: z.number(), items: z.array(ReportTrace) }),
  /** The posts shown in full, and the rest of the period's for the CSV; both ranked. */
  posts: z.object({ best: z.array(ReportPost), others: z.array(ReportPost) }),
  figures: z.record(z.string(), Figure),
  sources: z.record(z.string(), SourceRecord),
  corrections: z.array(Correction),
})
export type ReportModel = z.output<typeof ReportModel>

/** Reads a frozen model back. Throws a ZodError on anything that is not one: a stored edition that cannot be read is a bug, not an answer. */
export function parseReportModel(json: unknown): ReportModel {
  return ReportModel.parse(json)
}
