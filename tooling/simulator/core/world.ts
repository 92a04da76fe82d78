import { Arrivals } from './arrivals.ts'
import { baseFollowers, Drawn } from './audience.ts'
import { Calls } from './calls.ts'
import { figuresAt, followersDrawn } from './engagement.ts'
import { Faults } from './faults.ts'
import { Limits } from './limits.ts'
import { MediaStore } from './media-store.ts'
import { digest, digits } from './random.ts'
import type { Account, App, Consent, Figures, Grant, Media, Network, Post, Token } from './types.ts'

export interface WorldOptions {
  seed: string
  mediaFolder: string | null
}

const key = (network: Network, id: string): string => `${network} ${id}`

/** Everything that the simulated networks know. One instance a process; only its methods add or remove. */
export class World {
  readonly seed: string
  url = ''
  clockOffsetMs = 0

  readonly accounts = new Map<string, Account>()
  readonly posts = new Map<string, Post>()
  readonly media = new Map<string, Media>()
  readonly apps = new Map<string, App>()
  readonly tokens = new Map<string, Token>()
  readonly grants = new Map<string, Grant>()
  readonly consents = new Map<Network, Consent>()
  /** Bluesky records of other collections than posts, by at-uri. */
  readonly records = new Map<string, { cid: string; value: Record<string, unknown> }>()
  /** Bluesky refresh token ids already used. */
  readonly spent = new Map<string, number>()

  readonly faults = new Faults()
  readonly limits = new Limits()
  readonly arrivals = new Arrivals()
  readonly calls = new Calls()
  readonly bytes: MediaStore

  readonly #handles = new Map<string, Account>()
  readonly #postsOf = new Map<string, Post[]>()
  readonly #drawnBy = new Map<string, Drawn>()
  readonly #publicCounts = new Map<string, number>()
  readonly #identities = new Map<string, Post>()
  readonly #answersTo = new Map<string, number>()
  #onChange: () => void = () => {}

  constructor(options: WorldOptions) {
    this.seed = options.seed
    this.bytes = new MediaStore(options.mediaFolder)
  }

  /** Epoch milliseconds on the networks' clock. */
  now(): number {
    return Date.now() + this.clockOffsetMs
  }

  onChange(listener: () => void): void {
    this.#onChange = listener
  }

  changed(): void {
    this.#onChange()
  }

  base(network: Network): string {
    return `${this.url}/${network}`
  }

  // — accounts —

  addAccount(account: Account): void {
    this.accounts.set(key(account.network, account.id), account)
    this.#handles.set(key(account.network, account.handle.toLowerCase()), account)
    this.changed()
  }

  removeAccount(account: Account): void {
    this.accounts.delete(key(account.network, account.id))
    this.#handles.delete(key(account.network, account.handle.toLowerCase()))
    for (const post of this.postsOf(account)) this.posts.delete(key(post.network, post.id))
    this.#postsOf.delete(key(account.network, account.id))
    this.#drawnBy.delete(key(account.network, account.id))
    this.#publicCounts.delete(key(account.network, account.id))
    this.changed()
  }

  account(network: Network, handleOrId: string): Account | undefined {
    return this.accounts.get(key(network, handleOrId)) ?? this.#handles.get(key(network, handleOrId.toLowerCase()))
  }

  accountsOf(network: Network): Account[] {
    return [...this.accounts.values()].filter((account) => account.network === network)
  }

