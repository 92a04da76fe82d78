import type { Day } from '@comptoir/domain/shared'
import type { Correction, Formula, MissingReason, Reached, SourceRecord, UsedReading } from '../model/report.ts'

/** Names of stretches of time as a sentence needs them. */
export type PeriodWords = {
  /** "novembre 2025", "3 au 17 mars 2026": after "Rapport de". */
  readonly report: string
  /** "En novembre", "Du 3 au 17 mars". */
  readonly opening: string
  /** "ce mois", "cette année", "sur la période". */
  readonly within: string
  /** Head of the column for the stretch before: "Octobre", "Période précédente". */
  readonly before: string
  /** "sur octobre", "sur la période précédente". */
  readonly overBefore: string
  /** "en octobre". */
  readonly inBefore: string
}

/** Names of figures, from the name of a channel. */
export type FigureLabels = Readonly<
  Record<
    | 'followers'
    | 'gain'
    | 'growth'
    | 'previousGain'
    | 'yearGain'
    | 'yearFollowers'
    | 'mandateGain'
    | 'goalShare'
    | 'outlook'
    | 'posts',
    (channel: string) => string
  >
> & {
  readonly launch: (name: string, channel: string) => string
  readonly costPerFollower: string
  readonly post: (metric: string, title: string) => string
}

/** Every word of the report's page, per language. Numbers and days are formatted here, from values. */
export type ReportWords = {
  readonly title: (client: string, period: string) => string
  readonly edition: (number: number, frozen: Day | null) => string
  readonly draft: string
  readonly brief: string
  readonly goalOf: (channel: string) => string
  readonly followersOf: (channel: string) => string
  readonly changed: string
  readonly changedAndWhy: string
  readonly otherNetworks: (n: number) => string
  readonly ownScales: (several: boolean) => string
  readonly curveCaption: (marked: number) => string
  readonly curveUnder: (channel: string, from: Day, to: Day, until: Day | null) => string
  readonly launchesCaption: string
  readonly launchesUnder: (channel: string, before: number, after: number) => string
  readonly chartTitle: (channel: string) => string
  readonly figures: string
  readonly figuresUnder: (within: string, from: Day, to: Day, goals: Day | null) => string
  readonly columns: {
    readonly network: string
    readonly yearAgo: string
    readonly sinceStart: string
    readonly goal: string
  }
  readonly best: string
  readonly postsOf: (network: string) => string
  readonly bestRule: string
  readonly morePosts: (n: number) => string
  readonly noPosts: string
  readonly method: string
  readonly origin: string
  readonly howRead: (source: SourceRecord) => string
  readonly interval: (days: number) => string
  readonly truncated: string
  readonly seeTable: string
  readonly close: string
  readonly wholeSource: string
  readonly sources: Readonly<Record<UsedReading['source'], string>>
  readonly readAt: (at: number, zone: string, source: UsedReading['source']) => string
  readonly coverage: (source: SourceRecord) => string
  readonly gaps: (source: SourceRecord) => string | null
  readonly imported: (source: SourceRecord) => string | null
  readonly spanOf: (first: number, last: number, zone: string) => string
  readonly formula: (formula: Formula, zone: string) => string
  readonly definitionSince: (name: string, text: string, since: Day | null) => string
  readonly missing: (why: MissingReason) => string
  readonly missingShort: (why: MissingReason) => string
  readonly reached: (reached: Reached, goal: number, by: Day) => string
  readonly signed: string
  readonly fingerprint: (print: string) => string
  readonly noTracker: string
  readonly correctionHead: (noticed: Day) => string
  readonly correctionSays: (c: Correction, printed: string, now: string) => string
  readonly correctionsToEarlier: string
  readonly correctionOfEdition: (c: Correction) => string
  readonly metric: Readonly<Record<string, string>>
  readonly counted: Readonly<Record<string, (n: number) => string>>
  readonly seePost: (network: string) => string
  readonly dateline: (network: string, day: Day) => string
  readonly period: (
    shape: 'month' | 'year' | 'days',
    from: Day,
    to: Day,
    previous: { readonly from: Day; readonly to: Day },
  ) => PeriodWords
  readonly labels: FigureLabels
  readonly networks: string
}
