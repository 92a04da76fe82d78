import type { Outputs } from '../data/trpc.ts'
import { bareOffset, MINUS, offset, T_ZERO } from '../format/index.ts'
import { m } from '../words.ts'

export type Timing = Outputs['countdown']['get']['posts'][number]['timing']

/** T−2 h, "next day 10:00", "Scrub +10 min": where a post hangs, as one says it. */
export function timingWord(timing: Timing): string {
  if (timing.kind === 'calendar') return `${dayWord(timing.dayOffset)} ${timing.wallTime}`
  if (timing.kind !== 'anchored') return ''
  const shift = bareOffset(timing.offsetSeconds)
  if (timing.base === 'scrub') return m['countdown.base.scrub']({ offset: shift })
  if (timing.base === 'outcome') {
    return timing.condition === 'anomaly'
      ? m['countdown.base.outcome-anomaly']({ offset: shift })
      : m['countdown.base.outcome']({ offset: shift })
  }
  return timing.offsetSeconds === 0 && timing.base === 't0' && timing.condition !== 'launched'
    ? T_ZERO
    : offset(timing.offsetSeconds)
}

function dayWord(days: number): string {
  if (days === 0) return m['countdown.day.same']()
  if (days === 1) return m['countdown.day.next']()
  if (days === -1) return m['countdown.day.before']()
  return m['countdown.day.offset']({ offset: `${days < 0 ? MINUS : '+'}${Math.abs(days)}` })
}

/** "if go", "always". */
export function conditionWord(timing: Timing): string {
  if (timing.kind !== 'anchored' && timing.kind !== 'calendar') return ''
  return {
    any: m['countdown.if.any'],
    go: m['countdown.if.go'],
    launched: m['countdown.if.launched'],
    success: m['countdown.if.success'],
    anomaly: m['countdown.if.anomaly'],
    scrubbed: m['countdown.if.scrubbed'],
  }[timing.condition]()
}

export type WaitsFor = NonNullable<Outputs['countdown']['get']['posts'][number]['waitsFor']>

export function waitsWord(waits: WaitsFor): string {
  return m[`countdown.waits.${waits}`]()
}
