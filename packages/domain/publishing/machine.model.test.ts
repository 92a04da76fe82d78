import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import type { Refused } from '../shared/index.ts'
import {
  afterFailure,
  cancel,
  claim,
  type Delivery,
  type DeliveryState,
  enterSending,
  hold,
  lapseLease,
  type Moved,
  published,
  publishNow,
  release,
  reschedule,
  settleAbsent,
  settleThere,
  uncertain,
  withdraw,
} from './index.ts'
import { scheduledDelivery } from './testing/scheduled-delivery.ts'

// A delivery, several workers that may be frozen and come back with an old order, and the network, which alone knows what arrived. The board knows one
// thing: who may send. Whatever happens in whatever order, one post arrives at most once, and never after a stop or a cancellation.

const DUE = 600
const START = Temporal.Instant.from('2026-12-12T13:00:00Z')
const at = (seconds: number) => START.add({ seconds })
const FOUND = { remoteId: '3k', permalink: 'https://bsky.example/3k', at: at(DUE) }

type Model = {
  now: number
  /** As a person would say it, by what happened. */
  state: DeliveryState
  due: number | null
  /** The network's own list. */
  arrivals: number
  /** Orders handed out, the last of which may still be good. */
  orders: number[]
  good: number | null
  retry: number
}
type Real = { delivery: Delivery }

const COMMANDS = [
  'claim',
  'send',
  'send-old',
  'send-lost',
  'send-unarrived',
  'confirm-again',
  'read-back',
  'lapse',
  'hold',
  'release',
  'slip',
  'publish-now',
  'cancel',
  'withdraw',
  'worker-lost',
] as const
type Name = (typeof COMMANDS)[number]

class Step implements fc.Command<Model, Real> {
  readonly name: Name
  readonly later: number
  constructor(name: Name, later: number) {
    this.name = name
    this.later = later
  }
  check = () => true
  toString = () => `${this.name}(+${this.later}s)`

  run(model: Model, real: Real): void {
    model.now += this.later
    const before = model.state
    const arrivals = model.arrivals
    this.#step(model, real)
    const what = `${this.name} in ${before}`
    expect([what, real.delivery.state]).toEqual([what, model.state])
    expect([what, model.arrivals <= 1]).toEqual([what, true])
    if (before === 'held' || before === 'cancelled' || before === 'withdrawn')
      expect([what, model.arrivals]).toEqual([what, arrivals])
  }

