import { secret } from '../core/ids.ts'
import { digits } from '../core/random.ts'
import type { Account, ArrivalKind } from '../core/types.ts'
import { isNetwork, networks } from '../core/types.ts'
import type { World } from '../core/world.ts'
import { fromQuery, isObject, type Fields } from '../http/body.ts'
import { json, type Reply } from '../http/reply.ts'
import { createAccount, issueCredentials, killCredentials, shownAccount } from './accounts.ts'
import { readFault } from './faults.ts'
import { addPastPost, shownPost } from './posts.ts'
import {
  array,
  boolean,
  instant,
  network,
  number,
  object,
  oneOf,
  optional,
  string,
  strings,
  wrong,
  Wrong,
} from './read.ts'

type Handler = (world: World, fields: Fields) => unknown

const accountOf = (world: World, fields: Fields): Account => {
  const kind = network(fields)
  const name = string(fields, 'account')
  return world.account(kind, name) ?? wrong(`account ${name} is not known on ${kind}`)
}

const state: Handler = (world) => ({
  url: world.url,
  seed: world.seed,
  clockOffsetSeconds: world.clockOffsetMs / 1000,
  now: new Date(world.now()).toISOString(),
  accounts: world.accounts.size,
  apps: world.apps.size,
  posts: world.posts.size,
  faults: world.faults.all().length,
})

const clock: Handler = (world, fields) => {
  world.clockOffsetMs = Math.round(number(fields, 'offsetSeconds') * 1000)
  world.changed()
  return { offsetSeconds: world.clockOffsetMs / 1000, now: new Date(world.now()).toISOString() }
}

const listAccounts: Handler = (world, fields) => {
  const kind = optional(fields, 'network', network)
  return {
    accounts: [...world.accounts.values()]
      .filter((account) => kind === null || account.network === kind)
      .map((account) => shownAccount(world, account)),
  }
}

const createApp: Handler = (world, fields) => {
  const kind = network(fields)
  return world.addApp({
    network: kind,
    clientId: optional(fields, 'clientId', string) ?? (kind === 'facebook' ? digits(16, secret(8)) : secret(24)),
    clientSecret: optional(fields, 'clientSecret', string) ?? secret(32),
    name: optional(fields, 'name', string) ?? 'Comptoir',
    redirectUris: optional(fields, 'redirectUris', strings) ?? [],
    scopes: optional(fields, 'scopes', strings) ?? [],
  })
}

const consent: Handler = (world, fields) => {
  world.consents.set(network(fields), {
    mode: oneOf(['ask', 'grant', 'refuse'] as const)(fields, 'mode'),
    account: optional(fields, 'account', string),
  })
  world.changed()
  return {}
}

const tokens: Handler = (world, fields) => {
  const account = accountOf(world, fields)
  const seconds = optional(fields, 'expiresInSeconds', number)
  const credentials = issueCredentials(world, account, {
    clientId: optional(fields, 'clientId', string),
    scopes: optional(fields, 'scopes', strings),
    lastsMs: seconds === null ? null : seconds * 1000,
    family: secret(6),
  })
  return { credentials: { [account.network]: credentials } }
}

const limits: Handler = (world, fields) => {
  const factor = optional(fields, 'factor', number) ?? 1
  if (factor <= 0) wrong('factor must be above 0')
  world.limits.set(network(fields), { enforced: optional(fields, 'enforced', boolean) ?? true, factor })
  return {}
}

const addPosts: Handler = (world, fields) => {
  const account = accountOf(world, fields)
  const posts = array(fields, 'posts').map((value) => addPastPost(world, account, value))
  return {
    posts: posts
      .map((post) => shownPost(world, account, post, world.now()))
      .map(({ id, url, at }) => ({ id, url, at })),
  }
}

const listPosts: Handler = (world, fields) => {
  const kind = optional(fields, 'network', network)
  const name = optional(fields, 'account', string)
  const at = optional(fields, 'at', instant) ?? world.now()
  const accounts = [...world.accounts.values()].filter(
    (account) =>
      (kind === null || account.network === kind) && (name === null || account.handle === name || account.id === name),
  )
  const posts = accounts.flatMap((account) => world.postsOf(account).map((post) => ({ account, post })))
  posts.sort((a, b) => a.post.createdAt - b.post.createdAt)
  return { posts: posts.map(({ account, post }) => shownPost(world, account, post, at)) }
}

