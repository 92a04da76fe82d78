import type { Outputs } from '../../data/trpc.ts'
import { dayWithYear, number } from '../../format/index.ts'
import { m } from '../../words.ts'

export type Mandate = Outputs['mandates']['list'][number]
export type Goal = Mandate['goals'][number]

/** 31 mars 2027: a day of the calendar, the same in every zone. */
export function dayText(day: string): string {
  return dayWithYear(`${day}T12:00:00Z`, 'UTC')
}

export function periodText({ startsOn, endsOn }: Pick<Mandate, 'startsOn' | 'endsOn'>): string {
  return m['mandates.period']({ from: dayText(startsOn), to: dayText(endsOn) })
}

/** What is left of a mandate, or how far ahead it is: in months while they are several, then in days. */
export function leftText(
  { standing, startsOn, endsOn }: Pick<Mandate, 'standing' | 'startsOn' | 'endsOn'>,
  today: string,
) {
  if (standing === 'over') return m['mandates.over']()
  const now = Temporal.PlainDate.from(today)
  if (standing === 'ahead') return m['mandates.starts-in']({ count: Math.max(1, now.until(startsOn).days) })
  const days = now.until(endsOn).days
  const months = now.until(endsOn, { largestUnit: 'months' }).months
  if (days <= 0) return m['mandates.left.last']()
  return months >= 2 ? m['mandates.left.months']({ count: months }) : m['mandates.left.days']({ count: days })
}

export interface ScopeLine {
  network: string
  promised: number | null
  done: number
}

/** What went out this month beside what is promised; networks outside the promise come last. */
export function scopeLines({ scope, delivered }: Pick<Mandate, 'scope' | 'delivered'>): ScopeLine[] {
  const doneOn = (network: string) => delivered.find((one) => one.network === network)?.published ?? 0
  const promised = scope.map(({ network, postsPerMonth }) => ({
    network,
    promised: postsPerMonth,
    done: doneOn(network),
  }))
  const extra = delivered.filter(({ network }) => !scope.some((line) => line.network === network))
  return [...promised, ...extra.map(({ network, published }) => ({ network, promised: null, done: published }))]
}

/** What the line says of a goal, in a sentence. */
export function goalSentence({ target, latest, dueOn, outlook }: Goal, today: string): string {
  if (latest !== null && latest >= target) return m['mandates.line.reached']()
  if (dueOn < today) return m['mandates.line.missed']()
  if (!outlook) return m['mandates.line.none']()
  return m[`mandates.line.${outlook.outlook}`]({ value: number(outlook.value), day: dayText(dueOn) })
}
