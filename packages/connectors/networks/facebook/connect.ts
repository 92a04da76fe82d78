import { z } from 'zod'
import { codeOf, expiryOf, noAddress, typedAddress, withQuery } from '../../sdk/index.ts'
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
import { graph, targetOf } from './graph.ts'
import { DEFAULT_BASE, GRAPH, SCOPES } from './manifest.ts'
import { pageOf } from './permalink.ts'

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().optional() })
const Pending = z.object({ baseUrl: z.string(), state: z.string() })
const Page = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string().optional(),
  link: z.string().optional(),
  access_token: z.string().optional(),
  picture: z.object({ data: z.object({ url: z.string() }) }).optional(),
})
type Page = z.output<typeof Page>
const Pages = z.object({
  data: z.array(Page),
  paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
})
const Me = z.object({ id: z.string(), name: z.string(), username: z.string().optional() })

const FIELDS = 'id,name,username,link,picture,access_token'
const baseOf = (typed: string | undefined) => typedAddress(typed || DEFAULT_BASE)
const noApp: Failure = {
  kind: 'refused',
  field: 'connection',
  rule: 'invalid',
  reason: null,
  status: null,
  code: 'no-app-keys',
}

/** Sends the person to Meta's dialog. Source: developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow. */
export const beginOAuth: NonNullable<Connector['beginOAuth']> = async (_ports, input) => {
  if (!input.app) return noApp
  const baseUrl = baseOf(input.fields.baseUrl)
  if (baseUrl === null) return noAddress
  const dialog = baseUrl === DEFAULT_BASE ? 'https://www.facebook.com' : baseUrl
  const url = withQuery(`${dialog}/${GRAPH}/dialog/oauth`, {
    client_id: input.app.clientId,
    redirect_uri: input.redirectUri,
    state: input.state,
    response_type: 'code',
    scope: SCOPES.join(','),
  })
  return { kind: 'redirect', url, pending: { baseUrl, state: input.state } }
}

/** The code becomes a short token, and that a long one, whose pages' tokens do not run out. */
export const finishOAuth: NonNullable<Connector['finishOAuth']> = async (ports, input) => {
  const pending = Pending.parse(input.pending)
  const back = codeOf(input, pending.state)
  if (back.kind !== 'code') return back
  if (!input.app?.clientSecret) return noApp
  const app = { client_id: input.app.clientId, client_secret: input.app.clientSecret }
  const short = await token(ports, pending.baseUrl, { ...app, redirect_uri: input.redirectUri, code: back.code })
  if (short.kind !== 'ok') return short
  const long = await token(ports, pending.baseUrl, {
    ...app,
    grant_type: 'fb_exchange_token',
    fb_exchange_token: short.value.access_token,
  })
  if (long.kind !== 'ok') return long
  const expiresAt = expiryOf(long.value, ports.clock.now())
  const credentials = { accessToken: long.value.access_token, expiresAt }
  return {
    kind: 'connected',
    baseUrl: pending.baseUrl,
    credentials,
    scopes: await grantedScopes(ports, pending.baseUrl, credentials.accessToken),
  }
}

/** Source: developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived. */
async function token(ports: Ports, baseUrl: string, query: Readonly<Record<string, string>>) {
  const target = { baseUrl, token: null, secrets: Object.values(query) }
  const answer = await graph(ports, target, {
    purpose: 'connect',
    method: 'GET',
    path: '/oauth/access_token',
    query,
    scope: 'public_profile',
    effect: 'read',
    schema: Token,
  })
  if (answer.kind === 'refused' || answer.kind === 'credentials-lost') return wrongSecret(answer)
  return answer
}

const Permissions = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) })

/** What was granted in truth: people may take single permissions off in the dialog. Empty when it cannot be told. */
async function grantedScopes(ports: Ports, baseUrl: string, accessToken: string): Promise<string[]> {
  const answer = await graph(
    ports,
    { baseUrl, token: accessToken, secrets: [accessToken] },
    {
      purpose: 'connect',
      method: 'GET',
      path: '/me/permissions',
      scope: 'public_profile',
      effect: 'read',
      schema: Permissions,
    },
  )
  if (answer.kind !== 'ok') return []
  return answer.value.data.filter(({ status }) => status === 'granted').map(({ permission }) => permission)
}

