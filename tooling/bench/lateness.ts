import { setTimeout as sleep } from 'node:timers/promises'
import type { Connected } from '@comptoir/operations/testing'
import type { Stage } from './stage.ts'

/** Between the last post that is written and the first that is due: time for the claims, as any planned post has. */
const LEAD_MS = 3_000
/** How long writing one post takes at most: at first a guess, then twice what the slowest round took. */
let writeMs = 12

/** For whoever measures what happens between the posts being written and all of them being out. */
export type Watch = { written?: () => Promise<void>; out?: () => Promise<void> }

/**
 * Plants posts at offsets (ms) from one instant ahead; answers how late each arrived, by the simulator's own record on the machine's one clock. What did
 * not arrive, or arrived twice, or too early, is a fault.
 */
export async function latenessOf(
  { room }: Stage,
  channels: readonly Connected[],
  offsets: readonly number[],
  word: string,
  watch: Watch = {},
): Promise<number[]> {
  const seen = new Set((await room.arrivals()).map(({ seq }) => seq))
  const start = Temporal.Instant.fromEpochMilliseconds(Math.ceil(Date.now() + LEAD_MS + offsets.length * writeMs))
  const due = new Map<string, number>()
  const before = performance.now()
  await room.plantMany(
    offsets.map((offset, i) => {
      const at = start.add({ milliseconds: offset })
      const text = `${word} ${i}`
      due.set(text, at.epochMilliseconds)
      return { channelId: channels[i % channels.length]!.channelId, timing: { kind: 'fixed', at }, parts: [text] }
    }),
  )
  writeMs = Math.max(writeMs, (2 * (performance.now() - before)) / offsets.length)
  await watch.written?.()
  if (Date.now() > start.epochMilliseconds - 1_000) throw new Error('the posts were written too late to be measured')
  const last = start.epochMilliseconds + Math.max(...offsets)
  const end = last + 30_000
  for (;;) {
    await sleep(Math.max(300, last + 1_500 - Date.now()))
    const arrived = (await room.arrivals()).filter(({ seq, text }) => !seen.has(seq) && due.has(text))
    if (arrived.length < offsets.length && Date.now() < end) continue
    if (arrived.length !== offsets.length) {
      throw new Error(`${arrived.length} of ${offsets.length} posts arrived; ${await unpublished(room)}`)
    }
    const late = arrived.map(({ at, text }) => at - due.get(text)!)
    if (late.some((ms) => ms < 0)) throw new Error('a post arrived before its time')
    await watch.out?.()
    return late
  }
}

async function unpublished(room: Stage['room']): Promise<string> {
  const rows = await room.work((tx) =>
    tx
      .selectFrom('deliveries')
      .select(['id', 'state', 'cause', 'held_because', 'failure', 'tries'])
      .where('state', '<>', 'published')
      .where('by_hand', '=', false)
      .limit(5)
      .execute(),
  )
  return JSON.stringify(rows)
}
