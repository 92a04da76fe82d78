import type { Outputs } from '../../data/trpc.ts'
import { number, signed, signedPercent } from '../../format/index.ts'
import { m } from '../../words.ts'

export type AudienceLine = Outputs['audience']['channels'][number]
export type Change = AudienceLine['week']
export type Preview = Outputs['audience']['dryRun']
export type FileFault = Extract<Preview, { kind: 'refused' }>['errors'][number]

export type Source = NonNullable<AudienceLine['latest']>['source']

/** Read by the network's interface, imported, typed. */
export const sourceWord = (source: Source) => m[`audience.source.${source}`]()

/** +14 200, +4,0 %: a share stands beside its number. */
export function changeWords(change: Change): string | null {
  if (change.delta === null) return null
  const share = change.ratio === null ? '' : `, ${signedPercent(change.ratio)}`
  return `${signed(change.delta)}${share}`
}

/** What is wrong with a row, and what to do about it. */
export function faultWords(fault: FileFault): { wrong: string; help: string } {
  const { why, value } = fault
  const shown = why === 'already-known' && /^\d+$/.test(value) ? number(Number(value)) : value
  return { wrong: m[`audience.fault.${why}`]({ value: shown }), help: m[`audience.fault.${why}.help`]() }
}
