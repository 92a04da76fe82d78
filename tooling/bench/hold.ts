import { setTimeout as sleep } from 'node:timers/promises'
import { holdNow } from '@comptoir/operations/countdown'
import type { Connected } from '@comptoir/operations/testing'
import { plantAnchored } from './anchored.ts'
import { rounded } from './figures.ts'
import type { Say } from './publishing.ts'
import type { Stage } from './stage.ts'

export type HoldFigure = { ms: number; sentAfterReturn: number }

const POSTS = 500
/** In one go they would all be through the gate before any hold: a third is due at T-0, a third one second later, a third two. */
const WITHIN_MS = 3_000
/** The hold is called when so many have arrived: others are on their way, most are not. */
const OUT_FIRST = 25
const WATCHED_MS = 8_000

/**
 * A hold in the middle of 500 posts that leave within three seconds: ms until it has its three lists. A broken promise is what arrives after the answer and is
 * not among its `unknown`, or arrives at any time though it was listed as stopped.
 */
export async function benchHold(stage: Stage, channels: readonly Connected[], say: Say): Promise<HoldFigure> {
  const { room, database } = stage
  const t0 = Temporal.Now.instant().add({ seconds: 12 }).round({ smallestUnit: 'second', roundingMode: 'ceil' })
  const { eventId, attemptId, ids } = await plantAnchored(stage, channels, {
    word: 'Arrêt',
    count: POSTS,
    t0,
    withinMs: WITHIN_MS,
  })
  const already = (await room.arrivals()).length
  await sleep(t0.epochMilliseconds - 50 - Date.now())
  await room.arrivals({ atLeast: already + OUT_FIRST, waitMs: 10_000 })
  const before = performance.now()
  const outcome = await holdNow(database.db, room.agencyId, room.reviewer, {
    eventId,
    attemptId,
    reason: 'Arrêt du banc',
    fingerprint: null,
    decisions: [],
  })
  const ms = performance.now() - before
  const returned = Date.now()
  if (outcome.kind !== 'changed') throw new Error(`the hold was not carried out: ${outcome.kind}`)
  const { stopped, alreadyOut, unknown } = outcome.lists
  say(`held in the middle: ${alreadyOut.length} out, ${stopped.length} stopped, ${unknown.length} unknown`)
  if (stopped.length === 0 || alreadyOut.length === 0) throw new Error('the hold did not come in the middle')
  await sleep(WATCHED_MS)
  const open = new Set(unknown.map(({ deliveryId }) => deliveryId))
  const kept = new Set(stopped.map(({ deliveryId }) => deliveryId))
  const broken = (await room.arrivals()).filter(({ text, at }) => {
    const id = ids.get(text)
    return id !== undefined && (kept.has(id) || (at > returned && !open.has(id)))
  })
  return { ms: rounded(ms), sentAfterReturn: broken.length }
}
