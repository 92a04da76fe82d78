import type { Rules } from './rules.ts'
import type { MetricId, SettlementClass } from './vocabulary.ts'

/** Version of this contract; checked when a connector is registered. */
export const CONTRACT_VERSION = 1

/** An open set: a network is named by a string, third-party ones come later. */
export type NetworkId = string

export type { MetricId, SettlementClass }

/** What a connector is, as plain data: it can be sent to a browser as it stands. */
export type Manifest = {
  contract: typeof CONTRACT_VERSION
  id: NetworkId
  /** The network's own name; never translated. */
  name: string
  apiVersion: string
  /** ISO date on which this API version stops answering; null when the network names none. */
  sunsetOn: string | null
  /** ISO date on which the reference was read. */
  readOn: string
  /** Address of the reference that was read. */
  source: string
  capabilities: Capabilities
  connect: readonly ConnectMethod[]
  /** Rules when the account's own are not known (`rulesOf` may answer others, stored with the channel). */
  rules: Rules
  settlement: SettlementClass
  quotas: readonly QuotaRule[]
  metrics: readonly MetricDefinition[]
  /** Access tokens are refreshed when they run out within this many seconds; null: they do not run out. */
  refreshBefore: number | null
  /** Prepared media lives this many seconds at the network; null: as long as one needs. */
  preparedFor: number | null
}

/** What the network can do through this connector. False is an honest no; the product shows it and offers "by hand". */
export type Capabilities = {
  text: boolean
  /** card: a preview made from data that we send; in-text: the network makes its own from the address; false: none. */
  link: 'card' | 'in-text' | false
  images: boolean
  alt: boolean
  video: boolean
  thread: boolean
  firstComment: boolean
  withdraw: boolean
  /** Mend a published post's text. */
  edit: boolean
  /** The account's latest posts can be read; `paid`: each reading costs the agency money or quota, so it is made only when asked for. */
  recentPosts: 'free' | 'paid' | false
  accountMetrics: readonly MetricId[]
  postMetrics: readonly MetricId[]
  conversation: boolean
}

export type ConnectMethod = OAuthMethod | FieldsMethod

export type OAuthMethod = {
  kind: 'oauth2'
  id: string
  /** Paths are relative to `baseUrl`. */
  authorizePath: string
  tokenPath: string
  revokePath: string | null
  scopes: readonly string[]
  pkce: boolean
  /** Where the application's keys come from: `agency` keeps them in Settings; `registered` makes them on the server at connect time. */
  app: 'agency' | 'registered'
  fields: readonly ConnectField[]
}

export type FieldsMethod = {
  kind: 'password' | 'token'
  id: string
  fields: readonly ConnectField[]
}

/** One field of a connect form. Its label stands in the message catalogs under `connect.<network>.<name>`. */
export type ConnectField = {
  name: string
  kind: 'text' | 'url' | 'secret'
  required: boolean
  /** Shown only to the operator (a base address for tests, a private server). */
  operatorOnly: boolean
  /** The answer is the server's address. */
  baseUrl: boolean
  default: string | null
  placeholder: string | null
}

export type QuotaRule = {
  bucket: string
  limit: number
  perSeconds: number
  scope: 'account' | 'app' | 'address'
  /** Points that one publishing call spends; absent where publishing spends none. At most one bucket of a network has it. */
  publish?: number
  source: string
}

export type MetricDefinition = {
  metric: MetricId
  of: 'account' | 'post'
  /** The network's own name of the figure. */
  official: string
  unit: 'people' | 'views' | 'actions'
  /** Our wording key is `metrics.<network>.<official>`; this is the address of the network's definition. */
  source: string
  /** ISO date since which this definition holds for our readings. */
  since: string
}
