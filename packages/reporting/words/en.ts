import { count, dayAndMonth, dayIn, delta, longDay, longInstant, longMonth, monthName } from '../format/index.ts'
import type { Formula, MissingReason, Reached, SourceGap } from '../model/report.ts'
import type { ReportWords } from './words.ts'

const N = (n: number): string => count(n, 'en')
const s = (n: number): string => (Math.abs(n) === 1 ? '' : 's')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const sameYear = (a: string, b: string): boolean => a.slice(0, 4) === b.slice(0, 4)
const stretch = (from: string, to: string): string =>
  from === to
    ? longDay(from, 'en')
    : from.slice(0, 7) === to.slice(0, 7)
      ? `${Number(from.slice(8))} to ${longDay(to, 'en')}`
      : `${sameYear(from, to) ? dayAndMonth(from, 'en') : longDay(from, 'en')} to ${longDay(to, 'en')}`

const gap = (g: SourceGap): string => stretch(g.from, g.to) + (g.reason ? `, ${g.reason}` : '')

const SMALL = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
export const enNumber = (n: number): string => SMALL[n] ?? N(n)

const missing: Record<MissingReason, string> = {
  'no-reading': 'Nothing was read on those days: the figure is not known, and not estimated.',
  'before-first-reading': 'Readings begin later.',
  'not-open': 'The account was not open.',
  'definition-changed': 'The network changed what it counts: the two values cannot be compared.',
  'no-goal': 'No goal is set.',
  'too-few-readings': 'Too few readings to project.',
  'not-measured': 'This network does not give this figure.',
  'still-counting': 'Counting is not over.',
}

const missingShort: Record<MissingReason, string> = {
  'no-reading': 'no reading',
  'before-first-reading': 'not yet read',
  'not-open': 'not open',
  'definition-changed': 'defined otherwise',
  'no-goal': 'none',
  'too-few-readings': 'too early',
  'not-measured': 'not measured',
  'still-counting': 'counting',
}

function formula(f: Formula, zone: string): string {
  switch (f.kind) {
    case 'reading':
      return `Last reading as of ${longDay(f.on, 'en')}.`
    case 'post-total':
      return 'Last reading of the post.'
    case 'post-sum':
      return 'Reactions, comments and shares of the post, added up.'
    case 'difference':
      return `Level at the end of the period (${stretch(f.from, f.to)}) less the level on the eve of its start.`
    case 'since-opening':
      return `Account opened on ${longDay(f.opened, 'en')}: all that it has on ${longDay(f.to, 'en')} was gained since.`
    case 'growth':
      return `Gain (${stretch(f.from, f.to)}) divided by the level at its start.`
    case 'goal-share':
      return `Level on ${longDay(f.on, 'en')} divided by the goal: ${N(f.goal)} by ${longDay(f.by, 'en')}.`
    case 'outlook':
      return `Line through ${N(f.points)} readings of the last ${N(f.days)} days (${delta(f.perDay, 'en')} a day), read at ${longDay(f.by, 'en')}, with the interval that holds eight times in ten.`
    case 'launch':
      return `Level ${f.after} days after lift-off (${longInstant(Date.parse(f.liftoff), zone, 'en')}) less the level ${f.before} days before.`
    case 'posts':
      return `Posts published ${stretch(f.from, f.to)}, counted.`
    case 'cost-per-follower':
      return `Fee for the period divided by the ${N(f.gained)} net followers gained on ${f.channels.join(', ')}, here added on purpose.`
    case 'given':
      return f.words
  }
}

function reached(r: Reached, goal: number, by: string): string {
  const year = (day: string): string => (sameYear(day, by) ? dayAndMonth(day, 'en') : longDay(day, 'en'))
  switch (r.kind) {
    case 'already':
      return `of ${N(goal)}: reached on ${longDay(r.on, 'en')}`
    case 'between':
      if (r.to === null) return `of ${N(goal)}: ${longDay(r.from, 'en')} at the earliest`
      return r.from === r.to
        ? `of ${N(goal)}: reached around ${year(r.to)}`
        : `of ${N(goal)}: reached between ${year(r.from)} and ${year(r.to)}`
    case 'not-in-sight':
      return `of ${N(goal)} by ${longDay(by, 'en')}: out of sight at this pace`
    case 'unknown':
      return `of ${N(goal)} by ${longDay(by, 'en')}`
  }
}

