import { z } from 'zod'
import { askToken, codeOf, mergeCredentials, noAddress, pkce, typedAddress, withQuery } from '../../sdk/index.ts'
import type {
  Account,
  AppKeys,
  Channel,
  ConnectWithFields,
  Connected,
  Connector,
  Credentials,
  Failure,
  Healthy,
  Ports,
} from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { DEFAULT_BASE, SCOPES } from './manifest.ts'
import { profilePage } from './permalink.ts'

const Pending = z.object({ baseUrl: z.string(), verifier: z.string(), state: z.string() })
const Me = z.object({
  data: z.object({ id: z.string(), name: z.string(), username: z.string(), profile_image_url: z.string().optional() }),
})

const baseOf = (typed: string | undefined) => typedAddress(typed || DEFAULT_BASE)
const noApp: Failure = {
  kind: 'refused',
  field: 'connection',
  rule: 'invalid',
  reason: null,
  status: null,
  code: 'no-app-keys',
}

/** Source: docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code. */
export const beginOAuth: NonNullable<Connector['beginOAuth']> = async (_ports, input) => {
  if (!input.app) return noApp
  const baseUrl = baseOf(input.fields.baseUrl)
  if (baseUrl === null) return noAddress
  const { verifier, challenge } = pkce()
  const url = withQuery(`${baseUrl === DEFAULT_BASE ? 'https://x.com' : baseUrl}/i/oauth2/authorize`, {
    response_type: 'code',
    client_id: input.app.clientId,
    redirect_uri: input.redirectUri,
    scope: SCOPES.join(' '),
    state: input.state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  return { kind: 'redirect', url, pending: { baseUrl, verifier, state: input.state } }
}

export const finishOAuth: NonNullable<Connector['finishOAuth']> = async (ports, input) => {
  const pending = Pending.parse(input.pending)
  const back = codeOf(input, pending.state)
  if (back.kind !== 'code') return back
  if (!input.app) return noApp
  const answer = await askToken(ports, {
    url: `${pending.baseUrl}/2/oauth2/token`,
    grant: 'connect',
    form: {
      grant_type: 'authorization_code',
      code: back.code,
      redirect_uri: input.redirectUri,
      code_verifier: pending.verifier,
      client_id: input.app.clientId,
    },
    basic: basicOf(input.app),
  })
  if (answer.kind !== 'token') return answer
  const { access_token, refresh_token, scope } = answer.token
  return {
    kind: 'connected',
    baseUrl: pending.baseUrl,
    credentials: {
      accessToken: access_token,
      refreshToken: refresh_token ?? null,
      expiresAt: answer.expiresAt,
      clientId: input.app.clientId,
      clientSecret: input.app.clientSecret,
    },
    scopes: scope?.split(' ') ?? SCOPES,
  }
}

/** With tokens made elsewhere. Without the refresh token and its application the connection ends with the access token. */
export async function connectWithFields(ports: Ports, input: ConnectWithFields): Promise<Connected | Failure> {
  const baseUrl = baseOf(input.fields.baseUrl)
  if (baseUrl === null) return noAddress
  const given = (name: string) => input.fields[name]?.trim() || null
  const credentials: Credentials = {
    accessToken: given('accessToken'),
    refreshToken: given('refreshToken'),
    clientId: given('clientId'),
    clientSecret: given('clientSecret'),
    expiresAt: null,
  }
  const me = await whoAmI(ports, { baseUrl, credentials: { ...credentials, refreshToken: null } }, 'connect')
  if (me.kind === 'credentials-lost') {
    return {
      kind: 'refused',
      field: 'connection',
      rule: 'wrong-secret',
      reason: null,
      status: me.status,
      code: me.code,
    }
  }
  return me.kind === 'ok' ? { kind: 'connected', baseUrl, credentials, scopes: [] } : me
}

export const listAccounts: Connector['listAccounts'] = async (ports, connected) => {
  const me = await whoAmI(ports, connected, 'accounts')
  if (me.kind !== 'ok') return me
  const { id, name, username, profile_image_url } = me.value.data
  const account: Account = {
    remoteId: id,
    handle: username,
    name,
    url: profilePage(connected.baseUrl, username),
    avatarUrl: profile_image_url ?? null,
    baseUrl: connected.baseUrl,
    credentials: connected.credentials,
  }
  return { kind: 'accounts', accounts: [account] }
}

/** Each refresh token works once: the caller stores the new one before anything else. Source: docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token. */
export const refresh: NonNullable<Connector['refresh']> = async (ports, channel) => {
  const { refreshToken, clientId, clientSecret } = channel.credentials
  if (!refreshToken || !clientId) return { kind: 'credentials-lost', status: null, code: 'no-refresh-token' }
  const answer = await askToken(ports, {
    url: `${channel.baseUrl}/2/oauth2/token`,
    grant: 'refresh',
    form: { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId },
    basic: basicOf({ clientId, clientSecret: clientSecret ?? null }),
  })
  if (answer.kind !== 'token') return answer
  const { access_token, refresh_token } = answer.token
  const fresh = { accessToken: access_token, refreshToken: refresh_token ?? null, expiresAt: answer.expiresAt }
  return { kind: 'refreshed', credentials: mergeCredentials(channel.credentials, fresh) }
}

export async function health(ports: Ports, channel: Channel): Promise<Healthy | Failure> {
  const me = await whoAmI(ports, channel, 'health')
  if (me.kind !== 'ok') return me
  if (me.value.data.id !== channel.remoteId) return { kind: 'credentials-lost', status: null, code: 'other-account' }
  const expiresAt = channel.credentials.expiresAt ? Temporal.Instant.from(channel.credentials.expiresAt) : null
  return { kind: 'healthy', handle: me.value.data.username, name: me.value.data.name, scopes: null, expiresAt }
}

/** Confidential applications prove themselves; public ones only name themselves. */
const basicOf = (app: AppKeys) => (app.clientSecret ? { clientId: app.clientId, clientSecret: app.clientSecret } : null)

const whoAmI = (ports: Ports, channel: Pick<Channel, 'baseUrl' | 'credentials'>, purpose: string) =>
  ask(ports, targetOf(channel), {
    purpose,
    method: 'GET',
    path: '/2/users/me',
    query: { 'user.fields': 'profile_image_url' },
    bucket: 'me',
    scope: 'users.read',
    effect: 'read',
    schema: Me,
  })
