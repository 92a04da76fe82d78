import type { Failure } from './failure.ts'
import type { Json } from './json.ts'
import type { Manifest, MetricId } from './manifest.ts'
import type { Ports } from './ports.ts'
import type { Rules } from './rules.ts'

/**
 * A connector: a manifest and small functions. None keeps state, opens a database or throws for what a network does:
 * what the caller can act on is a value. Functions that a network cannot offer are null, and its manifest says so.
 */
export type Connector = {
  manifest: Manifest

  /** Starts OAuth. Registers the application first where the server allows it (Mastodon). `pending` is secret: keep it server-side, bound to the session. */
  beginOAuth: ((ports: Ports, input: BeginOAuth) => Promise<OAuthBegun | Failure>) | null
  /** Exchanges the code that came back. */
  finishOAuth: ((ports: Ports, input: FinishOAuth) => Promise<Connected | Failure>) | null
  /** Signs in with the fields of a `password` or `token` method. */
  connectWithFields: ((ports: Ports, input: ConnectWithFields) => Promise<Connected | Failure>) | null
  /** The accounts that these credentials may speak for: one for most networks, several pages for Facebook. Each carries its own credentials. */
  listAccounts: (ports: Ports, input: Connected) => Promise<{ kind: 'accounts'; accounts: Account[] } | Failure>

  /** New credentials from old ones. One call at a time per channel: the caller holds a lease. Null where tokens do not run out. */
  refresh:
    | ((ports: Ports, channel: Channel) => Promise<{ kind: 'refreshed'; credentials: Credentials } | Failure>)
    | null
  /** Is this connection good, and does it still name the same account? */
  health: (ports: Ports, channel: Channel) => Promise<Healthy | Failure>
  /** The account's own limits, to be stored with the channel. */
  rulesOf: (ports: Ports, channel: Channel) => Promise<{ kind: 'rules'; rules: Rules } | Failure>

  /**
   * What every attempt of one step shares. Pure. Mint once per step, in the transaction that moves the delivery to `sending`, with
   * `now` = that instant (`createdAt` is shown to readers on some networks). `random` gives that many random bytes.
   */
  mintIdentity: (now: Temporal.Instant, random: (bytes: number) => Uint8Array, step: number) => Identity

  /** Uploads and builds all that can be done ahead. Safe to repeat. What it returns is the bytes that will be sent. */
  prepare: (
    ports: Ports,
    channel: Channel,
    content: Content,
  ) => Promise<{ kind: 'prepared'; prepared: Prepared } | Failure>

  /**
   * The one irreversible call, made at most once per invocation and never retried inside. Steps go in order: 0 is the first part, then the
   * other parts, then the first comment; `before` holds what the earlier steps published.
   * `deadline` is on `ports.clock.monotonic()`'s scale and is checked in the same tick as the first byte is written.
   * `unavailable`, `delayed`, `refused`, `credentials-lost` and `permission-missing` prove that nothing was published; `uncertain` proves nothing.
   */
  publish: (ports: Ports, channel: Channel, order: PublishOrder) => Promise<Published | Failure>

  /** Reads back whether a step is out. `absent` is a proof; whatever cannot be proven is `unknown`. Never writes. */
  settle: (ports: Ports, channel: Channel, order: SettleOrder) => Promise<Settlement>

  /**
   * The account's latest posts as a reader sees them, newest first, its answers to itself among them: what a person in doubt looks at, and
   * what an account is searched by when no identity is known. Never writes. Null where the network does not show them.
   */
  readRecent: ((ports: Ports, channel: Channel, order: RecentOrder) => Promise<RecentPosts | Failure>) | null

  /** Deletes a post. Already gone counts as withdrawn. */
  withdraw: ((ports: Ports, channel: Channel, post: PublishedRef) => Promise<{ kind: 'withdrawn' } | Failure>) | null
  /** Replaces the text of a published step. */
  edit:
    | ((
        ports: Ports,
        channel: Channel,
        post: PublishedRef,
        part: Part,
      ) => Promise<{ kind: 'edited'; ref: PublishedRef } | Failure>)
    | null

  readAccountMetrics: (ports: Ports, channel: Channel) => Promise<{ kind: 'readings'; readings: Reading[] } | Failure>
  /** Posts that the network no longer knows are listed in `gone`. */
  readPostMetrics: (
    ports: Ports,
    channel: Channel,
    remoteIds: readonly string[],
  ) => Promise<{ kind: 'readings'; posts: PostReadings[]; gone: string[] } | Failure>
}

/** Opaque to all but the connector; encrypted at rest, never logged. `expiresAt` (ISO instant) is the one field that others may read. */
export type Credentials = {
  readonly [key: string]: string | null | undefined
  readonly expiresAt?: string | null
}

