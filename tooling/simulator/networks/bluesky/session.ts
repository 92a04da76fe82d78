import { createHmac } from 'node:crypto'
import { digest } from '../../core/random.ts'
import { secret } from '../../core/ids.ts'
import type { Account } from '../../core/types.ts'
import type { World } from '../../core/world.ts'
import { text } from '../../http/body.ts'
import { empty, json, type Reply } from '../../http/reply.ts'
import type { Call } from '../sheet.ts'
import { authMissing, badLogin, badToken, expired, invalid } from './errors.ts'

const accessSeconds = 2 * 3600
const refreshSeconds = 60 * 86_400

interface Claims {
  scope: string
  sub: string
  iat: number
  exp: number
  jti: string
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const sign = (world: World, kind: 'at+jwt' | 'refresh+jwt', claims: Claims): string => {
  const unsigned = `${base64({ typ: kind, alg: 'HS256' })}.${base64({ ...claims, aud: 'did:web:localhost' })}`
  const signature = createHmac('sha256', digest(64, world.seed, 'jwt'))
    .update(unsigned)
    .digest('base64url')
  return `${unsigned}.${signature}`
}

const isClaims = (value: unknown): value is Claims =>
  typeof value === 'object' &&
  value !== null &&
  'scope' in value &&
  'sub' in value &&
  'iat' in value &&
  'exp' in value &&
  'jti' in value

// A signature is checked once; a burst of posts comes with one token.
const checked = new Map<string, Claims>()

const read = (world: World, token: string): Claims | null => {
  const known = checked.get(token)
  if (known !== undefined) return known
  const [head, payload, signature] = token.split('.')
  if (head === undefined || payload === undefined || signature === undefined) return null
  const wanted = createHmac('sha256', digest(64, world.seed, 'jwt'))
    .update(`${head}.${payload}`)
    .digest('base64url')
  if (wanted !== signature) return null
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  if (!isClaims(claims)) return null
  if (checked.size > 500) checked.clear()
  checked.set(token, claims)
  return claims
}

const issue = (world: World, account: Account, now: number): { accessJwt: string; refreshJwt: string } => {
  const iat = Math.floor(now / 1000)
  return {
    accessJwt: sign(world, 'at+jwt', {
      scope: 'com.atproto.appPass',
      sub: account.id,
      iat,
      exp: iat + accessSeconds,
      jti: secret(9),
    }),
    refreshJwt: sign(world, 'refresh+jwt', {
      scope: 'com.atproto.refresh',
      sub: account.id,
      iat,
      exp: iat + refreshSeconds,
      jti: secret(24),
    }),
  }
}

export const didDocument = (world: World, account: Account): Record<string, unknown> => ({
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: account.id,
  alsoKnownAs: [`at://${account.handle}`],
  verificationMethod: [],
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: world.base('bluesky') }],
})

const session = (call: Call, account: Account): Reply =>
  json({
    ...issue(call.world, account, call.now),
    did: account.id,
    didDoc: didDocument(call.world, account),
    handle: account.handle,
    email: `${account.handle.split('.')[0] ?? 'contact'}@example.test`,
    emailConfirmed: true,
    active: true,
  })

/** Reads the bearer token; refreshSession and deleteSession want the refresh token, all others the access token. */
export const identify = (call: Call): void => {
  const header = call.headers.authorization
  if (call.path === '/xrpc/com.atproto.server.createSession') {
    const identifier = text(call.parsed.fields, 'identifier')
    call.account = identifier === null ? null : (call.world.account('bluesky', identifier) ?? null)
    return
  }
  if (header === undefined) {
    call.denial = authMissing()
    return
  }
  const [type, token] = header.split(' ')
  if (type !== 'Bearer' || token === undefined) {
    call.denial = badToken('Malformed authorization header')
    return
  }
  const claims = read(call.world, token)
  if (claims === null) {
    call.denial = badToken()
    return
  }
  const account = call.world.account('bluesky', claims.sub) ?? null
  call.account = account
  const wantsRefresh = call.path.endsWith('.refreshSession') || call.path.endsWith('.deleteSession')
  if (account === null) call.denial = badToken()
  else if ((claims.scope === 'com.atproto.refresh') !== wantsRefresh) call.denial = badToken('Bad token scope')
  else if (claims.exp * 1000 <= call.now) call.denial = expired()
  else if (account.killedAt !== null && claims.iat * 1000 <= account.killedAt)
    call.denial = wantsRefresh ? revoked() : expired()
  else if (wantsRefresh && call.world.spent.has(claims.jti)) call.denial = revoked()
}

const revoked = (): Reply => json({ error: 'ExpiredToken', message: 'Token has been revoked' }, 400)

export const createSession = (call: Call): Reply => {
  const identifier = text(call.parsed.fields, 'identifier')
  const password = text(call.parsed.fields, 'password')
  if (identifier === null) return invalid('Input must have the property "identifier"')
  if (password === null) return invalid('Input must have the property "password"')
  const account = call.account
  if (account === null || account.password === null || account.password !== password) return badLogin()
  return session(call, account)
}

const spend = (call: Call): void => {
  const claims = read(call.world, call.headers.authorization?.slice(7) ?? '')
  if (claims !== null) call.world.spent.set(claims.jti, call.now)
  call.world.changed()
}

export const refreshSession = (call: Call): Reply => {
  if (call.account === null) return badToken()
  spend(call)
  return session(call, call.account)
}

export const deleteSession = (call: Call): Reply => {
  spend(call)
  return empty(200)
}

export const getSession = (call: Call): Reply => {
  const account = call.account
  if (account === null) return authMissing()
  return json({
    handle: account.handle,
    did: account.id,
    didDoc: didDocument(call.world, account),
    email: `${account.handle.split('.')[0] ?? 'contact'}@example.test`,
    emailConfirmed: true,
    active: true,
  })
}