export const en: ReportWords = {
  title: (client, period) => `${client}, report for ${period}`,
  edition: (n, frozen) => `Edition no. ${n}${frozen ? `, frozen on ${longDay(frozen, 'en')}` : ''}`,
  draft: 'Preview, not published',
  brief: 'In brief',
  goalOf: (c) => `${c} goal`,
  followersOf: (c) => `${c} followers`,
  changed: 'What changed',
  changedAndWhy: 'What changed, and why',
  otherNetworks: (n) => (n === 1 ? 'The other network' : `The ${enNumber(n)} other networks`),
  ownScales: (several) =>
    `${several ? 'Each network has its own scale. ' : ''}Followers of different networks do not add up: one person may follow several. Strokes: launches.`,
  curveCaption: (n) => (n > 0 ? 'The curve and the launches' : 'The curve'),
  curveUnder: (c, from, to, until) =>
    `${c} followers, ${longMonth(from, 'en')} to ${longMonth(to, 'en')}${until ? `, and where the line points until ${longDay(until, 'en')}` : ''}`,
  launchesCaption: 'What each launch brings',
  launchesUnder: (c, before, after) => `${c} followers gained, T−${before} d to T+${after} d`,
  chartTitle: (c) => `${c} followers`,
  figures: 'The figures',
  figuresUnder: (within, from, to, goals) =>
    `“${capital(within)}”: ${stretch(from, to)}.${goals ? ` Goals of the mandate by ${longDay(goals, 'en')}.` : ''}`,
  columns: { network: 'Network', yearAgo: 'A year ago', sinceStart: 'Since the start', goal: 'Goal' },
  best: 'Posts of the period',
  postsOf: (network) => `${network} posts`,
  bestRule: 'Ranked by interactions: reactions, comments and shares.',
  morePosts: (n) => (n === 1 ? 'One more post is in the CSV.' : `${N(n)} more posts are in the CSV.`),
  noPosts: 'No post was published in this period.',
  method: 'Method and sources',
  origin: 'Where these figures come from',
  howRead: (source) =>
    source.usualTime ? `One reading a day at ${source.usualTime}.` : 'Readings of the public counter, one a day.',
  interval: (days) => `Band: 80% interval, trend of the last ${N(days)} days.`,
  truncated: 'The axis does not start at zero.',
  seeTable: 'The same figures as a table',
  close: 'Close',
  wholeSource: 'The whole source',
  sources: { api: 'the network’s interface', import: 'imported file', 'by-hand': 'typed in by hand' },
  readAt: (at, zone, source) => `read on ${longInstant(at, zone, 'en')}, ${en.sources[source]}`,
  coverage: (x) =>
    x.kind === 'posts' && x.metric === 'count'
      ? `${N(x.readings)} post${s(x.readings)} published.`
      : x.kind === 'posts'
        ? `${N(x.readings)} of ${N(x.expected)} posts read.`
        : x.kind === 'given'
          ? `${N(x.readings)} of ${N(x.expected)} records.`
          : `${N(x.readings)} of ${N(x.expected)} days read.`,
  gaps: (x) => {
    const days = x.gaps.reduce((sum, g) => sum + g.days, 0)
    if (days === 0) return null
    const shown = x.gaps.slice(-4).map(gap).join('; ')
    const more = x.gaps.length > 4 ? ' and earlier' : ''
    return days === 1
      ? `One day is missing (${shown}) and is not filled in.`
      : `${capital(enNumber(days))} days are missing (${shown}${more}) and are not filled in.`
  },
  imported: (x) => {
    const parts = [
      x.bySource.import ? `${N(x.bySource.import)} imported from a file` : '',
      x.bySource['by-hand'] ? `${N(x.bySource['by-hand'])} typed in by hand` : '',
    ].filter((p) => p !== '')
    return parts.length > 0 ? `Of these, ${parts.join(', ')}.` : null
  },
  spanOf: (first, last, zone) =>
    first === last
      ? `Read on ${longInstant(last, zone, 'en')}.`
      : `From ${longDay(dayIn(first, zone), 'en')} to ${longInstant(last, zone, 'en')}.`,
  formula,
  definitionSince: (name, text, since) =>
    `“${name}”${text ? `: ${text}` : ''}${since ? ` (since ${longDay(since, 'en')})` : ''}`,
  missing: (why) => missing[why],
  missingShort: (why) => missingShort[why],
  reached,
  signed: 'Signed',
  fingerprint: (print) => `Fingerprint of the edition ${print}.`,
  noTracker: 'No cookie, no tracker.',
  correctionHead: (noticed) => `Correction of ${longDay(noticed, 'en')}.`,
  correctionSays: (c, printed, now) => {
    const kept = `The edition keeps the published figure, ${printed}.`
    if (c.now === null) return `This figure can no longer be established. ${kept}`
    if (c.printed === null) return `The missing reading was found: ${now}.`
    if (c.why === 'imported') return `Readings imported since then give ${now}. ${kept}`
    return `The network now counts ${now}. ${kept}`
  },
  correctionsToEarlier: 'Corrections to earlier editions',
  correctionOfEdition: (c) => (c.edition ? `Edition no. ${c.edition.number}, ${c.edition.title}` : ''),
  metric: {
    reach: 'Reach',
    impressions: 'Views',
    reactions: 'Reactions',
    comments: 'Comments',
    shares: 'Shares',
    clicks: 'Clicks',
    interactions: 'Interactions',
    count: 'Posts published',
    followers: 'Followers',
  },
  counted: {
    reach: (n) => (n === 1 ? 'person reached' : 'people reached'),
    impressions: (n) => `view${s(n)}`,
    reactions: (n) => `reaction${s(n)}`,
    comments: (n) => `comment${s(n)}`,
    shares: (n) => `share${s(n)}`,
    clicks: (n) => `click${s(n)}`,
    interactions: (n) => `interaction${s(n)}`,
  },
  seePost: (network) => `See it on ${network}`,
  dateline: (network, day) => `${network}, ${dayAndMonth(day, 'en')}`,
  period: (shape, from, to, previous) => {
    if (shape === 'month') {
      const before = sameYear(from, previous.from) ? monthName(previous.from, 'en') : longMonth(previous.from, 'en')
      return {
        report: longMonth(from, 'en'),
        opening: `In ${monthName(from, 'en')}`,
        within: 'this month',
        before,
        overBefore: `on ${before}`,
        inBefore: `in ${before}`,
      }
    }
    if (shape === 'year') {
      const before = previous.from.slice(0, 4)
      return {
        report: from.slice(0, 4),
        opening: `In ${from.slice(0, 4)}`,
        within: 'this year',
        before,
        overBefore: `on ${before}`,
        inBefore: `in ${before}`,
      }
    }
    return {
      report: stretch(from, to),
      opening: from === to ? `On ${stretch(from, to)}` : `From ${stretch(from, to)}`,
      within: 'in this period',
      before: 'Period before',
      overBefore: 'on the period before',
      inBefore: 'in the period before',
    }
  },
  labels: {
    followers: (c) => `${c} followers`,
    gain: (c) => `${c} followers gained in the period`,
    growth: (c) => `${c} growth in the period`,
    previousGain: (c) => `${c} followers gained in the period before`,
    yearGain: (c) => `${c} followers gained, same period a year before`,
    yearFollowers: (c) => `${c} followers a year before`,
    mandateGain: (c) => `${c} followers gained since the mandate began`,
    goalShare: (c) => `${c} goal`,
    outlook: (c) => `${c} projection`,
    posts: (c) => `${c} posts published`,
    launch: (name, c) => `${name}: ${c} followers gained`,
    costPerFollower: 'Cost per follower gained',
    post: (metric, title) => `${metric}: ${title}`,
  },
  networks: 'Networks',
}
