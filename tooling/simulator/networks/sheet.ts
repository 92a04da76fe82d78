import type { IncomingHttpHeaders } from 'node:http'
import type { Fault } from '../core/faults.ts'
import type { LimitRule, LimitState } from '../core/limits.ts'
import type { Account, Arrival, Network, Token } from '../core/types.ts'
import type { World } from '../core/world.ts'
import type { Parsed } from '../http/body.ts'
import type { Reply } from '../http/reply.ts'

/** One request to a network, from its first byte to its answer. */
export interface Call {
  world: World
  network: Network
  method: string
  /** Below the network's base, without the query. */
  path: string
  params: Record<string, string>
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
  parsed: Parsed
  /** Real epoch milliseconds with fractions, when the head was read. */
  arrivedAt: number
  /** Epoch milliseconds on the networks' clock. */
  now: number
  operation: string
  account: Account | null
  token: Token | null
  /** What the network says when this call needed a good token and had none. */
  denial: Reply | null
  /** Faults that change how the call is done. */
  hiddenForMs: number
  mediaTakesMs: number
  mediaFails: boolean
  arrivals: Arrival[]
}

export interface Route {
  method: string
  /** `/api/v1/statuses/:id`; a last `*name` takes the rest. */
  pattern: string
  operation: string | ((call: Call) => string)
  /** Required: answered with the denial unless a good token came with the call. */
  auth: 'none' | 'optional' | 'required'
  /** One of these scopes is wanted. */
  scopes?: readonly string[]
  handle: (call: Call) => Reply
}

export interface LimitStyle {
  headers: NonNullable<Fault['headers']>
  retryAfterSeconds: number
}

/** How one network speaks: its calls, its tokens, its quotas and each way in which it says no. */
export interface Sheet {
  network: Network
  routes: readonly Route[]
  /** Finds account and token, or writes the denial. Never throws. */
  identify: (call: Call) => void
  /** The path as the routes know it (Facebook's version is taken off); a reply when that already refuses. */
  normalise?: (path: string) => string | Reply
  limits: readonly LimitRule[]
  limitHeaders: (states: readonly LimitState[], call: Call) => Record<string, string>
  limited: (style: LimitStyle, call: Call) => Reply
  notFound: (call: Call) => Reply
  tooLarge: () => Reply
  serverError: (status: number) => Reply
  tokenDead: (variant: 'expired' | 'revoked', call: Call) => Reply
  scopeLost: (scope: string, call: Call) => Reply
  duplicate: (call: Call) => Reply
  sunset: () => Reply
}
