import type { StepDoes } from '@comptoir/domain/rehearsal'
import { z } from 'zod'
import type { Stand } from './accounts.ts'
import type { Simulator } from './simulator.ts'

export type Trouble = Extract<StepDoes, { verb: 'token-dies' | 'rate-limited' | 'network-down' | 'answers-lost' }>

const Fault = z.object({ id: z.union([z.string(), z.number()]) })
const Nothing = z.unknown()

type Lasting = {
  until: Temporal.Instant
  ids: (string | number)[]
  verb: Exclude<Trouble['verb'], 'token-dies'>
  at: Stand[]
}

/** The networks' trouble, on the simulated clock: what lasts ends at its instant, whatever comes between. */
export class Troubles {
  readonly #simulator: Simulator
  readonly #stands: readonly Stand[]
  #lasting: Lasting[] = []

  constructor(simulator: Simulator, stands: readonly Stand[]) {
    this.#simulator = simulator
    this.#stands = stands
  }

  /** False when the channel has no account here: nothing can befall it. */
  async begin(trouble: Trouble, now: Temporal.Instant): Promise<boolean> {
    const at = this.#stands.filter(({ channelId }) => trouble.channelId === null || channelId === trouble.channelId)
    if (at.length === 0) return false
    if (trouble.verb === 'token-dies') {
      for (const { network, handle } of at) {
        await this.#simulator.control('POST', '/tokens/kill', Nothing, { network, account: handle })
      }
      return true
    }
    const lasting: Lasting = { until: now.add({ seconds: trouble.forSeconds }), ids: [], verb: trouble.verb, at }
    this.#lasting.push(lasting)
    await this.#strike(lasting, now)
    return true
  }

  /** The clock moved: what is over ends, and what lasts says how long it still does. */
  async follow(now: Temporal.Instant): Promise<void> {
    for (const lasting of this.#lasting) {
      const over = Temporal.Instant.compare(now, lasting.until) >= 0
      if (!over && lasting.verb !== 'rate-limited') continue
      for (const id of lasting.ids.splice(0)) await this.#simulator.control('DELETE', `/faults/${id}`, Nothing)
      if (!over) await this.#strike(lasting, now)
    }
    this.#lasting = this.#lasting.filter(({ ids }) => ids.length > 0)
  }

  async #strike(lasting: Lasting, now: Temporal.Instant): Promise<void> {
    const left = Math.max(1, Math.ceil(now.until(lasting.until).total('seconds')))
    for (const { network, handle } of lasting.at) {
      const named = { network, account: handle }
      const fault =
        lasting.verb === 'rate-limited'
          ? { ...named, kind: 'rate-limit', operation: 'publish', retryAfterSeconds: left }
          : lasting.verb === 'network-down'
            ? { ...named, kind: 'maintenance' }
            : { ...named, kind: 'commit-reset', operation: 'publish' }
      const { id } = await this.#simulator.control('POST', '/faults', Fault, fault)
      lasting.ids.push(id)
    }
  }
}
