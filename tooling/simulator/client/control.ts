import type { Fault, FaultKind, FaultOptions } from '../core/faults.ts'
import type { CallRecord } from '../core/calls.ts'
import type { App, Arrival, ArrivalKind, Figures, Network } from '../core/types.ts'

export interface Credentials {
  bluesky?: { identifier: string; password: string }
  mastodon?: { accessToken: string; clientId: string; clientSecret: string }
  facebook?: { pageId: string; pageAccessToken: string; userAccessToken: string; appId: string; appSecret: string }
  x?: { accessToken: string; refreshToken?: string; clientId: string; clientSecret: string; expiresAt: string }
}

export interface SimulatedAccount {
  network: Network
  id: string
  handle: string
  name: string
  description: string
  language: string
  followers: number
  /** Its public page. */
  url: string
  /** What a connector calls its base address. */
  base: string
  credentials: Credentials
}

export interface NewAccount {
  network: Network
  handle: string
  name: string
  description?: string
  id?: string
  seed?: string
  password?: string
  language?: string
  /** Short form: an audience that stands at this now. */
  followers?: number
  audience?: {
    curve?: { at: string; followers: number }[]
    growth?: {
      start: { at: string; followers: number }
      end: { at: string; followers: number }
      launches?: { at: string; weight?: number }[]
      launchShare?: number
    }
    perDay?: number
    livePostBumps?: boolean
  }
}

export interface PastPost {
  at: string
  text: string
  pull?: number
  id?: string
  images?: { dataBase64: string; alt?: string }[]
}

export interface SimulatedPost {
  network: Network
  account: string
  id: string
  url: string
  at: string
  text: string
  link: string | null
  replyTo: string | null
  published: boolean
  editedAt: string | null
  media: { sha256: string; bytes: number; mime: string; alt: string }[]
  visible: boolean
  deleted: boolean
  figures: Figures
}

export interface NewFault extends FaultOptions {
  kind: FaultKind
  network?: Network
  account?: string
  operation?: string
  count?: number
  after?: number
}

export interface ArrivalQuery {
  network?: Network
  account?: string
  kind?: ArrivalKind | 'all'
  /** A sequence number. */
  after?: number
  /** Epoch milliseconds. */
  since?: number
  /** With `waitMs`: waits until so many match. */
  atLeast?: number
  waitMs?: number
}

export interface ArrivalList {
  arrivals: Arrival[]
  lastSeq: number
  dropped: number
}

/** A control call that the simulator refused; the message names the field. */
export class ControlRefused extends Error {}

/** The control API of a running simulator, typed. */
export interface SimulatorControl {
  url: string
  state(): Promise<{
    url: string
    seed: string
    clockOffsetSeconds: number
    now: string
    accounts: number
    apps: number
    posts: number
    faults: number
  }>
  reset(keep?: ('accounts' | 'apps')[]): Promise<void>
  setClock(offsetSeconds: number): Promise<{ offsetSeconds: number; now: string }>
  createAccount(account: NewAccount): Promise<SimulatedAccount>
  accounts(network?: Network): Promise<SimulatedAccount[]>
  removeAccount(network: Network, account: string): Promise<void>
  createApp(app: {
    network: Network
    clientId?: string
    clientSecret?: string
    name?: string
    redirectUris?: string[]
    scopes?: string[]
  }): Promise<App>
  setConsent(network: Network, mode: 'ask' | 'grant' | 'refuse', account?: string): Promise<void>
  issueTokens(options: {
    network: Network
    account: string
    clientId?: string
    scopes?: string[]
    expiresInSeconds?: number
  }): Promise<Credentials>
  killTokens(network: Network, account: string): Promise<number>
  setLimits(network: Network, setting: { enforced?: boolean; factor?: number }): Promise<void>
  addPosts(network: Network, account: string, posts: PastPost[]): Promise<{ id: string; url: string; at: string }[]>
  posts(query?: { network?: Network; account?: string; at?: string }): Promise<SimulatedPost[]>
  /** In the order asked; null for a post that is not there. */
  figures(posts: { network: Network; id: string; at: string }[]): Promise<(Figures | null)[]>
  audience(query: {
    network: Network
    account: string
    from: string
    to?: string
    stepHours?: number
  }): Promise<{ at: string; followers: number }[]>
  arrivals(query?: ArrivalQuery): Promise<ArrivalList>
  calls(query?: { network?: Network; after?: number }): Promise<CallRecord[]>
  keepBodies(bodies: boolean): Promise<void>
  addFault(fault: NewFault): Promise<Fault>
  faults(): Promise<Fault[]>
  removeFault(id: string): Promise<void>
  clearFaults(): Promise<void>
}

export const createSimulatorControl = (url: string): SimulatorControl => {
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/_control${path}`, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new ControlRefused(`${method} /_control${path}: ${text}`)
    const answer: T = JSON.parse(text)
    return answer
  }
  const search = (query: object): string => {
    const params = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value))
    const text = params.toString()
    return text === '' ? '' : `?${text}`
  }
  return {
    url,
    state: () => call('GET', '/state'),
    reset: async (keep = []) => void (await call('POST', '/reset', { keep })),
    setClock: (offsetSeconds) => call('POST', '/clock', { offsetSeconds }),
    createAccount: (account) => call('POST', '/accounts', account),
    accounts: async (network) =>
      (await call<{ accounts: SimulatedAccount[] }>('GET', `/accounts${search({ network })}`)).accounts,
    removeAccount: async (network, account) => void (await call('DELETE', '/accounts', { network, account })),
    createApp: (app) => call('POST', '/apps', app),
    setConsent: async (network, mode, account) => void (await call('POST', '/consent', { network, mode, account })),
    issueTokens: async (options) => (await call<{ credentials: Credentials }>('POST', '/tokens', options)).credentials,
    killTokens: async (network, account) =>
      (await call<{ killed: number }>('POST', '/tokens/kill', { network, account })).killed,
    setLimits: async (network, setting) => void (await call('POST', '/limits', { network, ...setting })),
    addPosts: async (network, account, posts) =>
      (await call<{ posts: { id: string; url: string; at: string }[] }>('POST', '/posts', { network, account, posts }))
        .posts,
    posts: async (query = {}) => (await call<{ posts: SimulatedPost[] }>('GET', `/posts${search(query)}`)).posts,
    figures: async (posts) => (await call<{ figures: (Figures | null)[] }>('POST', '/figures', { posts })).figures,
    audience: async (query) =>
      (await call<{ points: { at: string; followers: number }[] }>('GET', `/audience${search(query)}`)).points,
    arrivals: (query = {}) => call('GET', `/arrivals${search(query)}`),
    calls: async (query = {}) => (await call<{ calls: CallRecord[] }>('GET', `/calls${search(query)}`)).calls,
    keepBodies: async (bodies) => void (await call('POST', '/calls', { bodies })),
    addFault: (fault) => call('POST', '/faults', fault),
    faults: async () => (await call<{ faults: Fault[] }>('GET', '/faults')).faults,
    removeFault: async (id) => void (await call('DELETE', `/faults/${id}`)),
    clearFaults: async () => void (await call('DELETE', '/faults')),
  }
}
