import { parseArgs } from 'node:util'
import { benchCalendar } from './calendar.ts'
import { benchPeer } from './peers/peer.ts'
import { graphileWorker } from './peers/graphile-worker.ts'
import { benchShort, openChannels } from './publishing.ts'
import { benchWhole } from './whole.ts'
import { openStage } from './stage.ts'
import { tellShort, tellWhole } from './tell.ts'

// `pnpm bench` tells the few figures that every change is held against; `pnpm bench publishing` everything about when posts leave.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
})
const what = positionals[0]
if (positionals.length > 1 || (what !== undefined && what !== 'publishing')) {
  process.stderr.write('usage: pnpm bench [publishing] [--json]\n')
  process.exit(2)
}
const say = (line: string) => void process.stderr.write(`${line}\n`)
const print = (figures: object, told: string) =>
  void process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : told)

const stage = await openStage()
try {
  if (what === 'publishing') {
    const figures = await benchWhole(stage, say)
    print(figures, tellWhole(figures))
  } else {
    const { alone, burst500 } = await benchShort(stage, await openChannels(stage), say)
    say('500 jobs of stock graphile-worker at one instant')
    const peer = await benchPeer(stage, graphileWorker)
    const calendar = await benchCalendar(stage, say)
    const figures = { publishing: { alone: brief(alone), burst500: brief(burst500), peer: brief(peer) }, calendar }
    print(figures, tellShort(figures))
  }
} finally {
  await stage.close()
}

function brief({ p50, p99 }: { p50: number; p99: number }) {
  return { p50, p99 }
}