  /** Does it to both, says by the board alone what must come of it. */
  #step(model: Model, real: Real): void {
    const now = at(model.now)
    const take = (outcome: Moved | Refused<string>, may: boolean, to?: DeliveryState): void => {
      expect([`${this.name} in ${model.state}`, outcome.kind]).toEqual([
        `${this.name} in ${model.state}`,
        may ? 'moved' : 'refused',
      ])
      if (outcome.kind !== 'moved') return
      real.delivery = outcome.delivery
      if (to) model.state = to
    }
    const waits = model.state === 'scheduled' || model.state === 'claimed'
    const revoke = () => {
      model.good = null
    }
    switch (this.name) {
      case 'claim': {
        const ready = model.due !== null && Math.max(model.due, model.retry) - model.now <= 30
        const may = model.state === 'scheduled' && ready
        take(claim(real.delivery, 'w', now), may, may ? 'claimed' : undefined)
        if (may) {
          model.good = real.delivery.fence
          model.orders.push(real.delivery.fence)
        }
        return undefined
      }
      case 'send':
      case 'send-lost':
      case 'send-unarrived':
        return this.#send(model, real, model.orders.at(-1) ?? -1)
      case 'send-old':
        return this.#send(model, real, model.orders[0] ?? -1)
      case 'confirm-again':
        return take(published(real.delivery, FOUND), false)
      case 'worker-lost':
        return take(uncertain(real.delivery, 'worker-lost', now), false)
      case 'read-back': {
        if (model.state !== 'uncertain') return take(settleAbsent(real.delivery, now), false)
        if (model.arrivals > 0) return take(settleThere(real.delivery, FOUND), true, 'published')
        const late = model.due !== null && model.now - model.due > 600
        model.retry = model.now
        return take(settleAbsent(real.delivery, now), true, late ? 'held' : 'scheduled')
      }
      case 'lapse': {
        const lapsed = real.delivery.leaseUntil !== null && Temporal.Instant.compare(real.delivery.leaseUntil, now) <= 0
        const may = model.state === 'claimed' && lapsed
        if (may) revoke()
        return take(lapseLease(real.delivery, now), may, may ? 'scheduled' : undefined)
      }
      case 'hold':
        if (waits) revoke()
        return take(hold(real.delivery, 'hold', 'event-held'), waits, waits ? 'held' : undefined)
      case 'release': {
        const may = model.state === 'held'
        if (may) Object.assign(model, { due: model.now + 5, retry: -1 })
        return take(release(real.delivery, at(model.now + 5), 'countdown-changed'), may, may ? 'scheduled' : undefined)
      }
      case 'slip':
        if (waits) {
          revoke()
          Object.assign(model, { due: model.now + 20, retry: -1 })
        }
        return take(
          reschedule(real.delivery, at(model.now + 20), 'countdown-changed'),
          waits,
          waits ? 'scheduled' : undefined,
        )
      case 'publish-now': {
        const may = waits || model.state === 'held' || model.state === 'failed'
        if (may) {
          revoke()
          Object.assign(model, { due: model.now, retry: -1 })
        }
        return take(publishNow(real.delivery, now), may, may ? 'scheduled' : undefined)
      }
      case 'cancel': {
        const may = waits || model.state === 'held' || model.state === 'failed'
        if (may) revoke()
        return take(cancel(real.delivery, 'cancel-asked'), may, may ? 'cancelled' : undefined)
      }
      case 'withdraw': {
        const may = model.state === 'published'
        return take(withdraw(real.delivery), may, may ? 'withdrawn' : undefined)
      }
    }
  }

  /** A worker comes to the gate with an order, and calls the network if it is let through. */
  #send(model: Model, real: Real, order: number): void {
    const now = at(model.now)
    const due = model.due !== null && model.now >= Math.max(model.due, model.retry)
    const decision = due ? ({ kind: 'send' } as const) : ({ kind: 'not-yet' } as const)
    const outcome = enterSending(real.delivery, order, decision, now)
    const may = model.state === 'claimed' && order === model.good && due
    expect([`${this.name} by order ${order} in ${model.state}`, outcome.kind]).toEqual([
      `${this.name} by order ${order} in ${model.state}`,
      may ? 'moved' : 'refused',
    ])
    if (outcome.kind !== 'moved') return
    model.good = null
    if (this.name === 'send-unarrived') {
      // Refused by a busy network, proven not to be there: it comes again, unless that would be too late.
      const facts = { firstPart: null, random: 0.5, now }
      const again = afterFailure(outcome.delivery, { kind: 'delayed', until: now.add({ seconds: 5 }) }, facts)
      if (again.kind !== 'moved') throw new Error(again.why)
      real.delivery = again.delivery
      model.state = again.delivery.state
      expect(['scheduled', 'held', 'failed']).toContain(model.state)
      if (again.delivery.retryAt)
        model.retry = (again.delivery.retryAt.epochMilliseconds - START.epochMilliseconds) / 1000
      return
    }
    if (this.name !== 'send-lost' || this.later % 2 === 0) model.arrivals += 1
    const end =
      this.name === 'send-lost' ? uncertain(outcome.delivery, 'answer-lost', now) : published(outcome.delivery, FOUND)
    if (end.kind !== 'moved') throw new Error(end.why)
    real.delivery = end.delivery
    model.state = end.delivery.state
  }
}

const scheduled = () => scheduledDelivery(at(DUE))

// What ends a delivery is rare, so that most stories go on for long; time passes slowly, and now and then by leaps.
const rare = new Set<Name>(['cancel', 'withdraw', 'publish-now', 'confirm-again', 'worker-lost', 'send'])
const step = fc
  .tuple(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...COMMANDS.filter((name) => !rare.has(name)), 'claim' as const) },
      { weight: 1, arbitrary: fc.constantFrom(...rare) },
    ),
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(0, 1, 5, 20) },
      { weight: 1, arbitrary: fc.constantFrom(300, 601) },
    ),
  )
  .map(([name, later]) => new Step(name, later))

test.prop([fc.commands([step], { maxCommands: 60, size: 'max' })], { numRuns: 400 })(
  'a post arrives at most once, whoever comes back with whatever order',
  (commands) => {
    fc.modelRun(
      () => ({
        model: { now: DUE - 20, state: 'scheduled', due: DUE, arrivals: 0, orders: [], good: null, retry: -1 } as Model,
        real: { delivery: scheduled() } as Real,
      }),
      commands,
    )
  },
)
