import type { NetworkName } from '@comptoir/operations/testing'
import type { NewFault } from '@comptoir/simulator'

/** What a run will do, told before it begins. Instants are milliseconds from the run's start. */
export type Schedule = {
  seed: number
  /** Worker processes at once. */
  workers: number
  /** The accounts: an intent names one by its place in this list. */
  channels: NetworkName[]
  events: EventPlan[]
  intents: IntentPlan[]
  /** What becomes of the workers, in the order in which they are started; those after the last one live on. */
  lives: Life[]
  /** The clocks of the machines that workers are started on, in the order in which they are started; null: right. Begun again when it ends. */
  clocks: (WrongClock | null)[]
  strikes: Strike[]
  /** How late a delivery that met no obstacle may be, in ms. */
  graceMs: number
}

/** One post that is to go out once. */
export type IntentPlan = {
  n: number
  /** Posts of house 1 are those of a client that the stop switch is used on. */
  house: 0 | 1
  channel: number
  /** Where it is due when nothing moves it. */
  dueMs: number
  /** Hangs from this event (its place in `events`), so many seconds from its T-0. */
  event: number | null
  offsetSeconds: number
  parts: number
  firstComment: boolean
  /** With a picture, which is uploaded ahead. */
  picture: boolean
  /** Against its network's rules: it must be held and told, and delay nobody. */
  poison: boolean
}

export type EventPlan = { t0Ms: number; acts: EventAct[] }
export type EventAct =
  | { kind: 'hold'; atMs: number; resume: { atMs: number; t0Ms: number } | null }
  | { kind: 'scrub'; atMs: number }
  | { kind: 'slip'; atMs: number; byMs: number }

/** `nth`: at the nth time that the point is passed. A life that is to be killed and never comes there is killed after `atMostMs`. */
export type Life =
  | { kind: 'killed'; point: string; nth: number; delayMs: number; atMostMs: number }
  | { kind: 'frozen'; point: string; nth: number; forMs: number }
  | { kind: 'whole' }

/** A machine's clock that is wrong by so much, jumps once, and stands still for `lostMs` at that moment, as through a suspend. */
export type WrongClock = { offMs: number; jumpAfterMs: number; jumpMs: number; lostMs: number }

export type Strike =
  | { kind: 'fault'; atMs: number; channel: number; fault: Omit<NewFault, 'network' | 'account'> }
  | { kind: 'database-killed'; atMs: number; downMs: number }
  | { kind: 'connections-ended'; atMs: number; times: number }
  | { kind: 'stop-switch'; atMs: number; liftMs: number }
  | { kind: 'another-worker'; atMs: number }
  /** Each worker is replaced by a new one and asked to end, one after the other. */
  | { kind: 'deploy'; atMs: number }
