import { digest, digits } from '../core/random.ts'
import type { Account, Audience, Network } from '../core/types.ts'
import type { World } from '../core/world.ts'
import type { Fields } from '../http/body.ts'
import { allScopes as facebookScopes, newTokenValue, pageToken } from '../networks/facebook/tokens.ts'
import { accountUrl } from '../networks/permalinks.ts'
import { allScopes as xScopes, issuePair } from '../networks/x/oauth.ts'
import { secret } from '../core/ids.ts'
import { array, boolean, instant, network, number, object, optional, string, wrong } from './read.ts'

const point = (value: unknown, name: string): { at: number; followers: number } => {
  const fields = object(value, name)
  return { at: instant(fields, 'at'), followers: number(fields, 'followers') }
}

const audienceOf = (fields: Fields, now: number): Audience => {
  const given = optional(fields, 'audience', (all, name) => object(all[name], name)) ?? {}
  const growth = optional(given, 'growth', (all, name) => object(all[name], name))
  const perDay = optional(given, 'perDay', number)
  const livePostBumps = optional(given, 'livePostBumps', boolean) ?? true
  if (growth !== null) {
    const start = point(growth['start'], 'audience.growth.start')
    const end = point(growth['end'], 'audience.growth.end')
    if (end.at <= start.at) wrong('audience.growth.end must come after its start')
    const launches = (optional(growth, 'launches', array) ?? []).map((value) => {
      const launch = object(value, 'audience.growth.launches[]')
      return { at: instant(launch, 'at'), weight: optional(launch, 'weight', number) ?? 1 }
    })
    const launchShare = optional(growth, 'launchShare', number) ?? 0.3
    if (launchShare < 0 || launchShare > 1) wrong('audience.growth.launchShare must lie between 0 and 1')
    return { points: [], growth: { start, end, launches, launchShare }, perDay, livePostBumps }
  }
  const curve = optional(given, 'curve', array)
  const points =
    curve === null
      ? [{ at: now, followers: optional(fields, 'followers', number) ?? 100 }]
      : curve.map((value) => point(value, 'audience.curve[]')).sort((a, b) => a.at - b.at)
  if (points.length === 0) wrong('audience.curve must have a point')
  return { points, growth: null, perDay, livePostBumps }
}

const idFor = (kind: Network, seed: string): string => {
  switch (kind) {
    case 'bluesky':
      return `did:plc:${digest(60, seed, 'did')
        .replace(/[^a-f2-7]/g, '')
        .padEnd(24, 'a')
        .slice(0, 24)}`
    case 'mastodon':
      return `1${digits(17, seed, 'id')}`
    case 'facebook':
      return digits(15, seed, 'id')
    case 'x':
      return digits(18, seed, 'id')
  }
}

const handles: Record<Network, RegExp> = {
  bluesky: /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i,
  mastodon: /^[a-z0-9_]{1,30}$/i,
  facebook: /^[a-z0-9.]{1,50}$/i,
  x: /^[a-z0-9_]{1,15}$/i,
}

export const createAccount = (world: World, fields: Fields): Account => {
  const kind = network(fields)
  const handle = string(fields, 'handle')
  if (!handles[kind].test(handle)) wrong(`handle is not one that ${kind} would take`)
  if (world.account(kind, handle) !== undefined) wrong(`handle ${handle} is taken on ${kind}`)
  const seed = `${world.seed} ${optional(fields, 'seed', string) ?? `${kind} ${handle}`}`
  const id = optional(fields, 'id', string) ?? idFor(kind, seed)
  if (world.accounts.has(`${kind} ${id}`)) wrong(`id ${id} is taken on ${kind}`)
  const now = world.now()
  const audience = audienceOf(fields, now)
  const password = optional(fields, 'password', string) ?? (digest(16, seed, 'password').match(/.{4}/g) ?? []).join('-')
  const account: Account = {
    network: kind,
    id,
    handle,
    name: string(fields, 'name'),
    description: optional(fields, 'description', string) ?? '',
    seed,
    language: optional(fields, 'language', string) ?? 'fr',
    createdAt: audience.growth?.start.at ?? audience.points[0]?.at ?? now,
    audience,
    password: kind === 'bluesky' ? password : null,
    killedAt: null,
    standing: {},
  }
  world.addAccount(account)
  account.standing = issueCredentials(world, account, {
    clientId: null,
    scopes: null,
    lastsMs: null,
    family: 'standing',
  })
  return account
}

