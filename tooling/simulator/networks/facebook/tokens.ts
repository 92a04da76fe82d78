import { createHmac } from 'node:crypto'
import { secret } from '../../core/ids.ts'
import { chance, digits } from '../../core/random.ts'
import type { Account, Token } from '../../core/types.ts'
import type { World } from '../../core/world.ts'
import { text } from '../../http/body.ts'
import { json, type Reply } from '../../http/reply.ts'
import { decide, isRegistered, refusedPage } from '../authorize.ts'
import type { Call } from '../sheet.ts'
import { expiredToken, graphError, invalidParameter, noToken, revokedToken, unreadableToken } from './errors.ts'

const day = 86_400_000

export const allScopes = [
  'pages_show_list',
  'pages_manage_posts',
  'pages_read_engagement',
  'pages_manage_engagement',
  'pages_read_user_content',
  'read_insights',
  'business_management',
  'public_profile',
  'email',
]

/** The same shape as the real ones, long and opaque. */
export const newTokenValue = (): string => `EAA${secret(90).replaceAll('-', 'Z').replaceAll('_', 'C')}`

/** The value of a parameter, from the query or the body. */
export const param = (call: Call, name: string): string | null => call.query.get(name) ?? text(call.parsed.fields, name)

const bearer = (call: Call): string | null =>
  /^(?:Bearer|OAuth) (.+)$/i.exec(call.headers.authorization ?? '')?.[1] ?? param(call, 'access_token')

export const userId = (world: World): string => digits(17, world.seed, 'person')

/** The page that a call is about: `/PAGE/feed`, `/PAGE_POST`, or what the page token says. */
const subject = (call: Call, token: Token): Account | null => {
  const id = call.params['id'] ?? ''
  const page = call.world.account('facebook', id.split('_')[0] ?? '')
  if (page !== undefined) return page
  const owner = call.world.mediaOf('facebook', id)?.accountId ?? token.accountIds[0]
  return owner === undefined ? null : (call.world.account('facebook', owner) ?? null)
}

export const identify = (call: Call): void => {
  const value = bearer(call)
  if (value === null) {
    call.denial = noToken()
    return
  }
  const appId = value.split('|')[0] ?? ''
  const app = value.includes('|') ? call.world.app('facebook', appId) : undefined
  if (app !== undefined && value === `${app.clientId}|${app.clientSecret}`) {
    call.token = {
      value,
      network: 'facebook',
      kind: 'app',
      clientId: app.clientId,
      accountIds: [],
      scopes: [],
      issuedAt: 0,
      expiresAt: null,
      family: 'app',
      deadSince: null,
    }
    return
  }
  const token = call.world.tokens.get(value)
  if (token === undefined || token.network !== 'facebook') {
    call.denial = unreadableToken()
    return
  }
  call.token = token
  call.account = subject(call, token)
  const killed = call.account !== null && call.account.killedAt !== null && token.issuedAt <= call.account.killedAt
  const proof = param(call, 'appsecret_proof')
  const secretOfApp = call.world.app('facebook', token.clientId)?.clientSecret ?? ''
  if (token.deadSince !== null || killed) call.denial = revokedToken()
  else if (token.expiresAt !== null && token.expiresAt <= call.now) call.denial = expiredToken()
  else if (proof !== null && proof !== createHmac('sha256', secretOfApp).update(value).digest('hex')) {
    call.denial = graphError({
      message: 'Invalid appsecret_proof provided in the API argument',
      type: 'GraphMethodException',
      code: 100,
    })
  }
}

export const dialog = (call: Call): Reply => {
  const { query } = call
  const app = call.world.app('facebook', query.get('client_id') ?? '')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (app === undefined)
    return refusedPage(call, 'Invalid App ID: The provided app ID does not look like a valid app ID.')
  if (!isRegistered(app, redirectUri))
    return refusedPage(
      call,
      'URL blocked: this redirect failed because the redirect URI is not white-listed in the app’s client OAuth settings.',
    )
  const scopes = (query.get('scope') ?? 'public_profile').split(/[\s,]+/).filter((scope) => scope !== '')
  const unknown = scopes.find((scope) => !allScopes.includes(scope))
  if (unknown !== undefined) return refusedPage(call, `Invalid Scopes: ${unknown}.`)
  return decide(call, {
    app,
    redirectUri,
    scopes,
    state: query.get('state'),
    challenge: null,
    challengeMethod: null,
    several: true,
    refusal: {
      error: 'access_denied',
      error_code: '200',
      error_description: 'Permissions error',
      error_reason: 'user_denied',
    },
  })
}

const issue = (call: Call, given: Pick<Token, 'kind' | 'clientId' | 'accountIds' | 'scopes' | 'expiresAt'>): Token =>
  call.world.addToken({
    ...given,
    value: newTokenValue(),
    network: 'facebook',
    issuedAt: call.now,
    family: secret(6),
    deadSince: null,
  })

