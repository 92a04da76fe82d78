import { benchCalendar } from './calendar.ts'
import { benchPeer } from './peer.ts'
import { benchPublishing } from './publishing.ts'
import { openStage } from './stage.ts'

const json = process.argv.includes('--json')
const say = (line: string) => void process.stderr.write(`${line}\n`)

const stage = await openStage()
try {
  const { alone, burst500 } = await benchPublishing(stage, say)
  const peer = await benchPeer(stage, say)
  const calendar = await benchCalendar(stage, say)
  const figures = { publishing: { alone, burst500, peer }, calendar }
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`)
  else {
    const row = (name: string, { p50, p99 }: { p50: number; p99: number }) =>
      `${name.padEnd(44)} p50 ${p50.toFixed(1).padStart(8)} ms   p99 ${p99.toFixed(1).padStart(8)} ms\n`
    process.stdout.write(
      row('lateness, one post alone', alone) +
        row('lateness, 500 posts at one instant', burst500) +
        row('stock graphile-worker jobs, 500 at one instant', peer) +
        `${'month of 5,000 posts through the API'.padEnd(44)} p95 ${calendar.p95.toFixed(1).padStart(8)} ms\n`,
    )
  }
} finally {
  await stage.close()
}
