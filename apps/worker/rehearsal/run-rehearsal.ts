import { setTimeout as sleep } from 'node:timers/promises'
import { inAgency, simulate } from '@comptoir/db'
import { countsOf, instantOfStep, type Scorecard, type ScoreStep, type Step } from '@comptoir/domain/rehearsal'
import type { Actor } from '@comptoir/domain/shared'
import { openOutside } from '@comptoir/operations/connectors-ports'
import {
  armStage,
  type Begun,
  copyEvent,
  countSent,
  dueInStage,
  endsOfCredentials,
  type EventCopy,
  openStage,
  type Progress,
  readCalls,
  readLines,
  readMissing,
  stageAttempt,
  type StageAttempt,
} from '@comptoir/operations/rehearsal'
import { z } from 'zod'
import type { Desk } from '../dispatch/desk.ts'
import { connectAccounts, type Stand } from './accounts.ts'
import { Machine } from './machine.ts'
import { beginAt, giveOrder, type Order } from './orders.ts'
import type { Simulator } from './simulator.ts'
import { type Trouble, Troubles } from './troubles.ts'

/** A rehearsal that takes longer is given up: it would hold a worker's hand for good. */
const LONGEST_MS = 120_000

export class TookTooLong extends Error {}
export class Stopped extends Error {}

const ACTOR: Actor = { kind: 'system', name: 'rehearsal' }
const Clock = z.object({ offsetSeconds: z.number() })
const Arrivals = z.object({ arrivals: z.array(z.object({ remoteId: z.string(), kind: z.string() })) })

export type Watching = { stopping: AbortSignal; progress(progress: Progress): void }

/**
 * Runs a whole countdown in a throw-away agency: from instant to instant at which something happens, by the script or by itself, with the machine that publishes for real. The clock stands still while
 * one instant is dealt with. `desk` is the worker's; nothing of its way out of the house is used.
 */
export async function runRehearsal(
  desk: Desk,
  motherId: string,
  begun: Begun,
  simulator: Simulator,
  watching: Watching,
): Promise<Scorecard> {
  const mother = { db: desk.services.db, id: motherId }
  let now = await inAgency(mother.db, mother.id, (tx) => tx.now())
  const startedAt = performance.now()
  const db = simulate(mother.db, { agencyId: begun.stageId, now: () => now })
  const services = { ...desk.services, db }
  const outside = openOutside(services, { onlyOrigin: simulator.origin, now: () => now })
  const stage: Desk = {
    ...desk,
    services,
    outside,
    clock: { ...desk.clock, now: () => now.epochMilliseconds, offset: () => 0, sample: async () => undefined },
    // Pictures stay where they are: the mother's, read only.
    media: { ...desk.media, get: (_agency, sha256) => desk.media.get(mother.id, sha256) },
    worker: `rehearsal-${begun.id}`,
  }
  const inStage = <T>(work: Parameters<typeof inAgency<T>>[2]) => inAgency(db, begun.stageId, work)
  try {
    const { copy, stands } = await setTheStage(desk, mother.id, begun, simulator, stage)
    const troubles = new Troubles(simulator, stands)
    const machine = new Machine(stage, begun.stageId)
    const steps: ScoreStep[] = []
    let attempt = await inStage((tx) => stageAttempt(tx, begun.eventId))
    const order = (given: Order) =>
      giveOrder({ db, agencyId: begun.stageId, actor: ACTOR, eventId: begun.eventId, attempt, now }, given)

    const refused = await beginAt(
      { db, agencyId: begun.stageId, actor: ACTOR, eventId: begun.eventId, attempt, now },
      begun.t0,
    )
    if (refused) throw new Error(`the rehearsal could not begin: ${refused}`)
    attempt = await inStage((tx) => stageAttempt(tx, begun.eventId))
    const from = now
    const meant = await inStage(dueInStage)
    // A held clock counts from the T-0 that it had.
    let zero = begun.t0
    let previous = now
    const handles = new Map(copy.channels.map((row) => [String(row.id), String(row.handle)]))

    const moveTo = async (instant: Temporal.Instant): Promise<void> => {
      if (Temporal.Instant.compare(instant, now) > 0) now = instant
      const offsetSeconds = (now.epochMilliseconds - Date.now()) / 1000
      await simulator.control('POST', '/clock', Clock, { offsetSeconds })
      await troubles.follow(now)
    }

    for (let done = 0; ;) {
      if (watching.stopping.aborted) throw new Stopped()
      if (performance.now() - startedAt > LONGEST_MS) throw new TookTooLong()
      const step = begun.script[done]
      const byScript = step ? instantOfStep(step, zero, previous) : null
      const byItself = await machine.next()
      // At one instant the script comes first: somebody says "launched", and what waits for it leaves.
      const isScripted = byScript !== null && (!byItself || Temporal.Instant.compare(byScript, byItself) <= 0)
      const at = isScripted ? byScript : byItself
      if (!at) break
      await moveTo(at)
      if (isScripted && step) {
        steps.push(await carryOut(step, { order, troubles, zero, now, handles, attempt }))
        attempt = await inStage((tx) => stageAttempt(tx, begun.eventId))
        zero = attempt.liftoffAt ?? attempt.t0 ?? zero
        previous = now
        done += 1
      }
      await machine.turn()
      watching.progress({ at: now.toString(), clockSeconds: clockAt(zero, now), steps: done })
      // The worker's own deliveries come first: a breath between two instants.
      await sleep(1)
    }
    return await score({ inStage, meant, handles, simulator, from, until: now, begun, steps, copy })
  } finally {
    await outside.close()
  }
}

