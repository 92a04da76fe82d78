import { createHash } from 'node:crypto'
import { secret } from '../../core/ids.ts'
import type { Account, App, Token } from '../../core/types.ts'
import type { World } from '../../core/world.ts'
import { text } from '../../http/body.ts'
import { json, type Reply } from '../../http/reply.ts'
import { decide, isRegistered, refusedPage } from '../authorize.ts'
import type { Call } from '../sheet.ts'
import { oauthError, unauthorized } from './errors.ts'

const accessMs = 7200_000
const refreshMs = 182 * 86_400_000

export const allScopes = [
  'tweet.read',
  'tweet.write',
  'tweet.moderate.write',
  'users.read',
  'users.email',
  'follows.read',
  'offline.access',
  'media.write',
  'like.read',
]

export const identify = (call: Call): void => {
  const header = call.headers.authorization
  const value = header?.startsWith('Bearer ') === true ? header.slice(7) : null
  const token = value === null ? undefined : call.world.tokens.get(value)
  if (call.path === '/2/oauth2/token') {
    const refresh = call.world.tokens.get(text(call.parsed.fields, 'refresh_token') ?? '')
    call.account =
      refresh?.accountIds[0] === undefined ? null : (call.world.account('x', refresh.accountIds[0]) ?? null)
    return
  }
  if (token === undefined || token.network !== 'x' || token.kind !== 'access') {
    call.denial = unauthorized()
    return
  }
  const account = token.accountIds[0] === undefined ? undefined : call.world.account('x', token.accountIds[0])
  call.token = token
  call.account = account ?? null
  const killed = account !== undefined && account.killedAt !== null && token.issuedAt <= account.killedAt
  const late = token.expiresAt !== null && token.expiresAt <= call.now
  if (account === undefined || killed || late || token.deadSince !== null) call.denial = unauthorized()
}

export const authorize = (call: Call): Reply => {
  const { query } = call
  const app = call.world.app('x', query.get('client_id') ?? '')
  const redirectUri = query.get('redirect_uri') ?? ''
  const sorry = 'Something went wrong. You weren’t able to give access to the App. Go back and try logging in again.'
  if (app === undefined || query.get('response_type') !== 'code') return refusedPage(call, sorry)
  if (!isRegistered(app, redirectUri)) return refusedPage(call, `${sorry} (redirect_uri)`)
  const method = query.get('code_challenge_method')
  const challenge = query.get('code_challenge')
  if (challenge === null || (method !== 'S256' && method !== 'plain'))
    return refusedPage(call, `${sorry} (code_challenge)`)
  if (query.get('state') === null) return refusedPage(call, `${sorry} (state)`)
  const scopes = (query.get('scope') ?? '').split(/[\s+]+/).filter((scope) => scope !== '')
  if (scopes.length === 0 || !scopes.every((scope) => allScopes.includes(scope)))
    return refusedPage(call, `${sorry} (scope)`)
  return decide(call, {
    app,
    redirectUri,
    scopes,
    state: query.get('state'),
    challenge,
    challengeMethod: method,
    several: false,
    refusal: { error: 'access_denied' },
  })
}

/** Confidential clients send Basic authorization, public ones their id in the body. */
const clientOf = (call: Call): App | null => {
  const header = call.headers.authorization
  if (header?.startsWith('Basic ') === true) {
    const [id, password] = Buffer.from(header.slice(6), 'base64').toString('utf8').split(':').map(decodeURIComponent)
    const app = call.world.app('x', id ?? '')
    return app !== undefined && app.clientSecret === password ? app : null
  }
  return null
}

/** A pair of one family: using the refresh token ends both. */
export const issuePair = (
  world: World,
  account: Account,
  clientId: string,
  scopes: string[],
  now: number,
  lastsMs = accessMs,
  family = secret(6),
): { access: Token; refresh: Token | null } => {
  const common = {
    network: 'x' as const,
    clientId,
    accountIds: [account.id],
    scopes,
    issuedAt: now,
    family,
    deadSince: null,
  }
  const access = world.addToken({ ...common, value: secret(70), kind: 'access', expiresAt: now + lastsMs })
  const refresh = scopes.includes('offline.access')
    ? world.addToken({ ...common, value: secret(70), kind: 'refresh', expiresAt: now + refreshMs })
    : null
  return { access, refresh }
}

const answered = (pair: { access: Token; refresh: Token | null }): Reply =>
  json({
    token_type: 'bearer',
    expires_in: accessMs / 1000,
    access_token: pair.access.value,
    scope: pair.access.scopes.join(' '),
    ...(pair.refresh !== null && { refresh_token: pair.refresh.value }),
  })

const wrongValue = (name: string): Reply => oauthError('invalid_request', `Value passed for the ${name} was invalid.`)

export const token = (call: Call): Reply => {
  const { fields } = call.parsed
  const app = clientOf(call)
  const publicId = text(fields, 'client_id')
  if (app === null && call.headers.authorization !== undefined)
    return oauthError('unauthorized_client', 'Missing valid authorization header', 401)
  const clientId = app?.clientId ?? publicId
  if (clientId === null || call.world.app('x', clientId) === undefined)
    return oauthError('unauthorized_client', 'Missing valid authorization header', 401)
  const kind = text(fields, 'grant_type')
  if (kind === 'refresh_token') {
    const held = call.world.tokens.get(text(fields, 'refresh_token') ?? '')
    const account = held?.accountIds[0] === undefined ? undefined : call.world.account('x', held.accountIds[0])
    const killed =
      account !== undefined && held !== undefined && account.killedAt !== null && held.issuedAt <= account.killedAt
    const late = held !== undefined && held.expiresAt !== null && held.expiresAt <= call.now
    if (
      held === undefined ||
      account === undefined ||
      held.kind !== 'refresh' ||
      held.clientId !== clientId ||
      held.deadSince !== null ||
      killed ||
      late
    )
      return wrongValue('token')
    for (const other of call.world.tokens.values())
      if (other.family === held.family && other.accountIds[0] === account.id) other.deadSince = call.now
    return answered(issuePair(call.world, account, clientId, held.scopes, call.now))
  }
  if (kind !== 'authorization_code') return wrongValue('grant_type')
  const grant = call.world.grants.get(text(fields, 'code') ?? '')
  if (
    grant === undefined ||
    grant.network !== 'x' ||
    grant.used ||
    grant.expiresAt <= call.now ||
    grant.clientId !== clientId
  )
    return wrongValue('authorization code')
  if (grant.redirectUri !== text(fields, 'redirect_uri')) return wrongValue('redirect_uri')
  const verifier = text(fields, 'code_verifier') ?? ''
  const proof = grant.challengeMethod === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')
  if (proof !== grant.challenge) return wrongValue('code_verifier')
  const account = call.world.account('x', grant.accountIds[0] ?? '')
  if (account === undefined) return wrongValue('authorization code')
  grant.used = true
  return answered(issuePair(call.world, account, clientId, grant.scopes, call.now))
}

export const revoke = (call: Call): Reply => {
  const held = call.world.tokens.get(text(call.parsed.fields, 'token') ?? '')
  if (held !== undefined) held.deadSince = call.now
  call.world.changed()
  return json({ revoked: true })
}
