import type { Day, NetworkId, Period } from '@comptoir/domain/shared'
import type { Language } from '../format/index.ts'
import type { Picture, ReportModel } from './report.ts'

/** One reading as stored: a value, when it was read, how it came, and the network's own metric that it is. */
export type ReadingInput = {
  readonly at: Temporal.Instant
  readonly value: number
  readonly source: 'api' | 'import' | 'by-hand'
  readonly definition: string
}

/** A network's metric in words. Readings of definitions named in `comparableWith` may be subtracted from each other. */
export type DefinitionInput = {
  readonly officialName: string
  readonly text: string
  readonly comparableWith?: readonly string[]
}

export type ChannelInput = {
  readonly id: string
  readonly network: NetworkId
  readonly networkName: string
  readonly name: string
  readonly handle: string
  readonly opened: Day | null
  /** Follower readings, in any order. */
  readonly followers: readonly ReadingInput[]
  /** Why readings are missing on some days, when it is known ("accès expiré"). */
  readonly gapReasons?: readonly { readonly from: Day; readonly to: Day; readonly reason: string }[]
  /** A sentence for the sources ("Avant le 10 juin 2024 : export importé par …"). */
  readonly note?: string
}

export type PostMetric = 'reach' | 'impressions' | 'reactions' | 'comments' | 'shares' | 'clicks'

export type PostInput = {
  readonly id: string
  readonly channelId: string
  /** A person's name for it; the first words of the text stand in when empty. */
  readonly title: string
  readonly text: string
  readonly permalink: string | null
  readonly publishedAt: Temporal.Instant
  readonly picture: Picture | null
  readonly metrics: readonly (ReadingInput & { readonly metric: PostMetric })[]
}

export type LaunchInput = {
  readonly name: string
  readonly liftoff: Temporal.Instant
  /** Attempts called off: when, and the seconds left on the clock (null when it was not counted in seconds). */
  readonly scrubs: readonly { readonly at: Temporal.Instant; readonly secondsBefore: number | null }[]
}

export type GoalInput = { readonly channelId: string; readonly value: number; readonly by: Day }

/** A figure that other contexts bring (answers by experts, hours …), with its own provenance in words. */
export type GivenFigure = {
  readonly key: string
  readonly label: string
  readonly unit: 'count' | 'gain' | 'ratio' | 'money'
  readonly currency?: string
  readonly value: number | null
  readonly previous: number | null
  readonly definition: { readonly officialName: string; readonly text: string }
  readonly readings: number
  readonly expected: number
}

/** A text that a person wrote. `{facebook.gain}` prints that figure and links it; `{facebook.gain|plain}` prints it without its sign. */
export type WrittenText = {
  readonly headline?: string
  readonly deck?: string
  readonly sections?: readonly { readonly title: string; readonly text: string }[]
  readonly captions?: { readonly curve?: string; readonly launches?: string }
}

/** What a report is built from. */
export type ReportInput = {
  readonly language: Language
  /** The zone in which days begin and end. */
  readonly zone: string
  readonly agency: { readonly name: string; readonly town: string | null }
  readonly signedBy: string | null
  readonly client: { readonly name: string; readonly colour: string; readonly mark: Picture | null }
  readonly mandate: { readonly start: Day; readonly end: Day | null; readonly goals: readonly GoalInput[] }
  /** First and last day, both included. */
  readonly period: Period
  /** Nothing read after this instant is used. */
  readonly asOf: Temporal.Instant
  readonly channels: readonly ChannelInput[]
  /** By definition id. A definition that is not described is shown by its id. */
  readonly definitions: Readonly<Record<string, DefinitionInput>>
  /** Posts published in the period. */
  readonly posts: readonly PostInput[]
  /** Launches since the mandate began, in any order. */
  readonly launches: readonly LaunchInput[]
  readonly text?: WrittenText
  readonly given?: readonly GivenFigure[]
  /** What the period cost the client: prints the cost per follower gained. Null or absent: not printed. */
  readonly cost?: { readonly cents: number; readonly currency: string; readonly previousCents: number | null } | null
  readonly edition?: { readonly number: number; readonly frozenAt: Temporal.Instant | null } | null
  /** Earlier editions as they were frozen: where readings changed since, this report prints the correction. */
  readonly previousEditions?: readonly {
    readonly number: number
    readonly title: string
    readonly model: ReportModel
  }[]
  /** How many posts are shown in full. Default 3. */
  readonly bestPosts?: number
}
