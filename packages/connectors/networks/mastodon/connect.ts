import { z } from 'zod'
import { askToken, codeOf, noAddress, pkce, typedAddress, withQuery } from '../../sdk/index.ts'
import type {
  Account,
  Channel,
  ConnectWithFields,
  Connected,
  Connector,
  Failure,
  Healthy,
  Ports,
} from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { SCOPES } from './manifest.ts'

const App = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) })
const Pending = z.object({
  server: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  verifier: z.string(),
  state: z.string(),
})
const Me = z.object({
  id: z.string(),
  username: z.string(),
  acct: z.string(),
  display_name: z.string().default(''),
  url: z.string().optional(),
  avatar: z.string().optional(),
})

/** `mastodon.social`, `@orphee@mastodon.social`, a profile's or the server's whole address become the server's address; null for what is none. */
export function serverOf(typed: string): string | null {
  const text = typed.trim()
  const address = typedAddress(text.includes('://') ? text : text.slice(text.lastIndexOf('@') + 1))
  return address === null ? null : address.replace(/\/@[^/]*$/, '')
}

/** Registers an application on the server, then sends the person to its consent page. Source: docs.joinmastodon.org/client/authorized. */
export const beginOAuth: NonNullable<Connector['beginOAuth']> = async (ports, input) => {
  const server = serverOf(input.fields.server ?? '')
  if (server === null) return noAddress
  const app = await ask(
    ports,
    { baseUrl: server, token: null, secrets: [] },
    {
      purpose: 'register-app',
      method: 'POST',
      path: '/api/v1/apps',
      json: { client_name: 'Comptoir', redirect_uris: input.redirectUri, scopes: SCOPES.join(' ') },
      scope: 'app',
      effect: 'read',
      schema: App,
    },
  )
  if (app.kind !== 'ok') return app
  const { verifier, challenge } = pkce()
  const { client_id: clientId, client_secret: clientSecret } = app.value
  const url = withQuery(`${server}/oauth/authorize`, {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: input.redirectUri,
    scope: SCOPES.join(' '),
    state: input.state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  return { kind: 'redirect', url, pending: { server, clientId, clientSecret, verifier, state: input.state } }
}

export const finishOAuth: NonNullable<Connector['finishOAuth']> = async (ports, input) => {
  const pending = Pending.parse(input.pending)
  const back = codeOf(input, pending.state)
  if (back.kind !== 'code') return back
  const answer = await askToken(ports, {
    url: `${pending.server}/oauth/token`,
    grant: 'connect',
    form: {
      grant_type: 'authorization_code',
      code: back.code,
      redirect_uri: input.redirectUri,
      client_id: pending.clientId,
      client_secret: pending.clientSecret,
      code_verifier: pending.verifier,
      scope: SCOPES.join(' '),
    },
  })
  if (answer.kind !== 'token') return answer
  const { clientId, clientSecret } = pending
  return {
    kind: 'connected',
    baseUrl: pending.server,
    credentials: { accessToken: answer.token.access_token, clientId, clientSecret, expiresAt: answer.expiresAt },
    scopes: answer.token.scope?.split(' ') ?? SCOPES,
  }
}

/** With a token made by hand in the account's own settings; it is tried at once. */
export async function connectWithFields(ports: Ports, input: ConnectWithFields): Promise<Connected | Failure> {
  const server = serverOf(input.fields.server ?? '')
  if (server === null) return noAddress
  const accessToken = (input.fields.accessToken ?? '').trim()
  const me = await whoAmI(ports, server, accessToken, 'connect')
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
  if (me.kind !== 'ok') return me
  return { kind: 'connected', baseUrl: server, credentials: { accessToken, expiresAt: null }, scopes: [] }
}

export const listAccounts: Connector['listAccounts'] = async (ports, connected) => {
  const me = await whoAmI(ports, connected.baseUrl, connected.credentials.accessToken ?? '', 'accounts')
  if (me.kind !== 'ok') return me
  const { id, username, display_name, url, avatar } = me.value
  const account: Account = {
    remoteId: id,
    handle: handleOf(username, url ?? connected.baseUrl),
    name: display_name || username,
    url: url ?? null,
    avatarUrl: avatar ?? null,
    baseUrl: connected.baseUrl,
    credentials: connected.credentials,
  }
  return { kind: 'accounts', accounts: [account] }
}

export async function health(ports: Ports, channel: Channel): Promise<Healthy | Failure> {
  const me = await whoAmI(ports, channel.baseUrl, channel.credentials.accessToken ?? '', 'health')
  if (me.kind !== 'ok') return me
  if (me.value.id !== channel.remoteId) return { kind: 'credentials-lost', status: null, code: 'other-account' }
  const { username, display_name, url } = me.value
  const handle = handleOf(username, url ?? channel.baseUrl)
  return { kind: 'healthy', handle, name: display_name || username, scopes: null, expiresAt: null }
}

const handleOf = (username: string, address: string) => `${username}@${new URL(address).host}`

const whoAmI = (ports: Ports, baseUrl: string, accessToken: string, purpose: string) =>
  ask(ports, targetOf({ remoteId: '', handle: '', baseUrl, credentials: { accessToken }, rules: null }), {
    purpose,
    method: 'GET',
    path: '/api/v1/accounts/verify_credentials',
    scope: 'read:accounts',
    effect: 'read',
    schema: Me,
  })
