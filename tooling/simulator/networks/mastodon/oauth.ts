import { createHash } from 'node:crypto'
import { secret } from '../../core/ids.ts'
import { text } from '../../http/body.ts'
import { json, type Reply } from '../../http/reply.ts'
import { decide, isRegistered, refusedPage } from '../authorize.ts'
import type { Call } from '../sheet.ts'
import { failed, invalidToken, oauthError, refused, revokedToken } from './errors.ts'

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob'
const known = ['read', 'write', 'follow', 'push', 'profile', 'admin:read', 'admin:write']
const isKnown = (scope: string): boolean => known.includes(scope) || /^(read|write):[a-z_]+$/.test(scope)

/** `write` covers `write:statuses`. */
const covers = (granted: readonly string[], scope: string): boolean =>
  granted.includes(scope) || granted.includes(scope.split(':')[0] ?? scope)

export const identify = (call: Call): void => {
  const header = call.headers.authorization
  const value = header?.startsWith('Bearer ') === true ? header.slice(7) : null
  const token = value === null ? undefined : call.world.tokens.get(value)
  if (token === undefined || token.network !== 'mastodon') {
    call.denial = invalidToken()
    return
  }
  const account = token.accountIds[0] === undefined ? undefined : call.world.account('mastodon', token.accountIds[0])
  call.account = account ?? null
  const killed = account !== undefined && account.killedAt !== null && token.issuedAt <= account.killedAt
  if (token.deadSince !== null || killed) call.denial = revokedToken()
  else if (account === undefined && token.kind !== 'app') call.denial = invalidToken()
  else if (account === undefined && call.path !== '/api/v1/apps/verify_credentials')
    call.denial = refused('This method requires an authenticated user', 422)
  // Granular scopes are asked for by name; a wide grant holds them all.
  const all = ['statuses', 'media', 'accounts', 'notifications', 'search'].flatMap((part) => [
    `read:${part}`,
    `write:${part}`,
  ])
  call.token = { ...token, scopes: [...token.scopes, ...all.filter((scope) => covers(token.scopes, scope))] }
}

export const createApp = (call: Call): Reply => {
  const { fields } = call.parsed
  const name = text(fields, 'client_name')
  const given = fields['redirect_uris']
  const uris = Array.isArray(given)
    ? given.map(String)
    : (text(fields, 'redirect_uris') ?? '').split(/\s+/).filter((uri) => uri !== '')
  const scopes = (text(fields, 'scopes') ?? 'read').split(/[\s+]+/)
  if (name === null || name.trim() === '') return failed("Application name can't be blank")
  if (uris.length === 0) return failed("Redirect URI can't be blank")
  if (uris.some((uri) => uri !== outOfBand && !URL.canParse(uri)))
    return failed('Redirect URI must be an absolute URI.')
  if (!scopes.every(isKnown)) return failed("Scopes doesn't match configured on the server.")
  const app = call.world.addApp({
    network: 'mastodon',
    clientId: secret(32),
    clientSecret: secret(32),
    name,
    redirectUris: uris,
    scopes,
  })
  return json({
    id: String(call.world.apps.size),
    name,
    website: text(fields, 'website'),
    scopes,
    redirect_uri: uris.join('\n'),
    redirect_uris: uris,
    client_id: app.clientId,
    client_secret: app.clientSecret,
    client_secret_expires_at: 0,
    vapid_key: '',
  })
}

export const authorize = (call: Call): Reply => {
  const { query } = call
  const app = call.world.app('mastodon', query.get('client_id') ?? '')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (app === undefined) return refusedPage(call, 'Client authentication failed due to unknown client.')
  if (redirectUri !== outOfBand && !isRegistered(app, redirectUri))
    return refusedPage(call, 'The redirect uri included is not valid.')
  if (query.get('response_type') !== 'code')
    return refusedPage(call, 'The authorization server does not support this response type.')
  const scopes = (query.get('scope') ?? 'read').split(/[\s+]+/)
  if (!scopes.every((scope) => isKnown(scope) && (app.scopes.length === 0 || covers(app.scopes, scope)))) {
    return refusedPage(call, 'The requested scope is invalid, unknown, or malformed.')
  }
  const method = query.get('code_challenge_method')
  if (method !== null && method !== 'S256') return refusedPage(call, 'The code_challenge_method must be S256.')
  return decide(call, {
    app,
    redirectUri,
    scopes,
    state: query.get('state'),
    challenge: query.get('code_challenge'),
    challengeMethod: method,
    several: false,
    refusal: {
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request.',
    },
  })
}