const answered = (token: Token, now: number): Reply =>
  json({
    access_token: token.value,
    token_type: 'bearer',
    ...(token.expiresAt !== null && { expires_in: Math.floor((token.expiresAt - now) / 1000) }),
  })

/** Code for a short token, short for long, or the app's own. */
export const accessToken = (call: Call): Reply => {
  const app = call.world.app('facebook', param(call, 'client_id') ?? '')
  if (app === undefined)
    return graphError({
      message: 'Error validating application. Cannot get application info due to a system error.',
      code: 101,
    })
  if (param(call, 'client_secret') !== app.clientSecret)
    return graphError({ message: 'Error validating client secret.', code: 1 })
  const kind = param(call, 'grant_type')
  if (kind === 'client_credentials')
    return json({ access_token: `${app.clientId}|${app.clientSecret}`, token_type: 'bearer' })
  if (kind === 'fb_exchange_token') {
    const given = param(call, 'fb_exchange_token')
    if (given === null) return invalidParameter('fb_exchange_token parameter not specified')
    const held = call.world.tokens.get(given)
    if (held === undefined || held.clientId !== app.clientId || held.deadSince !== null) return unreadableToken()
    if (held.expiresAt !== null && held.expiresAt <= call.now) return expiredToken()
    return answered(issue(call, { ...held, kind: 'user', expiresAt: call.now + 60 * day }), call.now)
  }
  const grant = call.world.grants.get(param(call, 'code') ?? '')
  if (grant === undefined || grant.network !== 'facebook' || grant.clientId !== app.clientId)
    return invalidParameter('Invalid verification code format.', 36_008)
  if (grant.used) return graphError({ message: 'This authorization code has been used.', code: 100, subcode: 36_009 })
  if (grant.expiresAt <= call.now)
    return graphError({ message: 'This authorization code has expired.', code: 100, subcode: 36_007 })
  if (grant.redirectUri !== param(call, 'redirect_uri')) {
    return graphError({
      message:
        'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
      code: 100,
      subcode: 36_008,
    })
  }
  grant.used = true
  const lasts = 3600_000 + Math.floor(chance(grant.code) * 3600_000)
  return answered(
    issue(call, {
      kind: 'user',
      clientId: app.clientId,
      accountIds: grant.accountIds,
      scopes: grant.scopes,
      expiresAt: call.now + lasts,
    }),
    call.now,
  )
}

/** The page token that belongs to a user token: as long as the user token is short-lived it dies with it, else never. */
export const pageToken = (call: Pick<Call, 'world' | 'now'>, user: Token, pageId: string): string => {
  const isLong = user.expiresAt === null || user.expiresAt - user.issuedAt > 30 * day
  for (const token of call.world.tokens.values()) {
    if (token.kind === 'page' && token.family === `of ${user.value}` && token.accountIds[0] === pageId)
      return token.value
  }
  return call.world.addToken({
    value: newTokenValue(),
    network: 'facebook',
    kind: 'page',
    clientId: user.clientId,
    accountIds: [pageId],
    scopes: user.scopes,
    issuedAt: call.now,
    expiresAt: isLong ? null : user.expiresAt,
    family: `of ${user.value}`,
    deadSince: null,
  }).value
}

export const debugToken = (call: Call): Reply => {
  const input = param(call, 'input_token')
  if (input === null) return invalidParameter('The parameter input_token is required')
  const token = call.world.tokens.get(input)
  if (token === undefined)
    return json({
      data: {
        error: { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' },
        is_valid: false,
        scopes: [],
      },
    })
  const page = token.accountIds[0] === undefined ? undefined : call.world.account('facebook', token.accountIds[0])
  const dead =
    token.deadSince !== null || (page !== undefined && page.killedAt !== null && token.issuedAt <= page.killedAt)
  const isValid = !dead && (token.expiresAt === null || token.expiresAt > call.now)
  return json({
    data: {
      app_id: token.clientId,
      type: token.kind === 'page' ? 'PAGE' : 'USER',
      application: call.world.app('facebook', token.clientId)?.name ?? '',
      data_access_expires_at: Math.floor((token.issuedAt + 90 * day) / 1000),
      expires_at: token.expiresAt === null ? 0 : Math.floor(token.expiresAt / 1000),
      is_valid: isValid,
      issued_at: Math.floor(token.issuedAt / 1000),
      profile_id: token.accountIds[0],
      scopes: token.scopes,
      granular_scopes: token.scopes.map((scope) => ({ scope, target_ids: token.accountIds })),
      user_id: userId(call.world),
    },
  })
}

export const revokePermissions = (call: Call): Reply => {
  const held = call.token
  if (held === null) return noToken()
  for (const token of call.world.tokens.values())
    if (token.value === held.value || token.family === `of ${held.value}`) token.deadSince = call.now
  call.world.changed()
  return json({ success: true })
}