/** The copy, in one look at the mother; then the throw-away agency, its accounts, and what is to leave. */
async function setTheStage(
  desk: Desk,
  motherId: string,
  begun: Begun,
  simulator: Simulator,
  stage: Desk,
): Promise<{ copy: EventCopy; stands: Stand[] }> {
  const { copy, ends } = await inAgency(
    desk.services.db,
    motherId,
    async (tx) => ({ copy: await copyEvent(tx, begun.eventId), ends: await endsOfCredentials(tx) }),
    { isolation: 'repeatable read', readOnly: true },
  )
  const { db } = stage.services
  const channels = await inAgency(db, begun.stageId, (tx) => openStage(tx, simulator.origin, copy, ends))
  const [somebody] = copy.members
  const actor = { kind: 'member' as const, memberId: String(somebody?.id), userId: 'rehearsal' }
  const stands = await connectAccounts(stage, begun.stageId, simulator, actor, channels)
  await inAgency(db, begun.stageId, (tx) => armStage(tx, copy))
  return { copy, stands }
}

type Here = {
  order(order: Order): Promise<string | null>
  troubles: Troubles
  zero: Temporal.Instant
  now: Temporal.Instant
  handles: ReadonlyMap<string, string>
  attempt: StageAttempt
}

async function carryOut(step: Step, { order, troubles, zero, now, handles }: Here): Promise<ScoreStep> {
  const { does } = step
  const told = { at: now.toString(), clockSeconds: clockAt(zero, now), does }
  if (!isTrouble(does)) return { ...told, channel: null, refused: await order(does) }
  const channel = does.channelId ? (handles.get(does.channelId) ?? null) : null
  return { ...told, channel, refused: (await troubles.begin(does, now)) ? null : 'not-connected' }
}

const isTrouble = (does: Step['does']): does is Trouble => 'channelId' in does

const clockAt = (zero: Temporal.Instant, now: Temporal.Instant) =>
  Math.round((now.epochMilliseconds - zero.epochMilliseconds) / 1000)

async function score(told: {
  inStage<T>(work: Parameters<typeof inAgency<T>>[2]): Promise<T>
  meant: ReadonlyMap<string, Temporal.Instant | null>
  handles: ReadonlyMap<string, string>
  simulator: Simulator
  from: Temporal.Instant
  until: Temporal.Instant
  begun: Begun
  steps: ScoreStep[]
  copy: EventCopy
}): Promise<Scorecard> {
  const { inStage, meant, handles, simulator, steps } = told
  const { sent, ...read } = await inStage(async (tx) => ({
    lines: await readLines(tx, meant, handles),
    calls: await readCalls(tx, handles),
    missing: await readMissing(tx),
    sent: await countSent(tx),
  }))
  const { arrivals } = await simulator.control('GET', '/arrivals', Arrivals)
  return {
    from: told.from.toString(),
    until: told.until.toString(),
    t0: told.begun.t0.toString(),
    steps,
    ...read,
    counts: countsOf(read.lines, read.missing.length, read.calls),
    arrived: arrivals.length,
    twice: Math.max(0, arrivals.length - sent),
    pollAssumed: told.copy.hasPoll,
  }
}
