import type { Channel, Connector, Media, Ports, Exchange } from '../index.ts'

/** The world a contract is proven in: a network that does what it is told, and says what truly arrived. */
export type Stage = {
  connector: Connector
  /** A new account on the network, connected through the connector itself. */
  openChannel(): Promise<StageChannel>
  /** Ports with a clock that the clause may move, and the evidence that was kept. Time-outs are short. */
  ports(): StagePorts
  /** Posts that exist because of us, oldest first: what the network says, not what the connector says. */
  posts(channel: Channel): Promise<Arrival[]>
  /** Makes the network misbehave towards this account. */
  fault(channel: Channel, fault: Fault): Promise<void>
  calm(): Promise<void>
  /** Every token of the account dies, as when a person removes the application. */
  killTokens(channel: Channel): Promise<void>
  /** What the network's own world says of an account and of a post now. */
  figures(channel: Channel, remoteId: string): Promise<Readonly<Record<string, number | null>>>
  followers(channel: Channel): Promise<number>
  picture(alt: string): Media
  /** The form of each connect method, filled in for a new account. */
  forms(): Promise<readonly { method: string; fields: Readonly<Record<string, string>> }[]>
  /** Walks a person through the consent page: the query that comes back to `redirectUri`. Null when no person can be simulated. */
  consent(url: string, answer: 'grant' | 'refuse'): Promise<Readonly<Record<string, string>>>
  app(redirectUri: string): Promise<{ clientId: string; clientSecret: string } | null>
}

export type StageChannel = Channel
export type StagePorts = Ports & { exchanges: Exchange[]; advance(seconds: number): void; takes: string[] }

export type Arrival = {
  remoteId: string
  text: string
  link: string | null
  replyTo: string | null
  identity: string | null
  media: readonly { sha256: string; alt: string }[]
}

export type Fault = {
  kind: FaultKind
  operation?: string
  count?: number
  status?: number
  retryAfterSeconds?: number
  headers?: 'network' | 'retry-after' | 'none' | 'garbage'
  seconds?: number
  ms?: number
  depth?: number
  location?: string
  scope?: string
  done?: boolean
}
export type FaultKind =
  | 'silence'
  | 'reset'
  | 'commit-silence'
  | 'commit-reset'
  | 'commit-error'
  | 'error'
  | 'maintenance'
  | 'rate-limit'
  | 'broken-json'
  | 'wrong-shape'
  | 'token-death'
  | 'scope-lost'
  | 'duplicate'
  | 'slow-media'
  | 'failed-media'
  | 'late-visibility'
  | 'sunset'
  | 'redirect'
  | 'huge-body'
  | 'drip'
  | 'deep-json'

/** One promise of the contract. `applies` tells whether the manifest makes it; `prove` throws when it is broken. */
export type Clause = {
  id: string
  promise: string
  applies(connector: Connector): boolean
  prove(stage: Stage): Promise<void>
}
