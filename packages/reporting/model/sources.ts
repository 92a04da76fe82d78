import type { Day } from '@comptoir/domain/shared'
import type { ChannelInput, DefinitionInput, PostInput, PostMetric, ReadingInput } from './input.ts'
import type { SourceRecord } from './report.ts'
import { coverage, holes, type Series } from './series.ts'

type Definitions = Readonly<Record<string, DefinitionInput>>

function countBySource(readings: readonly ReadingInput[]): SourceRecord['bySource'] {
  const counts = { api: 0, import: 0, 'by-hand': 0 }
  for (const r of readings) counts[r.source] += 1
  return counts
}

/** The definitions in the order in which they came into force, with the readings that carry each. */
function definitionsOf(readings: readonly ReadingInput[], definitions: Definitions): SourceRecord['definitions'] {
  const spans = new Map<string, { from: Temporal.Instant; to: Temporal.Instant }>()
  for (const r of readings) {
    const span = spans.get(r.definition)
    if (span) span.to = r.at
    else spans.set(r.definition, { from: r.at, to: r.at })
  }
  return [...spans].map(([id, span]) => ({
    id,
    officialName: definitions[id]?.officialName ?? id,
    text: definitions[id]?.text ?? '',
    from: span.from.toString(),
    to: span.to.toString(),
  }))
}

/** The time on the wall at which at least six readings of ten were made, to the minute. */
function usualTime(readings: readonly ReadingInput[], zone: string): string | null {
  const counts = new Map<string, number>()
  const recent = readings.filter((r) => r.source === 'api').slice(-60)
  for (const r of recent) {
    const time = r.at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
    counts.set(time, (counts.get(time) ?? 0) + 1)
  }
  const [time, n] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0]
  return recent.length >= 5 && n >= recent.length * 0.6 ? time : null
}

/** Where a channel's follower figures come from. */
export function channelSource(
  id: string,
  label: string,
  channel: ChannelInput,
  series: Series,
  until: Day,
  definitions: Definitions,
): SourceRecord {
  const readings = series.readings.filter((r) => r.day <= until)
  const covered = coverage(series, until)
  return {
    id,
    kind: 'channel',
    label,
    network: channel.network,
    metric: 'followers',
    definitions: definitionsOf(readings, definitions),
    readings: covered.read,
    expected: covered.expected,
    bySource: countBySource(readings),
    first: readings[0]?.at.toString() ?? null,
    last: readings.at(-1)?.at.toString() ?? null,
    usualTime: usualTime(readings, series.zone),
    gaps: holes(series, until).map(({ from, to, days }) => ({
      from,
      to,
      days,
      reason: channel.gapReasons?.find((g) => g.from <= to && g.to >= from)?.reason ?? null,
    })),
    note: channel.note ?? null,
  }
}

/** Where the figures of one metric of posts come from: one reading of each post is expected. */
export function postsSource(
  id: string,
  label: string,
  network: string,
  metric: PostMetric | 'interactions' | 'count',
  posts: readonly PostInput[],
  asOf: Temporal.Instant,
  definitions: Definitions,
): SourceRecord {
  const wanted = (m: string): boolean =>
    metric === 'interactions' ? m === 'reactions' || m === 'comments' || m === 'shares' : m === metric
  const limit = asOf.epochMilliseconds
  const all = posts
    .flatMap((p) => p.metrics.filter((m) => wanted(m.metric) && m.at.epochMilliseconds <= limit))
    .sort((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds)
  const counted = metric === 'count'
  const read = posts.filter((p) => p.metrics.some((m) => wanted(m.metric) && m.at.epochMilliseconds <= limit))
  return {
    id,
    kind: 'posts',
    label,
    network,
    metric,
    definitions: definitionsOf(all, definitions),
    readings: counted ? posts.length : read.length,
    expected: posts.length,
    bySource: countBySource(all),
    first: all[0]?.at.toString() ?? null,
    last: all.at(-1)?.at.toString() ?? null,
    usualTime: null,
    gaps: [],
    note: null,
  }
}