const invalidGrant = (): Reply =>
  oauthError(
    'invalid_grant',
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
    400,
  )
const invalidClient = (): Reply =>
  oauthError(
    'invalid_client',
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
    401,
  )

export const s256 = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

/** Client id and secret from the body or from Basic authorization. */
export const clientOf = (call: Call): { id: string; secret: string | null } => {
  const header = call.headers.authorization
  if (header?.startsWith('Basic ') === true) {
    const [id, password] = Buffer.from(header.slice(6), 'base64').toString('utf8').split(':').map(decodeURIComponent)
    return { id: id ?? '', secret: password ?? null }
  }
  return { id: text(call.parsed.fields, 'client_id') ?? '', secret: text(call.parsed.fields, 'client_secret') }
}

export const token = (call: Call): Reply => {
  const { fields } = call.parsed
  const client = clientOf(call)
  const app = call.world.app('mastodon', client.id)
  if (app === undefined || app.clientSecret !== client.secret) return invalidClient()
  const kind = text(fields, 'grant_type')
  const now = Math.floor(call.now / 1000)
  if (kind === 'client_credentials') {
    const scopes = (text(fields, 'scope') ?? 'read').split(/[\s+]+/)
    const made = call.world.addToken({
      value: secret(32),
      network: 'mastodon',
      kind: 'app',
      clientId: app.clientId,
      accountIds: [],
      scopes,
      issuedAt: call.now,
      expiresAt: null,
      family: 'app',
      deadSince: null,
    })
    return json({ access_token: made.value, token_type: 'Bearer', scope: scopes.join(' '), created_at: now })
  }
  if (kind !== 'authorization_code')
    return oauthError(
      'unsupported_grant_type',
      'The authorization grant type is not supported by the authorization server.',
      400,
    )
  const grant = call.world.grants.get(text(fields, 'code') ?? '')
  if (grant === undefined || grant.network !== 'mastodon' || grant.used || grant.expiresAt <= call.now)
    return invalidGrant()
  if (grant.clientId !== app.clientId || grant.redirectUri !== text(fields, 'redirect_uri')) return invalidGrant()
  if (grant.challenge !== null && s256(text(fields, 'code_verifier') ?? '') !== grant.challenge) return invalidGrant()
  grant.used = true
  const made = call.world.addToken({
    value: secret(32),
    network: 'mastodon',
    kind: 'access',
    clientId: app.clientId,
    accountIds: grant.accountIds,
    scopes: grant.scopes,
    issuedAt: call.now,
    expiresAt: null,
    family: secret(6),
    deadSince: null,
  })
  return json({ access_token: made.value, token_type: 'Bearer', scope: grant.scopes.join(' '), created_at: now })
}

export const revoke = (call: Call): Reply => {
  const client = clientOf(call)
  const app = call.world.app('mastodon', client.id)
  const given = text(call.parsed.fields, 'token')
  const held = given === null ? undefined : call.world.tokens.get(given)
  if (
    app === undefined ||
    app.clientSecret !== client.secret ||
    given === null ||
    (held !== undefined && held.clientId !== app.clientId)
  ) {
    return oauthError('unauthorized_client', 'You are not authorized to revoke this token', 403)
  }
  if (held !== undefined) held.deadSince = call.now
  call.world.changed()
  return json({})
}

export const metadata = (call: Call): Reply => {
  const base = call.world.base('mastodon')
  return json({
    issuer: `${base}/`,
    service_documentation: 'https://docs.joinmastodon.org/',
    authorization_endpoint: `${base}/oauth/authorize`,
    token_endpoint: `${base}/oauth/token`,
    app_registration_endpoint: `${base}/api/v1/apps`,
    revocation_endpoint: `${base}/oauth/revoke`,
    scopes_supported: known,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    code_challenge_methods_supported: ['S256'],
    grant_types_supported: ['authorization_code', 'client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  })
}
