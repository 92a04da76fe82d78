import { z } from 'zod'
import { mergeCredentials, noAddress, secretsOf, typedAddress } from '../../sdk/index.ts'
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
import { DEFAULT_SERVICE } from './manifest.ts'
import { profilePage } from './permalink.ts'
import { credentialsOf, serverOf, Session } from './session.ts'
import { targetOf, xrpc } from './xrpc.ts'

const Profile = z.object({ displayName: z.string().optional(), avatar: z.string().optional() })
const Current = z.object({ did: z.string(), handle: z.string(), active: z.boolean().optional() })

/** Signs in with an app password. Source: docs.bsky.app/docs/api/com-atproto-server-create-session. */
export async function connectWithFields(ports: Ports, input: ConnectWithFields): Promise<Connected | Failure> {
  const service = typedAddress(input.fields.service || DEFAULT_SERVICE)
  if (service === null) return noAddress
  const password = input.fields.password ?? ''
  const identifier = (input.fields.identifier ?? '').trim().replace(/^@/, '')
  const answer = await xrpc(
    ports,
    { baseUrl: service, token: null, secrets: [password] },
    {
      purpose: 'connect',
      method: 'com.atproto.server.createSession',
      verb: 'procedure',
      body: JSON.stringify({ identifier, password }),
      effect: 'read',
      schema: Session,
    },
  )
  if (answer.kind === 'credentials-lost') {
    return {
      kind: 'refused',
      field: 'connection',
      rule: 'wrong-secret',
      reason: null,
      status: answer.status,
      code: answer.code,
    }
  }
  if (answer.kind !== 'ok') return answer
  // The public entrance only signs people in; the account's own server is where its records live.
  const baseUrl = service === DEFAULT_SERVICE ? (serverOf(answer.value) ?? service) : service
  return { kind: 'connected', baseUrl, credentials: credentialsOf(answer.value), scopes: [] }
}

/** One account per session. A server without an app view tells no display name; the handle serves. */
export const listAccounts: Connector['listAccounts'] = async (ports, connected) => {
  const { did, handle, accessJwt } = connected.credentials
  if (!did || !handle || !accessJwt) return { kind: 'credentials-lost', status: null, code: null }
  const profile = await xrpc(
    ports,
    { baseUrl: connected.baseUrl, token: accessJwt, secrets: secretsOf(connected.credentials) },
    {
      purpose: 'accounts',
      method: 'app.bsky.actor.getProfile',
      verb: 'query',
      params: { actor: did },
      effect: 'read',
      schema: Profile,
    },
  )
  if (profile.kind === 'credentials-lost' || profile.kind === 'delayed') return profile
  const shown = profile.kind === 'ok' ? profile.value : {}
  const account: Account = {
    remoteId: did,
    handle,
    name: shown.displayName || handle,
    url: profilePage(connected.baseUrl, handle),
    avatarUrl: shown.avatar ?? null,
    baseUrl: connected.baseUrl,
    credentials: connected.credentials,
  }
  return { kind: 'accounts', accounts: [account] }
}

/**
 * New tokens. The old refresh token stays good for a while after its use, so a lost answer may be asked for again.
 * Source: docs.bsky.app/docs/api/com-atproto-server-refresh-session.
 */
export const refresh: NonNullable<Connector['refresh']> = async (ports, channel) => {
  const token = channel.credentials.refreshJwt
  if (!token) return { kind: 'credentials-lost', status: null, code: null }
  const answer = await xrpc(
    ports,
    { baseUrl: channel.baseUrl, token, secrets: secretsOf(channel.credentials) },
    {
      purpose: 'refresh',
      method: 'com.atproto.server.refreshSession',
      verb: 'procedure',
      effect: 'read',
      schema: Session,
    },
  )
  // Here an expired token is the refresh token itself: nothing is left to refresh with.
  if (answer.kind === 'unavailable' && answer.why === 'token-expired') {
    return { kind: 'credentials-lost', status: answer.status, code: answer.code }
  }
  if (answer.kind !== 'ok') return answer
  if (answer.value.did !== channel.remoteId) return { kind: 'credentials-lost', status: null, code: 'other-account' }
  return { kind: 'refreshed', credentials: mergeCredentials(channel.credentials, credentialsOf(answer.value)) }
}

export async function health(ports: Ports, channel: Channel): Promise<Healthy | Failure> {
  const answer = await xrpc(ports, targetOf(channel), {
    purpose: 'health',
    method: 'com.atproto.server.getSession',
    verb: 'query',
    effect: 'read',
    schema: Current,
  })
  if (answer.kind !== 'ok') return answer
  if (answer.value.did !== channel.remoteId) return { kind: 'credentials-lost', status: null, code: 'other-account' }
  if (answer.value.active === false) {
    return { kind: 'refused', field: 'account', rule: 'not-permitted', reason: null, status: null, code: 'inactive' }
  }
  const expiresAt = channel.credentials.expiresAt ? Temporal.Instant.from(channel.credentials.expiresAt) : null
  return { kind: 'healthy', handle: answer.value.handle, name: answer.value.handle, scopes: null, expiresAt }
}
