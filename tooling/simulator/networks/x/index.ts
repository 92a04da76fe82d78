import type { LimitRule } from '../../core/limits.ts'
import { text } from '../../http/body.ts'
import { json, type Reply } from '../../http/reply.ts'
import type { Call, Route, Sheet } from '../sheet.ts'
import {
  duplicateContent,
  forbidden,
  invalidRequest,
  oauthError,
  problem,
  resourceMissing,
  serverError,
  tooMany,
  unauthorized,
} from './errors.ts'
import { append, finalize, initialize, metadata, status, uploadAtOnce } from './media.ts'
import { authorize, identify, revoke, token } from './oauth.ts'
import { create, readMany, readOne, remove, timeline, user } from './posts.ts'

const me = (call: Call): Reply => (call.account === null ? unauthorized() : json({ data: user(call, call.account) }))

const byName = (call: Call): Reply => {
  const name = call.params['name'] ?? ''
  const account = call.world.account('x', name)
  return json(
    account === undefined ? { errors: [resourceMissing('user', 'username', name)] } : { data: user(call, account) },
  )
}

const byId = (call: Call): Reply => {
  const id = call.params['id'] ?? ''
  if (!/^\d{1,19}$/.test(id))
    return invalidRequest(`The \`id\` query parameter value [${id}] is not valid`, { id: [id] })
  const account = call.world.account('x', id)
  return json(account === undefined ? { errors: [resourceMissing('user', 'id', id)] } : { data: user(call, account) })
}

const route = (
  method: string,
  pattern: string,
  operation: Route['operation'],
  handle: Route['handle'],
  scopes?: readonly string[],
): Route => ({
  method,
  pattern,
  operation,
  auth: scopes === undefined ? 'none' : 'required',
  handle,
  ...(scopes !== undefined && { scopes }),
})

const tokenOperation = (call: Call): string =>
  text(call.parsed.fields, 'grant_type') === 'refresh_token' ? 'refresh' : 'token'

const routes: Route[] = [
  route('GET', '/i/oauth2/authorize', 'authorize', authorize),
  route('POST', '/i/oauth2/authorize', 'authorize', authorize),
  route('POST', '/2/oauth2/token', tokenOperation, token),
  route('POST', '/2/oauth2/revoke', 'revoke', revoke),
  route('GET', '/2/users/me', 'me', me, ['users.read']),
  route('GET', '/2/users/by/username/:name', 'profile', byName, ['users.read']),
  route('GET', '/2/users/:id', 'profile', byId, ['users.read']),
  route('GET', '/2/users/:id/tweets', 'timeline', timeline, ['tweet.read']),
  route('POST', '/2/tweets', 'publish', create, ['tweet.write']),
  route('GET', '/2/tweets', 'metrics', readMany, ['tweet.read']),
  route('GET', '/2/tweets/:id', 'read', readOne, ['tweet.read']),
  route('DELETE', '/2/tweets/:id', 'delete', remove, ['tweet.write']),
  route('POST', '/2/media/upload', 'upload', uploadAtOnce, ['media.write']),
  route('GET', '/2/media/upload', 'media-status', status, ['media.write']),
  route('POST', '/2/media/upload/initialize', 'upload', initialize, ['media.write']),
  route('POST', '/2/media/upload/:id/append', 'upload', append, ['media.write']),
  route('POST', '/2/media/upload/:id/finalize', 'upload', finalize, ['media.write']),
  route('POST', '/2/media/metadata', 'upload', metadata, ['media.write']),
]

const per = (name: string, points: number, windowSeconds = 900): LimitRule => ({
  name,
  windowSeconds,
  points,
  cost: (operation) => (operation === name ? 1 : 0),
})

/** docs.x.com/x-api/fundamentals/rate-limits, per user, read November 2026. */
const limits: LimitRule[] = [
  per('publish', 100),
  per('delete', 50),
  per('me', 75),
  per('profile', 900),
  per('timeline', 900),
  per('metrics', 5000),
  per('read', 900),
  per('upload', 500),
  per('media-status', 1000),
]

const zeroed = (points: string, reset: string): Record<string, string> => ({
  'x-rate-limit-limit': points,
  'x-rate-limit-remaining': '0',
  'x-rate-limit-reset': reset,
})

export const x: Sheet = {
  network: 'x',
  routes,
  identify,
  limits,
  limitHeaders: (states): Record<string, string> => {
    const state = states[0]
    if (state === undefined) return { 'api-version': '2.160' }
    return {
      'api-version': '2.160',
      'x-rate-limit-limit': String(state.points),
      'x-rate-limit-remaining': String(state.remaining),
      'x-rate-limit-reset': String(Math.ceil(state.resetAt / 1000)),
    }
  },
  limited: (style, call) => {
    const reply = tooMany()
    const reset = Math.ceil(call.now / 1000) + style.retryAfterSeconds
    const headers: Record<NonNullable<typeof style.headers>, Record<string, string>> = {
      network: zeroed('100', String(reset)),
      'retry-after': { 'retry-after': String(style.retryAfterSeconds) },
      none: {},
      garbage: zeroed('many', 'tomorrow'),
    }
    return { ...reply, headers: { ...reply.headers, ...headers[style.headers] } }
  },
  notFound: () => problem(404, 'Not Found', 'Not Found'),
  tooLarge: () => problem(413, 'Request Entity Too Large', 'Request Entity Too Large'),
  serverError,
  tokenDead: (_, call) =>
    ['refresh', 'token'].includes(call.operation)
      ? oauthError('invalid_request', 'Value passed for the token was invalid.')
      : unauthorized(),
  scopeLost: () => forbidden('You are not permitted to perform this action.'),
  duplicate: duplicateContent,
  sunset: () => problem(410, 'Gone', 'This endpoint has been retired.'),
}
