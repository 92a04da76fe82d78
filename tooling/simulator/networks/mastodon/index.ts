import { statusId } from '../../core/ids.ts'
import type { LimitRule } from '../../core/limits.ts'
import { sniff } from '../../core/media-type.ts'
import { text } from '../../http/body.ts'
import { empty, json, type Reply } from '../../http/reply.ts'
import type { Call, Route, Sheet } from '../sheet.ts'
import { accountEntity, instanceEntity, limits as rules, mediaEntity } from './entities.ts'
import { failed, invalidToken, notFound, refused, revokedToken } from './errors.ts'
import { authorize, createApp, identify, metadata, revoke, token } from './oauth.ts'
import { accountStatuses, context, create, edit, read, readMany, remove, source } from './statuses.ts'

const uploadMedia = (call: Call): Reply => {
  if (call.account === null) return invalidToken()
  const given = call.parsed.files['file']
  if (given === undefined) return failed("File can't be blank")
  const seen = sniff(given.bytes)
  const known: readonly string[] = rules.mimes
  if (seen === null || !known.includes(seen.mime)) return failed('File content type is invalid, File is invalid')
  const isVideo = !seen.mime.startsWith('image/')
  const largest = isVideo ? rules.videoBytes : rules.imageBytes
  if (given.bytes.length > largest)
    return failed(`File file size must be less than ${Math.floor(largest / 1_048_576)} MB`)
  const alt = text(call.parsed.fields, 'description') ?? ''
  if ([...alt].length > rules.description)
    return failed(`Description is too long (maximum is ${rules.description} characters)`)
  const takes = call.mediaTakesMs > 0 ? call.mediaTakesMs : isVideo ? 1500 : 0
  const media = {
    id: statusId(call.now),
    network: 'mastodon' as const,
    accountId: call.account.id,
    sha256: call.world.bytes.put(given.bytes),
    bytes: given.bytes.length,
    mime: seen.mime,
    alt,
    width: seen.width,
    height: seen.height,
    createdAt: call.now,
    readyAt: call.now + takes,
    failed: call.mediaFails,
    details: {},
  }
  call.world.addMedia(media)
  if (takes > 0 || call.mediaFails) return json(mediaEntity(call.world, media, alt, false), 202)
  return json(mediaEntity(call.world, media, alt, true))
}

const readMedia = (call: Call): Reply => {
  const media = call.world.mediaOf('mastodon', call.params['id'] ?? '')
  if (media === undefined || media.accountId !== call.account?.id || media.details['statusId'] !== undefined)
    return notFound()
  if (media.readyAt > call.now) return json(mediaEntity(call.world, media, media.alt, false), 206)
  if (media.failed) return refused('Error processing thumbnail for uploaded media', 422)
  return json(mediaEntity(call.world, media, media.alt, true))
}

const updateMedia = (call: Call): Reply => {
  const media = call.world.mediaOf('mastodon', call.params['id'] ?? '')
  if (media === undefined || media.accountId !== call.account?.id || media.details['statusId'] !== undefined)
    return notFound()
  media.alt = text(call.parsed.fields, 'description') ?? media.alt
  call.world.changed()
  return json(mediaEntity(call.world, media, media.alt, media.readyAt <= call.now))
}

const deleteMedia = (call: Call): Reply => {
  const media = call.world.mediaOf('mastodon', call.params['id'] ?? '')
  if (media === undefined || media.accountId !== call.account?.id) return notFound()
  if (media.details['statusId'] !== undefined) return refused('Media attachment is currently used by a status', 422)
  call.world.media.delete(`mastodon ${media.id}`)
  call.world.changed()
  return json({})
}

const verifyCredentials = (call: Call): Reply => {
  if (call.account === null) return invalidToken()
  const entity = accountEntity(call.world, call.account, call.now)
  const sourceOf = {
    privacy: 'public',
    sensitive: false,
    language: call.account.language,
    note: call.account.description,
    fields: [],
    follow_requests_count: 0,
  }
  return json({
    ...entity,
    source: sourceOf,
    role: { id: '-99', name: '', permissions: '65536', color: '', highlighted: false },
  })
}

const readAccount =
  (handleOrId: (call: Call) => string) =>
  (call: Call): Reply => {
    const account = call.world.account('mastodon', handleOrId(call))
    return account === undefined ? notFound() : json(accountEntity(call.world, account, call.now))
  }

const appCredentials = (call: Call): Reply => {
  const app = call.token === null ? undefined : call.world.app('mastodon', call.token.clientId)
  return app === undefined
    ? invalidToken()
    : json({ name: app.name, website: null, scopes: app.scopes, redirect_uris: app.redirectUris })
}

const route = (
  method: string,
  pattern: string,
  operation: string,
  auth: Route['auth'],
  handle: Route['handle'],
  scopes?: readonly string[],
): Route => ({
  method,
  pattern,
  operation,
  auth,
  handle,
  ...(scopes !== undefined && { scopes }),
})

