import { empty, json } from '../../http/reply.ts'
import type { LimitRule } from '../../core/limits.ts'
import type { Call, Route, Sheet } from '../sheet.ts'
import { badToken, broken, expired, invalid, refused } from './errors.ts'
import { createRecord, deleteRecord, getRecord, listRecords, putOperation, putRecord, uploadBlob } from './records.ts'
import { createSession, deleteSession, didDocument, getSession, identify, refreshSession } from './session.ts'
import { getAuthorFeed, getPosts, getPostThread, getProfile, getProfiles, resolveHandle } from './views.ts'

const query = (name: string, operation: string, handle: Route['handle'], auth: Route['auth'] = 'optional'): Route => ({
  method: 'GET',
  pattern: `/xrpc/${name}`,
  operation,
  auth,
  handle,
})
const procedure = (
  name: string,
  operation: Route['operation'],
  handle: Route['handle'],
  auth: Route['auth'] = 'required',
): Route => ({
  method: 'POST',
  pattern: `/xrpc/${name}`,
  operation,
  auth,
  handle,
})

const describeServer = (call: Call): ReturnType<Route['handle']> =>
  json({
    did: 'did:web:localhost',
    availableUserDomains: ['.bsky.test'],
    inviteCodeRequired: false,
    links: {},
    contact: {},
    url: call.world.base('bluesky'),
  })

const did = (call: Call): ReturnType<Route['handle']> => {
  const account = call.world.account('bluesky', call.params['did'] ?? '')
  return account === undefined ? json({ message: 'DID not registered' }, 404) : json(didDocument(call.world, account))
}

const routes: Route[] = [
  procedure('com.atproto.server.createSession', 'sign-in', createSession, 'none'),
  procedure('com.atproto.server.refreshSession', 'refresh', refreshSession),
  procedure('com.atproto.server.deleteSession', 'revoke', deleteSession),
  query('com.atproto.server.getSession', 'me', getSession, 'required'),
  query('com.atproto.server.describeServer', 'server', describeServer, 'none'),
  query('com.atproto.identity.resolveHandle', 'profile', resolveHandle),
  procedure('com.atproto.repo.createRecord', 'publish', createRecord),
  procedure('com.atproto.repo.putRecord', putOperation, putRecord),
  procedure('com.atproto.repo.deleteRecord', 'delete', deleteRecord),
  procedure('com.atproto.repo.uploadBlob', 'upload', uploadBlob),
  query('com.atproto.repo.getRecord', 'read', getRecord),
  query('com.atproto.repo.listRecords', 'timeline', listRecords),
  query('app.bsky.actor.getProfile', 'profile', getProfile),
  query('app.bsky.actor.getProfiles', 'profile', getProfiles),
  query('app.bsky.feed.getPosts', 'metrics', getPosts),
  query('app.bsky.feed.getAuthorFeed', 'timeline', getAuthorFeed),
  query('app.bsky.feed.getPostThread', 'comments', getPostThread),
  { method: 'GET', pattern: '/plc/:did', operation: 'profile', auth: 'none', handle: did },
  {
    method: 'GET',
    pattern: '/xrpc/_health',
    operation: 'server',
    auth: 'none',
    handle: () => json({ version: 'simulator' }),
  },
]

const points: Record<string, number> = { publish: 3, edit: 2, delete: 1 }

/** docs.bsky.app/docs/advanced-guides/rate-limits, read November 2026. */
const limits: LimitRule[] = [
  { name: 'repo-write-hour', windowSeconds: 3600, points: 5000, cost: (operation) => points[operation] ?? 0 },
  { name: 'repo-write-day', windowSeconds: 86_400, points: 35_000, cost: (operation) => points[operation] ?? 0 },
  { name: 'sign-in', windowSeconds: 300, points: 30, cost: (operation) => (operation === 'sign-in' ? 1 : 0) },
  { name: 'global', windowSeconds: 300, points: 3000, cost: () => 1, shared: true },
]

export const bluesky: Sheet = {
  network: 'bluesky',
  routes,
  identify,
  limits,
  limitHeaders: (states): Record<string, string> => {
    const state = states[0]
    if (state === undefined) return {}
    return {
      'ratelimit-limit': String(state.points),
      'ratelimit-remaining': String(state.remaining),
      'ratelimit-reset': String(Math.ceil(state.resetAt / 1000)),
      'ratelimit-policy': `${state.points};w=${state.rule.windowSeconds}`,
    }
  },
  limited: (style, call) => {
    const reply = refused('RateLimitExceeded', 'Rate Limit Exceeded', 429)
    const reset = Math.ceil(call.now / 1000) + style.retryAfterSeconds
    const headers: Record<NonNullable<typeof style.headers>, Record<string, string>> = {
      network: {
        'ratelimit-limit': '5000',
        'ratelimit-remaining': '0',
        'ratelimit-reset': String(reset),
        'ratelimit-policy': '5000;w=3600',
      },
      'retry-after': { 'retry-after': String(style.retryAfterSeconds) },
      none: {},
      garbage: { 'ratelimit-reset': 'soon', 'retry-after': 'a while' },
    }
    return { ...reply, headers: { ...reply.headers, ...headers[style.headers] } }
  },
  notFound: (call) =>
    call.path.startsWith('/xrpc/')
      ? refused('MethodNotImplemented', 'Method Not Implemented', 501)
      : { ...empty(404), body: 'Cannot find that' },
  tooLarge: () => refused('PayloadTooLarge', 'request entity too large', 413),
  serverError: broken,
  tokenDead: (variant, call) =>
    call.operation === 'sign-in'
      ? refused('AuthenticationRequired', 'Invalid identifier or password', 401)
      : variant === 'expired'
        ? expired()
        : call.operation === 'refresh'
          ? refused('ExpiredToken', 'Token has been revoked')
          : badToken(),
  scopeLost: () => refused('InvalidToken', 'Bad token scope'),
  duplicate: () => invalid('Record already exists'),
  sunset: () => refused('MethodNotImplemented', 'Method Not Implemented', 501),
}
