import { periodAYearBefore, periodBefore } from '@comptoir/domain/audience'
import { typeset } from '../format/index.ts'
import { REPORT_WORDS } from '../words/index.ts'
import { measureChannels, type Measured } from './channels.ts'
import { correctionsToEarlier } from './corrections.ts'
import { addDays, monthsBetween, shapeOf } from './days.ts'
import { costPerFollower, givenFigures } from './extras.ts'
import type { ReportInput } from './input.ts'
import { AFTER, BEFORE, traceOf } from './launches.ts'
import { postSource, ranked, reportPost } from './posts.ts'
import { autoDeck, autoHeadline, autoSections, type Facts } from './prose.ts'
import type { Figure, ReportChannel, ReportModel, ReportPost, SourceRecord } from './report.ts'
import { postsSource } from './sources.ts'
import { readWritten } from './written.ts'

const SHOWN_POSTS = 3

/** The channel that leads the report: the one with the most followers at the end of the period. */
function leading(measured: readonly Measured[]): Measured | null {
  const size = (m: Measured): number => m.figures.find((f) => f.key === m.channel.figures.followers)?.value ?? -1
  return [...measured].sort((a, b) => size(b) - size(a))[0] ?? null
}

/**
 * Builds a report from readings. Every figure names its source and the readings that it rests on; what was not read has no value and
 * says why. Throws RangeError for days or zones that do not exist; anything else missing is an answer, not an error.
 */
export function buildReport(input: ReportInput): ReportModel {
  const words = REPORT_WORDS[input.language]
  const { period } = input
  const stretches = {
    period,
    previous: periodBefore(period),
    yearBefore: periodAYearBefore(period),
    mandate: { start: input.mandate.start, end: input.mandate.end },
  }
  const launches = [...input.launches]
    .filter((l) => Temporal.Instant.compare(l.liftoff, input.asOf) <= 0)
    .sort((a, b) => Temporal.Instant.compare(a.liftoff, b.liftoff))
  const dayOf = (at: Temporal.Instant): string => at.toZonedDateTimeISO(input.zone).toPlainDate().toString()
  const until = launches.filter((l) => dayOf(l.liftoff) <= period.to)
  const measured = measureChannels(input, stretches, until, words)
  const lead = leading(measured)
  const ordered = [...measured].sort((a, b) => Number(b === lead) - Number(a === lead))

  const figures: Record<string, Figure> = {}
  const sources: Record<string, SourceRecord> = {}
  const add = (more: readonly Figure[]): void => void more.forEach((f) => (figures[f.key] = f))
  for (const m of ordered) {
    add(m.figures)
    for (const s of m.sources) sources[s.id] = s
  }

  const traced = lead
    ? until.map((launch, i) =>
        traceOf(launch, lead.series, input.asOf, {
          key: `launch.${i + 1}.gain`,
          label: words.labels.launch(launch.name, lead.display),
          source: `${lead.channel.slug}.followers`,
        }),
      )
    : []
  add(traced.map((t) => t.figure))

  const posts = reportPosts(input, words)
  add(posts.flatMap((p) => p.figures))
  for (const source of postSources(
    input,
    posts.flatMap((p) => p.figures),
    words,
  ))
    sources[source.id] = source

  const shown = input.bestPosts ?? SHOWN_POSTS
  const extras = givenFigures(input)
  const cost = costPerFollower(input, ordered, stretches, words)
  for (const extra of cost ? [...extras, cost] : extras) {
    add(extra.figures)
    sources[extra.source.id] = extra.source
  }

  const names = words.period(shapeOf(period), period.from, period.to, stretches.previous)
  const facts: Facts = {
    language: input.language,
    client: input.client.name,
    period: names,
    monthsSinceStart: Math.max(0, monthsBetween(input.mandate.start, addDays(period.to, 1))),
    value: (key) => figures[key]?.value ?? null,
    lead: lead?.channel ?? null,
    others: ordered.filter((m) => m !== lead).map((m) => m.channel),
    name: (channel: ReportChannel) => measured.find((m) => m.channel === channel)?.display ?? channel.networkName,
    launchesInPeriod: until
      .map((l, i) => ({ name: l.name, figure: traced[i]?.figure.key ?? null, day: dayOf(l.liftoff) }))
      .filter((l) => l.day >= period.from),
    posts: input.posts.length,
  }
  const known = (key: string): boolean => key in figures
  const write = (text: string): ReportModel['headline'] => readWritten(text, input.language, known)
  const { headline, deck, sections, captions } = input.text ?? {}
  const caption = (text: string | undefined): string | null => (text ? typeset(text, input.language) : null)
  const model: ReportModel = {
    version: 1,
    language: input.language,
    zone: input.zone,
    agency: input.agency,
    signedBy: input.signedBy,
    client: input.client,
    edition: input.edition
      ? { number: input.edition.number, frozenAt: input.edition.frozenAt?.toString() ?? null }
      : null,
    asOf: input.asOf.toString(),
    ...stretches,
    headline: headline?.trim() ? write(headline) : autoHeadline(facts),
    deck: deck?.trim() ? write(deck) : autoDeck(facts),
    sections: sections?.length
      ? sections.map((x) => ({ title: typeset(x.title, input.language), text: write(x.text) }))
      : autoSections(facts),
    captions: { curve: caption(captions?.curve), launches: caption(captions?.launches) },
    brief: [],
    lead: lead?.channel.id ?? null,
    channels: ordered.map((m) => m.channel),
    traces: { channelId: lead?.channel.id ?? '', before: BEFORE, after: AFTER, items: traced.map((t) => t.trace) },
    posts: { best: posts.slice(0, shown).map((p) => p.post), others: posts.slice(shown).map((p) => p.post) },
    figures,
    sources,
    corrections: [],
  }
  model.brief = briefOf([...extras.map((e) => e.brief), ...(cost ? [cost.brief] : [])], ordered, words)
  model.corrections = correctionsToEarlier(input, measured)
  return model
}

