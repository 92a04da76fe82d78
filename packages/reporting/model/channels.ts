import type { ReportWords } from '../words/index.ts'
import { curveOf } from './curve.ts'
import { figure, gainFigure, goalFigure, growthFigure, levelFigure, outlookFigure } from './figures.ts'
import type { ChannelInput, GoalInput, LaunchInput, ReportInput } from './input.ts'
import { outlookOf, reachedWhen } from './outlook.ts'
import type { Figure, ReportChannel, ReportModel, SourceRecord } from './report.ts'
import { seriesOf, type Series } from './series.ts'
import { channelSource, postsSource } from './sources.ts'

/** A channel measured: its place in the report, its figures and where they come from. */
export type Measured = {
  readonly channel: ReportChannel
  readonly display: string
  readonly series: Series
  readonly figures: readonly Figure[]
  readonly sources: readonly SourceRecord[]
}

type Stretches = Pick<ReportModel, 'period' | 'previous' | 'yearBefore' | 'mandate'>

/** Names channels: the network's name alone while it is the only one of its kind, else with the channel's own. */
function named(channels: readonly ChannelInput[]): { slug: string; display: string }[] {
  const seen = new Map<string, number>()
  return channels.map((c) => {
    const nth = (seen.get(c.network) ?? 0) + 1
    seen.set(c.network, nth)
    const several = channels.filter((o) => o.network === c.network).length > 1
    return {
      slug: nth === 1 ? c.network : `${c.network}-${nth}`,
      display: several ? `${c.networkName} · ${c.name}` : c.networkName,
    }
  })
}

/** Measures every channel over the report's stretches of time. */
export function measureChannels(
  input: ReportInput,
  stretches: Stretches,
  launches: readonly LaunchInput[],
  words: ReportWords,
): Measured[] {
  const names = named(input.channels)
  return input.channels.map((channel, i) => {
    const { slug, display } = names[i] ?? { slug: channel.network, display: channel.networkName }
    const goal = input.mandate.goals.find((g) => g.channelId === channel.id) ?? null
    return measure(input, stretches, launches, words, channel, slug, display, goal)
  })
}

function measure(
  input: ReportInput,
  stretches: Stretches,
  launches: readonly LaunchInput[],
  words: ReportWords,
  channel: ChannelInput,
  slug: string,
  display: string,
  goal: GoalInput | null,
): Measured {
  const { period, previous, yearBefore, mandate } = stretches
  const series = seriesOf(channel, input.zone, input.asOf, input.definitions)
  const source = `${slug}.followers`
  const posts = input.posts.filter((p) => p.channelId === channel.id)
  const outlook = outlookOf(series, period.to)
  const name = (
    key: string,
    label: (c: string) => string,
    from = source,
  ): { key: string; label: string; source: string } => ({
    key: `${slug}.${key}`,
    label: label(display),
    source: from,
  })
  const { labels } = words
  const projected = outlookFigure(name('outlook', labels.outlook), outlook, goal?.by ?? period.to)
  const counted = name('posts', labels.posts, `${slug}.posts.count`)
  const by = {
    followers: levelFigure(name('followers', labels.followers), series, period.to),
    gain: gainFigure(name('gain', labels.gain), series, period.from, period.to),
    growth: growthFigure(name('growth', labels.growth), series, period.from, period.to),
    previousGain: gainFigure(name('previous.gain', labels.previousGain), series, previous.from, previous.to),
    yearGain: gainFigure(name('year.gain', labels.yearGain), series, yearBefore.from, yearBefore.to),
    yearFollowers: levelFigure(name('year.followers', labels.yearFollowers), series, yearBefore.to),
    mandateGain: gainFigure(name('mandate.gain', labels.mandateGain), series, mandate.start, period.to),
    goalShare: goalFigure(name('goal', labels.goalShare), series, period.to, goal),
    outlook: goal ? projected : { ...projected, value: null, interval: null, missing: 'no-goal' as const },
    posts: figure(counted, 'posts', { kind: 'posts', from: period.from, to: period.to }, posts.length, []),
  }
  const interval = by.outlook.interval
  return {
    display,
    series,
    figures: Object.values(by),
    sources: [
      channelSource(source, labels.followers(display), channel, series, period.to, input.definitions),
      postsSource(
        `${slug}.posts.count`,
        labels.posts(display),
        channel.network,
        'count',
        posts,
        input.asOf,
        input.definitions,
      ),
    ],
    channel: {
      id: channel.id,
      slug,
      network: channel.network,
      networkName: channel.networkName,
      name: channel.name,
      handle: channel.handle,
      opened: channel.opened,
      figures: {
        followers: by.followers.key,
        gain: by.gain.key,
        growth: by.growth.key,
        previousGain: by.previousGain.key,
        yearGain: by.yearGain.key,
        yearFollowers: by.yearFollowers.key,
        mandateGain: by.mandateGain.key,
        goalShare: by.goalShare.key,
        outlook: by.outlook.key,
        posts: by.posts.key,
      },
      goal: goal && {
        value: goal.value,
        by: goal.by,
        reached: reachedWhen(series, outlook, goal.value, period.to),
        likely: interval && (interval.low >= goal.value ? 'above' : interval.high < goal.value ? 'below' : 'inside'),
      },
      curve: curveOf(series, period.to, mandate.start, launches, goal, outlook),
    },
  }
}
