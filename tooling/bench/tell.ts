import type { Spread } from './figures.ts'
import type { Whole } from './whole.ts'

type Brief = Pick<Spread, 'p50' | 'p99'>

const WIDTH = 52
const ms = (value: number) => `${value.toFixed(1).padStart(8)} ms`
const line = (name: string, ...figures: string[]) => `${name.padEnd(WIDTH)} ${figures.join('   ')}\n`
const brief = (name: string, { p50, p99 }: Brief) => line(name, `p50 ${ms(p50)}`, `p99 ${ms(p99)}`)
const whole = (name: string, { p50, p99, max }: Spread) =>
  line(name, `p50 ${ms(p50)}`, `p99 ${ms(p99)}`, `max ${ms(max)}`)

export function tellShort(figures: {
  publishing: { alone: Brief; burst500: Brief; peer: Brief }
  calendar: { p95: number }
}): string {
  const { alone, burst500, peer } = figures.publishing
  return (
    brief('lateness, one post alone', alone) +
    brief('lateness, 500 posts at one instant', burst500) +
    brief('stock graphile-worker jobs, 500 at one instant', peer) +
    line('month of 5,000 posts through the API', `p95 ${ms(figures.calendar.p95)}`)
  )
}

export function tellWhole(figures: Whole): string {
  const { slip1000, slip10000, hold, peers, cpu } = figures
  const slip = (name: string, { ms: took, sentAtOldTime }: Whole['slip1000']) =>
    line(name, ms(took), `${sentAtOldTime} sent at the old time`)
  return [
    whole('lateness, one post alone', figures.alone),
    whole('lateness, 100 posts at one instant', figures.burst100),
    whole('lateness, 500 posts at one instant', figures.burst500),
    whole('lateness, 2,000 posts at one instant', figures.burst2000),
    whole('lateness, 300 posts spread over a minute', figures.spread),
    slip('slip of 1,000 anchored posts, call to answer', slip1000),
    slip('slip of 10,000 anchored posts, call to answer', slip10000),
    line('hold amid 500 leaving, call to three lists', ms(hold.ms), `${hold.sentAfterReturn} sent afterwards`),
    whole('a scan once a minute, 500, wherever they fall in it', peers.scan60s),
    whole('stock graphile-worker, 500 at one instant', peers.graphileWorker),
    whole('pg-boss (0.5 s poll, 10 at once), 500 at one instant', peers.pgBoss),
    cpu
      ? line('CPU for one delivery, of 500', `worker ${ms(cpu.worker)}`, `PostgreSQL ${ms(cpu.postgres)}`)
      : line('CPU for one delivery', 'not told by this system'),
  ].join('')
}
