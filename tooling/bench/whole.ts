import { startWorker } from './child.ts'
import type { Spread } from './figures.ts'
import { benchHold, type HoldFigure } from './hold.ts'
import { benchPeer } from './peers/peer.ts'
import { graphileWorker } from './peers/graphile-worker.ts'
import { pgBoss } from './peers/pg-boss.ts'
import { scan60s } from './peers/scan.ts'
import { benchLateness, type Lateness, openChannels, type Say } from './publishing.ts'
import { benchSlip, type SlipFigure } from './slip.ts'
import type { Stage } from './stage.ts'

export type Whole = Omit<Lateness, 'cpu'> & {
  slip1000: SlipFigure
  slip10000: SlipFigure
  hold: HoldFigure
  peers: { scan60s: Spread; graphileWorker: Spread; pgBoss: Spread }
  cpu: Lateness['cpu']
}

/** One worker for the lateness, as each peer has one; two for what must hold between several. */
export async function benchWhole(stage: Stage, say: Say): Promise<Whole> {
  const channels = await openChannels(stage)
  const { cpu, ...lateness } = await benchLateness(stage, channels, say)
  const workers = [await startWorker(stage.room.env), await startWorker(stage.room.env)]
  try {
    const hold = await benchHold(stage, channels, say)
    say('a slip of 100, not counted')
    await benchSlip(stage, channels, say, { count: 100, word: 'Essai', prove: false })
    const slip1000 = await benchSlip(stage, channels, say, { count: 1_000, word: 'Report', prove: true })
    const slip10000 = await benchSlip(stage, channels, say, { count: 10_000, word: 'Grand report', prove: false })
    await Promise.all(workers.splice(0).map((worker) => worker.stop()))
    say('500 jobs of pg-boss at one instant')
    const boss = await benchPeer(stage, pgBoss)
    say('500 jobs of stock graphile-worker at one instant')
    const graphile = await benchPeer(stage, graphileWorker)
    say('500 rows under a scan once a minute')
    const scan = await benchPeer(stage, scan60s)
    return {
      ...lateness,
      slip1000,
      slip10000,
      hold,
      peers: { scan60s: scan, graphileWorker: graphile, pgBoss: boss },
      cpu,
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()))
  }
}
