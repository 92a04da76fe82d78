import type { Connected } from '@comptoir/operations/testing'
import { type Child, startWorker } from './child.ts'
import { cpuOf } from './cpu.ts'
import { rounded, type Spread, spreadOf } from './figures.ts'
import { latenessOf } from './lateness.ts'
import type { Stage } from './stage.ts'

const ALONE = 60
const ALONE_APART_MS = 250
/** A day of so many posts, pressed into a minute. */
const SPREAD = 300
const SPREAD_OVER_MS = 60_000

export type Say = (line: string) => void

/** ms of CPU for one delivery, from the claim to the last row written, idle rounds of those seconds included. */
export type CpuEach = { worker: number; postgres: number } | null

export type Lateness = {
  alone: Spread
  burst100: Spread
  burst500: Spread
  burst2000: Spread
  spread: Spread
  cpu: CpuEach
}

const atOnce = (count: number) => Array.from({ length: count }, () => 0)
const eachAlone = Array.from({ length: ALONE }, (_, i) => i * ALONE_APART_MS)

/** Four accounts on two networks whose limits are set aside: what is measured is our own lateness. */
export async function openChannels({ room }: Stage): Promise<Connected[]> {
  for (const network of ['bluesky', 'mastodon'])
    await room.simulator.control('POST', '/limits', { network, enforced: false })
  const channels: Connected[] = []
  for (let i = 0; i < 4; i += 1) channels.push(await room.connect(i % 2 === 0 ? 'mastodon' : 'bluesky'))
  return channels
}

/** What `pnpm bench` tells of publishing: a post alone, and 500 at one instant. */
export async function benchShort(
  stage: Stage,
  channels: readonly Connected[],
  say: Say,
): Promise<{ alone: Spread; burst500: Spread }> {
  return withWorker(stage, channels, say, async () => {
    say(`${ALONE} posts, each alone`)
    const alone = spreadOf(await latenessOf(stage, channels, eachAlone, 'Seul'))
    say('500 posts at one instant')
    return { alone, burst500: spreadOf(await latenessOf(stage, channels, atOnce(500), 'Ensemble')) }
  })
}

/** How late posts arrive: alone, in bursts, over a pressed day; and what a delivery costs. */
export async function benchLateness(stage: Stage, channels: readonly Connected[], say: Say): Promise<Lateness> {
  return withWorker(stage, channels, say, async (worker) => {
    say(`${ALONE} posts, each alone`)
    const alone = spreadOf(await latenessOf(stage, channels, eachAlone, 'Seul'))
    say('100 posts at one instant')
    const burst100 = spreadOf(await latenessOf(stage, channels, atOnce(100), 'Cent'))
    say('500 posts at one instant')
    const { late, cpu } = await withCpu(stage, channels, worker, 500)
    say('2,000 posts at one instant')
    const burst2000 = spreadOf(await latenessOf(stage, channels, atOnce(2_000), 'Foule'))
    say(`${SPREAD} posts spread over ${SPREAD_OVER_MS / 1000} s`)
    // Golden-ratio steps: even over the minute, and in no rhythm that a timer could fall in with.
    const offsets = Array.from({ length: SPREAD }, (_, i) => Math.floor(((i * 0.618_033_988_75) % 1) * SPREAD_OVER_MS))
    const spread = spreadOf(await latenessOf(stage, channels, offsets, 'Journée'))
    return { alone, burst100, burst500: spreadOf(late), burst2000, spread, cpu }
  })
}

async function withWorker<T>(
  stage: Stage,
  channels: readonly Connected[],
  say: Say,
  work: (worker: Child) => Promise<T>,
): Promise<T> {
  const worker = await startWorker(stage.room.env)
  try {
    say('a first round, not counted')
    await latenessOf(stage, channels, atOnce(40), 'Tour de chauffe')
    return await work(worker)
  } finally {
    await worker.stop()
  }
}

async function withCpu(
  stage: Stage,
  channels: readonly Connected[],
  worker: Child,
  count: number,
): Promise<{ late: number[]; cpu: CpuEach }> {
  const read = () => cpuOf(stage, worker.process.pid!)
  let before: Awaited<ReturnType<typeof read>> = null
  let after: Awaited<ReturnType<typeof read>> = null
  const late = await latenessOf(stage, channels, atOnce(count), 'Ensemble', {
    written: async () => void (before = await read()),
    out: async () => void (after = await read()),
  })
  return { late, cpu: each(before, after, count) }
}

function each(before: CpuEach, after: CpuEach, count: number): CpuEach {
  if (!before || !after) return null
  return {
    worker: rounded((after.worker - before.worker) / count),
    postgres: rounded((after.postgres - before.postgres) / count),
  }
}