export interface IssueOptions {
  clientId: string | null
  scopes: string[] | null
  lastsMs: number | null
  family: string
}

/** Fresh tokens without the OAuth dance. */
export const issueCredentials = (world: World, account: Account, options: IssueOptions): Record<string, string> => {
  const app =
    options.clientId === null
      ? world.standingApp(account.network)
      : (world.app(account.network, options.clientId) ?? wrong(`clientId ${options.clientId} is not known`))
  const now = world.now()
  const common = {
    network: account.network,
    clientId: app.clientId,
    accountIds: [account.id],
    issuedAt: now,
    family: options.family,
    deadSince: null,
  }
  const until = options.lastsMs === null ? null : now + options.lastsMs
  switch (account.network) {
    case 'bluesky': {
      account.password ??= (digest(16, account.seed, 'password', now).match(/.{4}/g) ?? []).join('-')
      return { identifier: account.handle, password: account.password }
    }
    case 'mastodon': {
      const token = world.addToken({
        ...common,
        value: secret(32),
        kind: 'access',
        scopes: options.scopes ?? ['read', 'write'],
        expiresAt: until,
      })
      return { accessToken: token.value, clientId: app.clientId, clientSecret: app.clientSecret }
    }
    case 'facebook': {
      const user = world.addToken({
        ...common,
        value: newTokenValue(),
        kind: 'user',
        scopes: options.scopes ?? facebookScopes,
        expiresAt: until,
      })
      const page = world.tokens.get(pageTokenFor(world, user.value, account.id, now))
      if (page !== undefined) {
        page.expiresAt = until
        if (options.family === 'standing') page.family = 'standing'
      }
      return {
        pageId: account.id,
        pageAccessToken: page?.value ?? '',
        userAccessToken: user.value,
        appId: app.clientId,
        appSecret: app.clientSecret,
      }
    }
    case 'x': {
      const family = options.family === 'standing' ? `standing ${account.id}` : options.family
      const pair = issuePair(
        world,
        account,
        app.clientId,
        options.scopes ?? xScopes,
        now,
        options.lastsMs ?? undefined,
        family,
      )
      return {
        accessToken: pair.access.value,
        ...(pair.refresh !== null && { refreshToken: pair.refresh.value }),
        clientId: app.clientId,
        clientSecret: app.clientSecret,
        expiresAt: new Date(pair.access.expiresAt ?? now).toISOString(),
      }
    }
  }
}

const pageTokenFor = (world: World, userToken: string, pageId: string, now: number): string => {
  const user = world.tokens.get(userToken)
  return user === undefined ? '' : pageToken({ world, now }, user, pageId)
}

/** Every token of the account is dead, its app password too. */
export const killCredentials = (world: World, account: Account): number => {
  account.killedAt = world.now()
  let killed = account.password === null ? 0 : 1
  account.password = null
  for (const token of world.tokens.values()) {
    if (token.network !== account.network || !token.accountIds.includes(account.id) || token.deadSince !== null)
      continue
    token.deadSince = world.now()
    killed += 1
  }
  world.changed()
  return killed
}

export const shownAccount = (world: World, account: Account): Record<string, unknown> => ({
  network: account.network,
  id: account.id,
  handle: account.handle,
  name: account.name,
  description: account.description,
  language: account.language,
  followers: world.followers(account),
  url: accountUrl(world, account),
  base: world.base(account.network),
  credentials: { [account.network]: account.standing },
})
