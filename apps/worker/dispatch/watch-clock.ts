import { CLOCK_BOUND_MS } from '@comptoir/operations/workers'
import type { Desk } from './desk.ts'

/** Says in words, once each time, that the machine's clock is off, and that it is right again. Posts leave by the database's clock either way. */
export class ClockWatch {
  readonly #desk: Desk
  #isOff = false

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** After each sample. */
  look(): void {
    const { clock, services } = this.#desk
    const offset = Math.round(clock.offset())
    const isOff = Math.abs(offset) > CLOCK_BOUND_MS
    if (isOff === this.#isOff) return
    this.#isOff = isOff
    const seconds = (Math.abs(offset) / 1000).toFixed(1)
    if (isOff) {
      services.log.warn(
        { offset },
        `this machine’s clock is ${seconds} s ${offset > 0 ? 'behind' : 'ahead of'} the database’s: posts leave by the database’s clock; set the machine’s clock (NTP)`,
      )
    } else services.log.info({ offset }, 'this machine’s clock agrees with the database’s again')
  }

  /** Often, and cheap: samples anew when the machine slept or its clock was set. True when it did. */
  async afterJump(): Promise<boolean> {
    const { clock, services } = this.#desk
    if (!clock.jumped()) return false
    await clock.sample(services.db)
    services.log.warn(
      { offset: clock.offset() },
      'this machine slept or its clock was set: the database’s clock was read anew',
    )
    this.look()
    return true
  }
}