  followers(account: Account, at: number = this.now()): number {
    const live = account.audience.livePostBumps
      ? (this.#drawnBy.get(key(account.network, account.id))?.until(at) ?? 0)
      : 0
    return Math.floor(baseFollowers(account, at) + live)
  }

  // — posts —

  addPost(post: Post): void {
    this.posts.set(key(post.network, post.id), post)
    const owner = key(post.network, post.accountId)
    const list = this.#postsOf.get(owner)
    if (list === undefined) this.#postsOf.set(owner, [post])
    else if ((list.at(-1)?.createdAt ?? 0) <= post.createdAt) list.push(post)
    else {
      const at = list.findIndex((other) => other.createdAt > post.createdAt)
      list.splice(at, 0, post)
    }
    if (post.identity !== null) this.#identities.set(`${owner} ${post.identity}`, post)
    if (post.published) this.published(post)
    if (post.published && post.deletedAt !== null) this.withdrawn(post)
    this.changed()
  }

  /** To be called once when a post becomes visible to the public. */
  published(post: Post): void {
    if (post.replyTo !== null) {
      const answered = key(post.network, post.replyTo)
      this.#answersTo.set(answered, (this.#answersTo.get(answered) ?? 0) + 1)
    }
    const owner = key(post.network, post.accountId)
    this.#publicCounts.set(owner, (this.#publicCounts.get(owner) ?? 0) + 1)
    const account = this.accounts.get(owner)
    if (!post.live || account === undefined) return
    const drawn = this.#drawnBy.get(owner) ?? new Drawn()
    drawn.add(post.createdAt, followersDrawn(account, post))
    this.#drawnBy.set(owner, drawn)
  }

  /** To be called once when a public post is deleted. */
  withdrawn(post: Post): void {
    const owner = key(post.network, post.accountId)
    this.#publicCounts.set(owner, (this.#publicCounts.get(owner) ?? 1) - 1)
    if (post.replyTo === null) return
    const answered = key(post.network, post.replyTo)
    this.#answersTo.set(answered, (this.#answersTo.get(answered) ?? 1) - 1)
  }

  /** Posts of the account that are public and not deleted. */
  publicCount(account: Account): number {
    return this.#publicCounts.get(key(account.network, account.id)) ?? 0
  }

  /** The latest post of the account that came with this identity. */
  byIdentity(account: Account, identity: string): Post | undefined {
    return this.#identities.get(`${key(account.network, account.id)} ${identity}`)
  }

  post(network: Network, id: string): Post | undefined {
    return this.posts.get(key(network, id))
  }

  /** Oldest first. */
  postsOf(account: Account): readonly Post[] {
    return this.#postsOf.get(key(account.network, account.id)) ?? []
  }

  /** Public, not deleted, and already readable. */
  readable(post: Post, now: number = this.now()): boolean {
    return post.published && post.deletedAt === null && post.visibleFrom <= now
  }

  figures(post: Post, at: number = this.now()): Figures {
    const account = this.accounts.get(key(post.network, post.accountId))
    const answers = this.#answersTo.get(key(post.network, post.id)) ?? 0
    if (account === undefined)
      return { reach: null, impressions: null, reactions: 0, comments: answers, shares: 0, clicks: null }
    return figuresAt(account, post, at, answers)
  }

  // — media, tokens, apps —

  addMedia(media: Media): void {
    this.media.set(key(media.network, media.id), media)
    this.changed()
  }

  mediaOf(network: Network, id: string): Media | undefined {
    return this.media.get(key(network, id))
  }

  addToken(token: Token): Token {
    this.tokens.set(token.value, token)
    this.changed()
    return token
  }

  addApp(app: App): App {
    this.apps.set(key(app.network, app.clientId), app)
    this.changed()
    return app
  }

  app(network: Network, clientId: string): App | undefined {
    return this.apps.get(key(network, clientId))
  }

  /** The developer app that exists from the start on each network: any redirect address, all scopes. */
  standingApp(network: Network): App {
    const clientId =
      network === 'facebook' ? digits(16, this.seed, 'app', network) : digest(34, this.seed, 'app', network)
    return (
      this.app(network, clientId) ??
      this.addApp({
        network,
        clientId,
        clientSecret: digest(32, this.seed, 'secret', network),
        name: 'Comptoir',
        redirectUris: [],
        scopes: [],
      })
    )
  }

  reset(keep: readonly string[]): void {
    this.posts.clear()
    this.#postsOf.clear()
    this.#drawnBy.clear()
    this.#publicCounts.clear()
    this.#identities.clear()
    this.#answersTo.clear()
    this.media.clear()
    this.bytes.clear()
    this.records.clear()
    this.spent.clear()
    this.grants.clear()
    this.consents.clear()
    this.faults.clear()
    this.limits.clear()
    this.arrivals.clear()
    this.calls.clear()
    this.clockOffsetMs = 0
    if (keep.includes('accounts')) {
      for (const [value, token] of this.tokens) if (token.family !== 'standing') this.tokens.delete(value)
      for (const account of this.accounts.values()) {
        account.killedAt = null
        account.password = account.standing['password'] ?? account.password
      }
      for (const token of this.tokens.values()) token.deadSince = null
    } else {
      this.accounts.clear()
      this.#handles.clear()
      this.tokens.clear()
      if (!keep.includes('apps')) this.apps.clear()
    }
    this.changed()
  }
}