const routes: Route[] = [
  route('POST', '/api/v1/apps', 'register-app', 'none', createApp),
  route('GET', '/api/v1/apps/verify_credentials', 'me', 'required', appCredentials),
  route('GET', '/oauth/authorize', 'authorize', 'none', authorize),
  route('POST', '/oauth/authorize', 'authorize', 'none', authorize),
  route('POST', '/oauth/token', 'token', 'none', token),
  route('POST', '/oauth/revoke', 'revoke', 'none', revoke),
  route('GET', '/.well-known/oauth-authorization-server', 'server', 'none', metadata),
  route('GET', '/api/v2/instance', 'server', 'none', (call) => json(instanceEntity(call.world))),
  route('GET', '/api/v1/instance', 'server', 'none', (call) =>
    json({ ...instanceEntity(call.world), uri: new URL(call.world.url).host }),
  ),
  route('GET', '/api/v1/accounts/verify_credentials', 'me', 'required', verifyCredentials, [
    'read:accounts',
    'read',
    'profile',
  ]),
  route(
    'GET',
    '/api/v1/accounts/lookup',
    'profile',
    'none',
    readAccount((call) => (call.query.get('acct') ?? '').split('@')[0] ?? ''),
  ),
  route(
    'GET',
    '/api/v1/accounts/:id',
    'profile',
    'none',
    readAccount((call) => call.params['id'] ?? ''),
  ),
  route('GET', '/api/v1/accounts/:id/statuses', 'timeline', 'none', accountStatuses),
  route('POST', '/api/v2/media', 'upload', 'required', uploadMedia, ['write:media']),
  route('POST', '/api/v1/media', 'upload', 'required', uploadMedia, ['write:media']),
  route('GET', '/api/v1/media/:id', 'media-status', 'required', readMedia, ['write:media']),
  route('PUT', '/api/v1/media/:id', 'upload', 'required', updateMedia, ['write:media']),
  route('DELETE', '/api/v1/media/:id', 'upload', 'required', deleteMedia, ['write:media']),
  route('POST', '/api/v1/statuses', 'publish', 'required', create, ['write:statuses']),
  route('GET', '/api/v1/statuses', 'metrics', 'optional', readMany),
  route('GET', '/api/v1/statuses/:id', 'read', 'optional', read),
  route('PUT', '/api/v1/statuses/:id', 'edit', 'required', edit, ['write:statuses']),
  route('DELETE', '/api/v1/statuses/:id', 'delete', 'required', remove, ['write:statuses']),
  route('GET', '/api/v1/statuses/:id/source', 'read', 'required', source, ['read:statuses']),
  route('GET', '/api/v1/statuses/:id/context', 'comments', 'optional', context),
]

/** docs.joinmastodon.org/api/rate-limits, read November 2026. */
const limits: LimitRule[] = [
  {
    name: 'account',
    windowSeconds: 300,
    points: 300,
    cost: (operation) => (['authorize', 'token'].includes(operation) ? 0 : 1),
  },
  { name: 'media', windowSeconds: 1800, points: 30, cost: (operation) => (operation === 'upload' ? 1 : 0) },
  { name: 'delete', windowSeconds: 1800, points: 30, cost: (operation) => (operation === 'delete' ? 1 : 0) },
]

export const mastodon: Sheet = {
  network: 'mastodon',
  routes,
  identify,
  limits,
  limitHeaders: (states): Record<string, string> => {
    const state = states[0]
    if (state === undefined) return {}
    return {
      'x-ratelimit-limit': String(state.points),
      'x-ratelimit-remaining': String(state.remaining),
      'x-ratelimit-reset': new Date(state.resetAt).toISOString(),
    }
  },
  limited: (style, call) => {
    const reply = refused('Too many requests', 429)
    const reset = new Date(call.now + style.retryAfterSeconds * 1000).toISOString()
    const headers: Record<NonNullable<typeof style.headers>, Record<string, string>> = {
      network: { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
      'retry-after': { 'retry-after': String(style.retryAfterSeconds) },
      none: {},
      garbage: { 'x-ratelimit-reset': 'later', 'retry-after': '-' },
    }
    return { ...reply, headers: { ...reply.headers, ...headers[style.headers] } }
  },
  notFound: () => refused('The page you are looking for isn’t here.', 404),
  tooLarge: () => empty(413),
  serverError: (status) =>
    status === 503
      ? refused('There was a temporary problem serving your request, please try again', 503)
      : refused('We’re sorry, but something went wrong on our end.', status),
  tokenDead: (variant) => (variant === 'revoked' ? revokedToken() : invalidToken()),
  scopeLost: () => refused('This action is outside the authorized scopes', 403),
  duplicate: () => failed('Text is a duplicate'),
  sunset: () => refused('This API version is gone', 410),
}