/** With a token from Meta's own tools: a person's, a system user's or a page's. It is tried at once. */
export async function connectWithFields(ports: Ports, input: ConnectWithFields): Promise<Connected | Failure> {
  const baseUrl = baseOf(input.fields.baseUrl)
  if (baseUrl === null) return noAddress
  const accessToken = (input.fields.accessToken ?? '').trim()
  const me = await graph(
    ports,
    { baseUrl, token: accessToken, secrets: [accessToken] },
    {
      purpose: 'connect',
      method: 'GET',
      path: '/me',
      query: { fields: 'id,name' },
      scope: 'public_profile',
      effect: 'read',
      schema: Me,
    },
  )
  if (me.kind === 'credentials-lost') return wrongSecret(me)
  if (me.kind !== 'ok') return me
  return { kind: 'connected', baseUrl, credentials: { accessToken, expiresAt: null }, scopes: [] }
}

const wrongSecret = ({ status, code }: { status: number | null; code: string | null }): Failure => ({
  kind: 'refused',
  field: 'connection',
  rule: 'wrong-secret',
  reason: null,
  status,
  code,
})

/** The pages that a person manages, each with its own token; a page's token names its page alone. Source: developers.facebook.com/docs/graph-api/reference/user/accounts. */
export const listAccounts: Connector['listAccounts'] = async (ports, connected) => {
  const accessToken = connected.credentials.accessToken ?? ''
  const target = { baseUrl: connected.baseUrl, token: accessToken, secrets: [accessToken] }
  const read = <T>(path: string, query: Record<string, string>, schema: z.ZodType<T>) =>
    graph(ports, target, {
      purpose: 'accounts',
      method: 'GET',
      path,
      query,
      scope: 'pages_show_list',
      effect: 'read',
      schema,
    })
  const pages: Page[] = []
  let after: string | null = null
  do {
    const query: Record<string, string> = { fields: FIELDS, limit: '100' }
    if (after !== null) query.after = after
    const page: { kind: 'ok'; value: z.output<typeof Pages> } | Failure = await read('/me/accounts', query, Pages)
    if (page.kind !== 'ok') {
      // A page's token has no accounts of its own; whether it is one, the page's own fields tell.
      const self =
        page.kind === 'credentials-lost' ? page : await read('/me', { fields: 'id,name,username,link,picture' }, Page)
      return self.kind === 'ok'
        ? { kind: 'accounts', accounts: [accountOf(self.value, accessToken, connected.baseUrl)] }
        : page
    }
    pages.push(...page.value.data)
    after = page.value.paging?.next ? (page.value.paging.cursors?.after ?? null) : null
  } while (after !== null && pages.length < 1000)
  const accounts = pages.flatMap((page) =>
    page.access_token ? [accountOf(page, page.access_token, connected.baseUrl)] : [],
  )
  return { kind: 'accounts', accounts }
}

function accountOf(page: Page, accessToken: string, baseUrl: string): Account {
  return {
    remoteId: page.id,
    handle: page.username ?? page.id,
    name: page.name,
    url: page.link ?? pageOf(baseUrl, page.username ?? page.id),
    avatarUrl: page.picture?.data.url ?? null,
    baseUrl,
    credentials: { accessToken, expiresAt: null },
  }
}

export async function health(ports: Ports, channel: Channel): Promise<Healthy | Failure> {
  const me = await graph(ports, targetOf(channel), {
    purpose: 'health',
    method: 'GET',
    path: '/me',
    query: { fields: 'id,name,username' },
    scope: 'pages_read_engagement',
    effect: 'read',
    schema: Me,
  })
  if (me.kind !== 'ok') return me
  if (me.value.id !== channel.remoteId) return { kind: 'credentials-lost', status: null, code: 'other-account' }
  return {
    kind: 'healthy',
    handle: me.value.username ?? me.value.id,
    name: me.value.name,
    scopes: null,
    expiresAt: null,
  }
}