function reportPosts(
  input: ReportInput,
  words: (typeof REPORT_WORDS)['fr'],
): { post: ReportPost; figures: Figure[] }[] {
  return ranked(input.posts, input.asOf).flatMap((post) => {
    const channel = input.channels.find((c) => c.id === post.channelId)
    return channel ? [reportPost(post, channel, input.asOf, words)] : []
  })
}

function postSources(
  input: ReportInput,
  figures: readonly Figure[],
  words: (typeof REPORT_WORDS)['fr'],
): SourceRecord[] {
  const metrics = ['reach', 'impressions', 'reactions', 'comments', 'shares', 'clicks', 'interactions'] as const
  const networks = new Map(input.channels.map((c) => [c.network, c.networkName]))
  return [...networks].flatMap(([network, name]) => {
    const ids = input.channels.filter((c) => c.network === network).map((c) => c.id)
    const posts = input.posts.filter((p) => ids.includes(p.channelId))
    return metrics.flatMap((metric) => {
      const id = postSource(network, metric)
      if (!figures.some((f) => f.provenance.source === id)) return []
      return [
        postsSource(id, `${words.metric[metric]}, ${name}`, network, metric, posts, input.asOf, input.definitions),
      ]
    })
  })
}

// The column beside the headline: the two leading channels, what other contexts bring, the goal of the leading channel.
function briefOf(
  extras: ReportModel['brief'],
  measured: readonly Measured[],
  words: (typeof REPORT_WORDS)['fr'],
): ReportModel['brief'] {
  const channels = measured.slice(0, extras.length > 0 ? 2 : 4).map((m) => ({
    label: m.display,
    figure: m.channel.figures.followers,
    change: m.channel.figures.gain,
    growth: m.channel.figures.growth,
    note: null,
  }))
  const lead = measured[0]
  const goal = lead?.channel.goal
  const line =
    lead && goal
      ? [
          {
            label: words.goalOf(lead.display),
            figure: lead.channel.figures.goalShare,
            change: null,
            growth: null,
            note: { written: false, parts: [words.reached(goal.reached, goal.value, goal.by)] },
          },
        ]
      : []
  return [...channels, ...extras.slice(0, 2), ...line]
}
