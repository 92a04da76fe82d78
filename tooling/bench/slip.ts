import { setTimeout as sleep } from 'node:timers/promises'
import { slipEvent } from '@comptoir/operations/countdown'
import type { Connected } from '@comptoir/operations/testing'
import { type Hanging, plantAnchored } from './anchored.ts'
import { rounded } from './figures.ts'
import type { Say } from './publishing.ts'
import type { Stage } from './stage.ts'

export type SlipFigure = { ms: number; sentAtOldTime: number }

/** All of them fall due within so long of the old T-0, fifty on a channel. */
const WITHIN_MS = 20_000
const ON_A_CHANNEL = 50
/** T-0 is so near when it slips, and a little farther for many posts: it must be answered before the first is due. */
const beforeT0Ms = (count: number) => 2_000 + count / 2

/**
 * Slips an event while its posts wait on the workers' timers: ms from the call to the answer, and how many arrived at their old times nevertheless.
 * `prove`: T-0 comes back to soon afterwards, and every post must arrive then: what did not leave at the old time could have.
 */
export async function benchSlip(
  stage: Stage,
  channels: Connected[],
  say: Say,
  { count, word, prove }: { count: number; word: string; prove: boolean },
): Promise<SlipFigure> {
  const { room } = stage
  while (channels.length < count / ON_A_CHANNEL)
    channels.push(await room.connect(channels.length % 2 === 0 ? 'mastodon' : 'bluesky'))
  const t0 = inMs(12_000 + count)
  const hanging = await plantAnchored(stage, channels.slice(0, Math.max(4, count / ON_A_CHANNEL)), {
    word,
    count,
    t0,
    withinMs: WITHIN_MS,
  })
  await sleep(Math.max(0, t0.epochMilliseconds - beforeT0Ms(count) - Date.now()))
  const claimed = await claimedOf(stage, hanging)
  if (claimed === 0) throw new Error('no worker had claimed anything when T-0 slipped')
  say(`${count} anchored posts, ${claimed} of them claimed: T-0 slips by a day`)
  const ms = await slip(stage, hanging, t0.add({ hours: 24 }))
  if (Date.now() > t0.epochMilliseconds) throw new Error('the slip was answered after the old T-0: nothing to count')
  await sleep(t0.epochMilliseconds + WITHIN_MS + 2_000 - Date.now())
  const sentAtOldTime = await arrived(stage, hanging)
  if (prove) await proveSendable(stage, hanging, count - sentAtOldTime)
  return { ms: rounded(ms), sentAtOldTime }
}

async function slip({ room }: Stage, { eventId, attemptId }: Hanging, t0: Temporal.Instant): Promise<number> {
  const before = performance.now()
  const outcome = await room.work((tx) =>
    slipEvent(tx, room.reviewer, {
      eventId,
      attemptId,
      t0,
      reason: 'Vent en altitude',
      fingerprint: null,
      decisions: [],
    }),
  )
  const ms = performance.now() - before
  if (outcome.kind !== 'changed') throw new Error(`the slip was not carried out: ${outcome.kind}`)
  return ms
}

async function proveSendable(stage: Stage, hanging: Hanging, expected: number): Promise<void> {
  const t0 = inMs(5_000)
  const before = await arrived(stage, hanging)
  await slip(stage, hanging, t0)
  await sleep(t0.epochMilliseconds + WITHIN_MS + 3_000 - Date.now())
  const now = (await arrived(stage, hanging)) - before
  if (now !== expected) throw new Error(`${now} of ${expected} slipped posts arrived at their new times`)
}

async function claimedOf({ room }: Stage, { eventId }: Hanging): Promise<number> {
  const { count } = await room.work((tx) =>
    tx
      .selectFrom('deliveries')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('event_id', '=', eventId)
      .where('state', '=', 'claimed')
      .executeTakeFirstOrThrow(),
  )
  return Number(count)
}

async function arrived({ room }: Stage, { ids }: Hanging): Promise<number> {
  return (await room.arrivals()).filter(({ text }) => ids.has(text)).length
}

const inMs = (ms: number) =>
  Temporal.Now.instant().add({ milliseconds: ms }).round({ smallestUnit: 'second', roundingMode: 'ceil' })