/** A connected account as the connector needs it. */
export type Channel = {
  /** The network's id of the account: DID, account id, page id, user id. */
  remoteId: string
  handle: string
  /** Origin (and path, if any) of the server spoken to. */
  baseUrl: string
  credentials: Credentials
  /** What `rulesOf` answered last; null: the manifest's rules hold. */
  rules: Rules | null
}

export type AppKeys = { clientId: string; clientSecret: string | null }

export type BeginOAuth = {
  method: string
  /** The form's answers, `baseUrl` among them. */
  fields: Readonly<Record<string, string>>
  redirectUri: string
  /** Carries the agency and is bound to the session; made and checked by the caller. */
  state: string
  /** From Settings, where the method's `app` is `agency`. */
  app: AppKeys | null
}
export type OAuthBegun = { kind: 'redirect'; url: string; pending: Json }
export type FinishOAuth = {
  pending: Json
  /** The query of the redirect, as it came. */
  query: Readonly<Record<string, string>>
  redirectUri: string
  app: AppKeys | null
}
export type ConnectWithFields = { method: string; fields: Readonly<Record<string, string>> }

export type Connected = {
  kind: 'connected'
  baseUrl: string
  credentials: Credentials
  scopes: readonly string[]
}

export type Account = {
  remoteId: string
  handle: string
  name: string
  url: string | null
  avatarUrl: string | null
  baseUrl: string
  /** Those to store with the channel (a page's own token for Facebook). */
  credentials: Credentials
}

export type Healthy = {
  kind: 'healthy'
  handle: string
  name: string
  scopes: readonly string[] | null
  expiresAt: Temporal.Instant | null
}

/** What a variant says, rendered: placeholders are already replaced. */
export type Content = {
  /** At least one; more make a thread. */
  parts: readonly Part[]
  firstComment: string | null
  /** BCP 47, for networks that ask. */
  language: string | null
}
export type Part = { text: string; link: LinkCard | null; media: readonly Media[] }
export type LinkCard = { url: string; title: string; description: string; thumbnail: Media | null }
export type Media = {
  bytes(): Promise<Uint8Array>
  mime: string
  /** Pixels. */
  width: number
  height: number
  alt: string
  /** Of the bytes, lower-case hex. */
  sha256: string
}

/** Frozen before the first attempt of a step; attempts share it. */
export type Identity = {
  /** Record key, idempotency key, or a marker where the network takes none. */
  key: string
  /** ISO instant. */
  createdAt: string
}

export type Prepared = {
  network: string
  /** One per step, in order; opaque to all but the connector. */
  steps: readonly PreparedStep[]
  /** ISO instant after which `prepare` must run again; null: never. */
  expiresAt: string | null
}
export type PreparedStep = { kind: 'part' | 'first-comment'; data: Json }

export type PublishOrder = {
  prepared: Prepared
  step: number
  identity: Identity
  before: readonly PublishedRef[]
  deadline: number
}
/** Names a published step for later calls. `data` holds what only the connector understands (Bluesky's cid). */
export type PublishedRef = { remoteId: string; permalink: string | null; data: Json }
export type Published = { kind: 'published'; ref: PublishedRef; at: Temporal.Instant }

export type SettleOrder = Omit<PublishOrder, 'deadline'> & {
  /** When the first attempt of this step began. */
  since: Temporal.Instant
  /** When earlier settlements of this step answered `not-seen-yet`: a second empty reading, two minutes later, may prove absence. */
  emptyReadings: readonly Temporal.Instant[]
}
export type Settlement =
  | { kind: 'there'; ref: PublishedRef }
  /** Proven absent: it may be sent again with the same identity. */
  | { kind: 'absent' }
  /** `readAgainAt` null: reading again proves nothing more, a person decides. */
  | {
      kind: 'unknown'
      why: 'not-seen-yet' | 'several-match' | 'no-answer' | 'cannot-prove'
      failure: Failure | null
      readAgainAt: Temporal.Instant | null
    }

export type RecentOrder = {
  /** As many posts at most, 1 to 1,000. */
  limit: number
  /** Nothing older is asked for; null: as far back as `limit` reaches. */
  since: Temporal.Instant | null
  /** The comments of ours under this post instead, where the network keeps them apart from posts; elsewhere it changes nothing. */
  under: PublishedRef | null
}
export type RecentPosts = {
  kind: 'recent'
  posts: RecentPost[]
  /** Nothing since `since` is missing; without one, the account has no more than this. */
  complete: boolean
}
/** `parent` is the remote id of what it answers; `images` how many pictures it bears. Addresses in `text` are whole. */
export type RecentPost = {
  ref: PublishedRef
  text: string
  at: Temporal.Instant
  parent: string | null
  images: number
}

export type Reading = {
  metric: MetricId
  official: string
  /** null: the network did not tell it. A gap, never a zero. */
  value: number | null
  unavailable: 'not-offered' | 'not-permitted' | 'withdrawn' | 'no-answer' | null
  at: Temporal.Instant
  apiVersion: string
}
export type PostReadings = { remoteId: string; readings: Reading[] }
