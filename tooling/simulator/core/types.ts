export const networks = ['bluesky', 'mastodon', 'facebook', 'x'] as const
export type Network = (typeof networks)[number]

export const isNetwork = (value: unknown): value is Network => networks.some((network) => network === value)

/** Followers over time: known points, then a daily gain. All instants are epoch milliseconds on the networks' clock. */
export interface Audience {
  points: { at: number; followers: number }[]
  growth: {
    start: { at: number; followers: number }
    end: { at: number; followers: number }
    launches: { at: number; weight: number }[]
    launchShare: number
  } | null
  perDay: number | null
  livePostBumps: boolean
}

export interface Account {
  network: Network
  id: string
  handle: string
  name: string
  description: string
  seed: string
  language: string
  createdAt: number
  audience: Audience
  /** Bluesky's app password; null once killed. */
  password: string | null
  /** Tokens issued at or before this instant are dead. */
  killedAt: number | null
  /** What was handed out at creation, so that it can be shown again. */
  standing: Record<string, string>
}

export interface AttachedMedia {
  mediaId: string
  alt: string
}

export interface Post {
  network: Network
  /** The network's own id: at-uri, status id, PAGE_POST, tweet id. */
  id: string
  accountId: string
  text: string
  createdAt: number
  media: AttachedMedia[]
  link: string | null
  replyTo: string | null
  language: string
  /** Facebook posts may exist unpublished; the others are born published. */
  published: boolean
  /** Published through an API call (not told by the control API): it draws followers. */
  live: boolean
  visibleFrom: number
  editedAt: number | null
  deletedAt: number | null
  pull: number
  identity: string | null
  /** What only its own network's sheet understands. */
  details: Record<string, unknown>
}

export interface Media {
  id: string
  network: Network
  accountId: string
  sha256: string
  bytes: number
  mime: string
  alt: string
  width: number
  height: number
  createdAt: number
  readyAt: number
  failed: boolean
  /** X builds a file out of segments, and Facebook photos are objects of their own. */
  details: Record<string, unknown>
}

export interface Token {
  value: string
  network: Network
  kind: 'access' | 'refresh' | 'user' | 'page' | 'app'
  clientId: string
  accountIds: string[]
  scopes: string[]
  issuedAt: number
  expiresAt: number | null
  /** X rotates in families: using a refresh token ends the access token beside it. */
  family: string
  deadSince: number | null
}

export interface App {
  network: Network
  clientId: string
  clientSecret: string
  name: string
  redirectUris: string[]
  scopes: string[]
}

export interface Grant {
  code: string
  network: Network
  clientId: string
  redirectUri: string
  scopes: string[]
  accountIds: string[]
  challenge: string | null
  challengeMethod: string | null
  expiresAt: number
  used: boolean
}

export interface Consent {
  mode: 'ask' | 'grant' | 'refuse'
  account: string | null
}

export type ArrivalKind = 'publish' | 'repeat' | 'edit' | 'delete' | 'create-unpublished'
export type ArrivalAnswer = 'sent' | 'silence' | 'reset' | 'error' | 'broken' | 'delayed'

export interface Arrival {
  seq: number
  kind: ArrivalKind
  network: Network
  accountId: string
  account: string
  remoteId: string
  url: string
  text: string
  link: string | null
  replyTo: string | null
  media: { sha256: string; bytes: number; mime: string; alt: string }[]
  identity: string | null
  /** Real epoch milliseconds with fractions, when the head of the request was read. */
  at: number
  networkAt: string
  answer: ArrivalAnswer
}

/** Null where the network's API tells nobody. */
export interface Figures {
  reach: number | null
  impressions: number | null
  reactions: number
  comments: number
  shares: number
  clicks: number | null
}
