import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connected } from '@comptoir/operations/testing'
import { startProgram } from './child.ts'
import { type Spread, spreadOf } from './figures.ts'
import type { Stage } from './stage.ts'

const WORKER = fileURLToPath(new URL('../../apps/worker/main.ts', import.meta.url))

const ALONE = 60
const ALONE_APART_MS = 250
const BURST = 500

/** Lateness by the simulator's own record of what arrived when: for posts that leave alone, and for 500 due at one instant. */
export async function benchPublishing(
  stage: Stage,
  say: (line: string) => void,
): Promise<{ alone: Spread; burst500: Spread }> {
  const { room } = stage
  for (const network of ['bluesky', 'mastodon'])
    await room.simulator.control('POST', '/limits', { network, enforced: false })
  const channels: Connected[] = []
  for (let i = 0; i < 4; i += 1) channels.push(await room.connect(i % 2 === 0 ? 'mastodon' : 'bluesky'))
  const worker = await startProgram(WORKER, room.env)
  try {
    say('a first round, not counted')
    await measure(
      stage,
      channels,
      Array.from({ length: 40 }, () => 0),
      'Tour de chauffe',
      3_000,
    )
    say(`${ALONE} posts, each alone`)
    const alone = await measure(
      stage,
      channels,
      Array.from({ length: ALONE }, (_, i) => i * ALONE_APART_MS),
      'Seul',
      3_000,
    )
    say(`${BURST} posts at one instant`)
    const burst = await measure(
      stage,
      channels,
      Array.from({ length: BURST }, () => 0),
      'Ensemble',
      8_000,
    )
    return { alone: spreadOf(alone), burst500: spreadOf(burst) }
  } finally {
    await worker.stop()
  }
}

/** Plants posts at offsets (ms) from one instant `lead` ahead; answers how late each arrived. What did not arrive, or arrived twice, is a fault. */
async function measure(
  { room }: Stage,
  channels: readonly Connected[],
  offsets: readonly number[],
  word: string,
  lead: number,
): Promise<number[]> {
  const before = await room.arrivals()
  const seen = new Set(before.map(({ seq }) => seq))
  const start = Temporal.Instant.fromEpochMilliseconds(Date.now() + lead + offsets.length * 12)
  const due = new Map<string, number>()
  await room.plantMany(
    offsets.map((offset, i) => {
      const at = start.add({ milliseconds: offset })
      const text = `${word} ${i}`
      due.set(text, at.epochMilliseconds)
      return { channelId: channels[i % channels.length]!.channelId, timing: { kind: 'fixed', at }, parts: [text] }
    }),
  )
  if (Date.now() > start.epochMilliseconds - 1_000) throw new Error('the posts were written too late to be measured')
  const end = start.epochMilliseconds + Math.max(...offsets) + 30_000
  for (;;) {
    await sleep(Math.max(300, Math.min(2_000, start.epochMilliseconds + Math.max(...offsets) + 1_500 - Date.now())))
    const arrived = (await room.arrivals()).filter(({ seq, text }) => !seen.has(seq) && due.has(text))
    if (arrived.length < offsets.length && Date.now() < end) continue
    if (arrived.length !== offsets.length) {
      const missing = await room.work((tx) =>
        tx
          .selectFrom('deliveries')
          .select(['id', 'state', 'cause', 'held_because', 'failure', 'tries'])
          .where('state', '<>', 'published')
          .where('by_hand', '=', false)
          .limit(5)
          .execute(),
      )
      throw new Error(`${arrived.length} of ${offsets.length} posts arrived; ${JSON.stringify(missing)}`)
    }
    const late = arrived.map(({ at, text }) => at - due.get(text)!)
    if (late.some((ms) => ms < 0)) throw new Error('a post arrived before its time')
    return late
  }
}
