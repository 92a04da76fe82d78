/**
 * Every way in which a call to a network may end badly. Closed: decided from status and schema, never from English phrases.
 * It carries codes only; the words for people live in the message catalogs. `status` and `code` are the network's own, for the
 * evidence and for the catalogs' parameters.
 */
export type Failure = Delayed | Refused | CredentialsLost | PermissionMissing | Unavailable | Uncertain

/** The network asks to wait. Nothing was done. */
export type Delayed = {
  kind: 'delayed'
  until: Temporal.Instant
  why: 'rate-limit' | 'quota' | 'processing'
  status: number | null
  code: string | null
}

/** A permanent no: the same content will be refused again. Nothing was done. */
export type Refused = {
  kind: 'refused'
  field: RefusedField
  rule: RefusedRule
  /** The network's own code or message, kept for the evidence; never shown as our sentence. */
  reason: string | null
  status: number | null
  code: string | null
}

/** Only after a proven authentication error: a network blip never says this. Nothing was done. */
export type CredentialsLost = {
  kind: 'credentials-lost'
  status: number | null
  code: string | null
}

/** The token lives, but lacks a right. Nothing was done. */
export type PermissionMissing = {
  kind: 'permission-missing'
  scope: string
  status: number | null
  code: string | null
}

/** Proven: nothing was done, and the same call may be made again later. */
export type Unavailable = {
  kind: 'unavailable'
  why: UnavailableWhy
  status: number | null
  code: string | null
}

/** The call may or may not have had its effect: settle() reads back before anything else is done. */
export type Uncertain = {
  kind: 'uncertain'
  why: UncertainWhy
  status: number | null
  code: string | null
}

export type RefusedField =
  | 'text'
  | 'link'
  | 'media'
  | 'alt'
  | 'thread'
  | 'first-comment'
  | 'account'
  | 'post'
  | 'connection'
  | 'request'

export type RefusedRule =
  | 'too-long'
  | 'empty'
  | 'duplicate'
  | 'media-type'
  | 'media-size'
  | 'media-count'
  | 'media-processing'
  | 'not-found'
  | 'gone'
  | 'not-permitted'
  | 'policy'
  | 'not-supported'
  | 'wrong-secret'
  | 'second-factor-needed'
  | 'address-not-allowed'
  | 'unreadable-answer'
  | 'invalid'

export type UnavailableWhy =
  /** The access token has run out and can be refreshed: refresh, then try again. */
  | 'token-expired'
  /** The send deadline had passed before the first byte: nothing left this machine. */
  | 'deadline-passed'
  /** Name, connection or TLS failed before the first byte. */
  | 'not-sent'
  /** A read got no usable answer (reads have no effect, so trying again is safe). */
  | 'no-answer'
  | 'server-error'
  | 'unreadable-answer'
  /** This server has no such reading (a Bluesky data server without an app view): a gap, never a zero. */
  | 'not-offered'
  /** Prepared media has expired at the network: prepare again. */
  | 'preparation-expired'

export type UncertainWhy = 'time-out' | 'connection-lost' | 'server-error' | 'unreadable-answer' | 'too-large-answer'
