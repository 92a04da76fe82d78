import { inAgency } from '@comptoir/db'
import { resumePublishing, stopClientNow } from '@comptoir/operations/clients'
import { holdNow, resumeEvent, scrubNow, slipEvent } from '@comptoir/operations/countdown'
import { stopAnswer, type StopAnswer } from '@comptoir/operations/publishing'
import type { House } from '../house/open-house.ts'
import type { Stop } from '../judge/history.ts'
import { untilDone } from './again.ts'
import type { Planted } from './plant.ts'

export type Event = { eventId: string; attemptId: string }

const REASON = { reason: 'chaos', fingerprint: null, decisions: [] }
const idsOf = (list: readonly { deliveryId: string }[]) => list.map(({ deliveryId }) => deliveryId)

/** People's orders while everything breaks, each written into the history as its author saw it: asked, returned, and what it answered. */
export class Orders {
  readonly #house: House
  readonly #planted: ReadonlyMap<string, Planted>
  readonly stops: Stop[] = []

  constructor(house: House, planted: ReadonlyMap<string, Planted>) {
    this.#house = house
    this.#planted = planted
  }

  async hold(event: Event, place: number): Promise<Stop> {
    return this.#stopEvent(event, place, 'hold')
  }

  async scrub(event: Event, place: number): Promise<Stop> {
    return this.#stopEvent(event, place, 'scrub')
  }

  async slip(event: Event, place: number, t0: number): Promise<void> {
    const { agencyId, reviewer } = this.#house.rooms[0]
    await this.#moveT0(place, t0, (to) =>
      inAgency(this.#house.database.db, agencyId, (tx) => slipEvent(tx, reviewer, { ...event, ...REASON, t0: to })),
    )
  }

  /** Lifts a hold: what it stopped leaves under the new T-0. */
  async resume(event: Event, place: number, t0: number, stop: Stop): Promise<void> {
    const { agencyId, reviewer } = this.#house.rooms[0]
    stop.liftedAt = Date.now()
    await this.#moveT0(place, t0, (to) =>
      inAgency(this.#house.database.db, agencyId, (tx) =>
        resumeEvent(tx, reviewer, { ...event, ...REASON, t0: to, to: 'go' }),
      ),
    )
  }

  async stopClient(): Promise<Stop> {
    const { agencyId, reviewer, clientId } = this.#house.rooms[1]
    const askedAt = Date.now()
    const { lists } = await untilDone(() => stopClientNow(this.#house.database.db, agencyId, reviewer, clientId))
    return this.#note(
      'stop-switch',
      this.#those(({ plan }) => plan.house === 1),
      lists,
      askedAt,
    )
  }

  async resumeClient(stop: Stop): Promise<void> {
    const { agencyId, reviewer, clientId } = this.#house.rooms[1]
    stop.liftedAt = Date.now()
    await untilDone(() => inAgency(this.#house.database.db, agencyId, (tx) => resumePublishing(tx, reviewer, clientId)))
  }

  async #stopEvent(event: Event, place: number, what: 'hold' | 'scrub'): Promise<Stop> {
    const { db } = this.#house.database
    const { agencyId, reviewer } = this.#house.rooms[0]
    const scope = this.#hangingFrom(place)
    const from = Date.now()
    const lists = await untilDone(async (afterFailure) => {
      const stop = what === 'hold' ? holdNow : scrubNow
      const answer = await stop(db, agencyId, reviewer, { ...event, ...REASON })
      if (answer.kind === 'changed') return answer.lists
      // The first asking was written, only its answer was lost.
      if (afterFailure && answer.kind === 'refused')
        return stopAnswer(db, agencyId, { eventId: event.eventId, except: what === 'scrub' ? 'scrubbed' : undefined })
      throw new Error(`${what}: ${JSON.stringify(answer)}`)
    })
    const noted = this.#note(what, scope, lists, from)
    changeDue(scope, () => null, from, noted.returnedAt)
    return noted
  }

  #note(what: Stop['what'], scope: readonly Planted[], lists: StopAnswer, askedAt: number): Stop {
    const stop: Stop = {
      what,
      scope: idsOf(scope),
      askedAt,
      returnedAt: Date.now(),
      liftedAt: null,
      stopped: idsOf(lists.stopped),
      alreadyOut: idsOf(lists.alreadyOut),
      unknown: idsOf(lists.unknown),
    }
    this.stops.push(stop)
    return stop
  }

  async #moveT0(
    place: number,
    t0: number,
    order: (to: Temporal.Instant) => Promise<{ kind: string; why?: string }>,
  ): Promise<void> {
    const from = Date.now()
    let at = Math.max(t0, from + 1_500)
    await untilDone(async (afterFailure) => {
      const answer = await order(Temporal.Instant.fromEpochMilliseconds(at))
      if (answer.kind === 'changed') return
      if (answer.why === 't0-in-the-past') at = Date.now() + 1_500
      else if (afterFailure && answer.kind === 'refused') return
      throw new Error(JSON.stringify(answer))
    })
    changeDue(this.#hangingFrom(place), ({ plan }) => at + plan.offsetSeconds * 1000, from, Date.now())
  }

  #hangingFrom(place: number): Planted[] {
    return this.#those(({ plan }) => plan.event === place)
  }

  #those(which: (one: Planted) => boolean): Planted[] {
    return [...this.#planted.values()].filter(which)
  }
}

/** From `from` on another instant counts; the old one still may until the change had returned. */
function changeDue(scope: readonly Planted[], to: (one: Planted) => number | null, from: number, until: number): void {
  for (const one of scope) {
    const last = one.dues.at(-1)
    if (last) last.until = until
    one.dues.push({ at: to(one), from, until: null })
  }
}
