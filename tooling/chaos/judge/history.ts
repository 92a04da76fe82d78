import type { DeliveryState } from '@comptoir/domain/publishing'

/** What happened in a run, as it was seen from outside and as the ledger tells it. Instants are ms since the epoch. */
export type History = {
  intents: Intent[]
  /** The network's own list of what it accepted, the judge's first witness. */
  arrivals: Arrival[]
  ledger: LedgerLine[]
  stops: Stop[]
  /** While nobody could work: the database away, or every worker dead or frozen. */
  outages: Outage[]
  /** How late a delivery that met no obstacle may be, ms. */
  graceMs: number
  /** Deliveries that the ledger lost with what came after a backup: whether they arrived is no question, but none may arrive twice. */
  forgotten?: readonly string[]
}

/** One post that is to go out once. */
export type Intent = {
  deliveryId: string
  network: string
  /** Parts and first comment: each may arrive once. */
  steps: number
  plantedAt: number
  /** When it is due, in force from `from` until the next entry; null: no instant. The first holds from the beginning. */
  dues: Due[]
  /** It may not go out at all: against its network's rules. */
  poison: boolean
}

/** `until`: when the change that ended it had returned; what had passed the gate before that may still arrive a moment later. */
export type Due = { at: number | null; from: number; until: number | null }

export type Arrival = { deliveryId: string; step: number; at: number }

export type LedgerLine = {
  deliveryId: string
  state: DeliveryState
  heldBecause: string | null
  /** It is to be read back again by itself. */
  isReadAgain: boolean
  /** Somebody was told of it. */
  told: boolean
  transitions: { to: string; cause: string; at: number }[]
}

/** A hold, a scrub or the stop switch, from its return until it was lifted. */
export type Stop = {
  what: 'hold' | 'scrub' | 'stop-switch'
  scope: string[]
  askedAt: number
  returnedAt: number
  /** When lifting was asked for; null: never. */
  liftedAt: number | null
  stopped: string[]
  alreadyOut: string[]
  unknown: string[]
}

export type Outage = { from: number; until: number }