/** Figures of many posts, each at an instant of its own: the whole past of an account in one call. */
const figures: Handler = (world, fields) => ({
  figures: array(fields, 'posts').map((value) => {
    const asked = object(value, 'posts[]')
    const post = world.post(network(asked), string(asked, 'id'))
    return post === undefined ? null : world.figures(post, instant(asked, 'at'))
  }),
})

const audience: Handler = (world, fields) => {
  const account = accountOf(world, fields)
  const from = instant(fields, 'from')
  const to = optional(fields, 'to', instant) ?? world.now()
  const step = (optional(fields, 'stepHours', number) ?? 24) * 3_600_000
  if (step <= 0 || (to - from) / step > 20_000) wrong('stepHours gives too many points (20,000 at most)')
  const points = []
  for (let at = from; at <= to; at += step)
    points.push({ at: new Date(at).toISOString(), followers: world.followers(account, at) })
  return { points }
}

const arrivalKinds: readonly (ArrivalKind | 'all')[] = [
  'publish',
  'repeat',
  'edit',
  'delete',
  'create-unpublished',
  'all',
]

const arrivals: Handler = async (world, fields) => {
  const filter = {
    network: optional(fields, 'network', network),
    account: optional(fields, 'account', string),
    kind: optional(fields, 'kind', oneOf(arrivalKinds)) ?? 'publish',
    after: optional(fields, 'after', number) ?? 0,
    since: optional(fields, 'since', number) ?? 0,
  }
  const atLeast = optional(fields, 'atLeast', number) ?? 0
  const waitMs = Math.min(optional(fields, 'waitMs', number) ?? 0, 120_000)
  const found =
    atLeast > 0 && waitMs > 0 ? await world.arrivals.wait(filter, atLeast, waitMs) : world.arrivals.matching(filter)
  return { arrivals: found, lastSeq: world.arrivals.lastSeq, dropped: world.arrivals.dropped }
}

const handlers: Record<string, Handler> = {
  'GET /state': state,
  'POST /reset': (world, fields) => {
    world.reset(optional(fields, 'keep', strings) ?? [])
    return {}
  },
  'POST /clock': clock,
  'GET /accounts': listAccounts,
  'POST /accounts': (world, fields) => shownAccount(world, createAccount(world, fields)),
  'DELETE /accounts': (world, fields) => {
    world.removeAccount(accountOf(world, fields))
    return {}
  },
  'POST /apps': createApp,
  'POST /consent': consent,
  'POST /tokens': tokens,
  'POST /tokens/kill': (world, fields) => ({ killed: killCredentials(world, accountOf(world, fields)) }),
  'POST /limits': limits,
  'POST /posts': addPosts,
  'GET /posts': listPosts,
  'POST /figures': figures,
  'GET /audience': audience,
  'GET /arrivals': arrivals,
  'GET /calls': (world, fields) => ({
    calls: world.calls.list(optional(fields, 'network', network), optional(fields, 'after', number) ?? 0),
  }),
  'POST /calls': (world, fields) => {
    world.calls.bodies = boolean(fields, 'bodies')
    return {}
  },
  'GET /faults': (world) => ({ faults: world.faults.all() }),
  'POST /faults': (world, fields) => world.faults.add(readFault(fields)),
  'DELETE /faults': (world) => {
    world.faults.clear()
    return {}
  },
}

const fieldsOf = (body: Buffer, query: URLSearchParams): Fields => {
  if (body.length === 0) return fromQuery(query)
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return isObject(value) ? value : wrong('the body must be a JSON object')
  } catch (error) {
    if (error instanceof SyntaxError) return wrong('the body must be JSON')
    throw error
  }
}

/** The control API, below `/_control`. */
export const control = async (
  world: World,
  method: string,
  path: string,
  query: URLSearchParams,
  body: Buffer,
): Promise<Reply> => {
  const below = path.slice('/_control'.length)
  try {
    const fault = /^\/faults\/([\w-]+)$/.exec(below)
    if (method === 'DELETE' && fault !== null) {
      return world.faults.remove(fault[1] ?? '') ? json({}) : json({ error: `no fault ${fault[1]}` }, 404)
    }
    const handler = handlers[`${method} ${below}`]
    if (handler === undefined)
      return json(
        {
          error: `no control call ${method} ${path}`,
          calls: Object.keys(handlers),
          networks: networks.filter(isNetwork),
        },
        404,
      )
    return json(await handler(world, fieldsOf(body, query)))
  } catch (error) {
    if (error instanceof Wrong) return json({ error: error.message }, 400)
    throw error
  }
}
