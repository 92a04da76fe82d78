import type { Inputs } from '../../data/trpc.ts'
import { number } from '../../format/index.ts'
import type { Goal, Mandate } from './mandate-words.ts'

/** What the form holds while it is typed: text where a number will be, '' where nothing is chosen. */
export interface Values {
  clientId: string
  name: string
  startsOn: string | null
  endsOn: string | null
  fee: string
  currency: string
  hours: string
  scope: { network: string; posts: string }[]
  goals: { channelId: string; metric: Goal['metric']; target: string; dueOn: string | null }[]
  team: string[]
  dutyMemberId: string
  slipHours: string
  selfApproval: boolean
}

export const MOST_CENTS = 2_000_000_000
export const MOST_SLIP_HOURS = 90 * 24

/** "17 000,50" or "17,000.50": a number as people type it; null when it is none. */
export function parseNumber(typed: string): number | null {
  const bare = typed.replace(/[\s\u00a0\u202f€$£]/g, '').replace(/,(?=\d{3}(?:\D|$))/g, '')
  const text = bare.replace(',', '.')
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null
}

/** A whole number within bounds; null when it is none. */
export function parseWhole(typed: string, least: number, most: number): number | null {
  const value = parseNumber(typed)
  return value !== null && Number.isInteger(value) && value >= least && value <= most ? value : null
}

/** Whole cents; null for what is no amount, or has a fraction of a cent. */
export function parseCents(typed: string): number | null {
  const value = parseNumber(typed)
  if (value === null) return null
  const cents = Math.round(value * 100)
  return Math.abs(cents - value * 100) < 1e-6 && cents <= MOST_CENTS ? cents : null
}

export function parseHours(typed: string, most: number): number | null {
  const value = parseNumber(typed)
  return value !== null && value <= most ? value : null
}

/** As the reader's language writes it, so that a long number can be checked by eye. */
const plain = (value: number) => number(value, Number.isInteger(value) ? 0 : 2)

/** A mandate that is about to be written: a year from today. */
export function newValues(clientId: string, today: string, currency: string): Values {
  return {
    clientId,
    name: '',
    startsOn: today,
    endsOn: Temporal.PlainDate.from(today).add({ years: 1 }).subtract({ days: 1 }).toString(),
    fee: '',
    currency,
    hours: '',
    scope: [],
    goals: [],
    team: [],
    dutyMemberId: '',
    slipHours: '72',
    selfApproval: false,
  }
}

/** A mandate as it stands, without the people who have left. */
export function valuesOf(mandate: Mandate, seated: ReadonlySet<string>): Values {
  return {
    clientId: mandate.clientId,
    name: mandate.name,
    startsOn: mandate.startsOn,
    endsOn: mandate.endsOn,
    fee: mandate.fee ? plain(mandate.fee.cents / 100) : '',
    currency: mandate.fee?.currency ?? 'EUR',
    hours: mandate.hoursPerMonth === 0 ? '' : plain(mandate.hoursPerMonth),
    scope: mandate.scope.map(({ network, postsPerMonth }) => ({ network, posts: String(postsPerMonth) })),
    goals: mandate.goals.map(({ channelId, metric, target, dueOn }) => ({
      channelId,
      metric,
      target: plain(target),
      dueOn,
    })),
    team: mandate.team.filter((id) => seated.has(id)),
    dutyMemberId: mandate.dutyMemberId && seated.has(mandate.dutyMemberId) ? mandate.dutyMemberId : '',
    slipHours: plain(mandate.slipLimitSeconds / 3600),
    selfApproval: mandate.selfApproval,
  }
}

/** What goes to the server. The form has checked each field: an empty amount is none. */
export function inputOf(values: Values): Inputs['mandates']['create'] {
  return {
    clientId: values.clientId,
    name: values.name,
    startsOn: values.startsOn ?? '',
    endsOn: values.endsOn ?? '',
    fee: { cents: parseCents(values.fee) ?? 0, currency: values.currency },
    hoursPerMonth: parseNumber(values.hours) ?? 0,
    scope: values.scope.map(({ network, posts }) => ({ network, postsPerMonth: parseNumber(posts) ?? 0 })),
    goals: values.goals.map(({ channelId, metric, target, dueOn }) => ({
      channelId,
      metric,
      target: parseNumber(target) ?? 0,
      dueOn: dueOn ?? '',
    })),
    slipLimitSeconds: Math.round((parseNumber(values.slipHours) ?? 0) * 3600),
    selfApproval: values.selfApproval,
    team: values.team,
    dutyMemberId: values.dutyMemberId || null,
  }
}

const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/^fee\.cents$/, 'fee'],
  [/^fee\.currency$/, 'currency'],
  [/^hoursPerMonth$/, 'hours'],
  [/^slipLimitSeconds$/, 'slipHours'],
  [/^(scope\.\d+)\.postsPerMonth$/, '$1.posts'],
  [/^(scope|goals|team)$/, '$1.root'],
]

/** The form's field for a path of the server's. */
export function fieldOf(path: string): string {
  const rename = RENAMED.find(([sign]) => sign.test(path))
  return rename ? path.replace(rename[0], rename[1]) : path
}
