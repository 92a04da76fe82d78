import type { Account, App } from '../core/types.ts'
import { secret } from '../core/ids.ts'
import { text } from '../http/body.ts'
import { html, redirect, type Reply } from '../http/reply.ts'
import { escape, page } from '../pages/layout.ts'
import { isFrench } from '../pages/words.ts'
import type { Call } from './sheet.ts'

export interface Request {
  app: App
  redirectUri: string
  scopes: string[]
  state: string | null
  challenge: string | null
  challengeMethod: string | null
  /** Facebook lets a person choose several pages; the others one account. */
  several: boolean
  /** How this network tells that the person refused. */
  refusal: Record<string, string>
}

const titles = { bluesky: 'Bluesky', mastodon: 'Mastodon', facebook: 'Facebook', x: 'X' } as const

const withParams = (address: string, params: Record<string, string | null>): string => {
  const url = new URL(address)
  for (const [name, value] of Object.entries(params)) if (value !== null) url.searchParams.set(name, value)
  return url.toString()
}

const grant = (call: Call, request: Request, accounts: Account[]): Reply => {
  const code = secret(32)
  call.world.grants.set(code, {
    code,
    network: call.network,
    clientId: request.app.clientId,
    redirectUri: request.redirectUri,
    scopes: request.scopes,
    accountIds: accounts.map((account) => account.id),
    challenge: request.challenge,
    challengeMethod: request.challengeMethod,
    expiresAt: call.now + 600_000,
    used: false,
  })
  call.world.changed()
  if (request.redirectUri === 'urn:ietf:wg:oauth:2.0:oob')
    return html(page(isFrench(call.headers['accept-language']), 'Code', `<p><code>${escape(code)}</code></p>`))
  return redirect(withParams(request.redirectUri, { code, state: request.state }))
}

const refuse = (request: Request): Reply =>
  redirect(withParams(request.redirectUri, { ...request.refusal, state: request.state }))

const form = (call: Call, request: Request, accounts: Account[]): Reply => {
  const fr = isFrench(call.headers['accept-language'])
  const network = titles[call.network]
  const kind = request.several ? 'checkbox' : 'radio'
  const rows = accounts.map((account, at) => {
    const checked = request.several || at === 0 ? ' checked' : ''
    return `<label><input type="${kind}" name="account" value="${escape(account.id)}"${checked}> ${escape(account.name)} <small>@${escape(account.handle)}</small></label>`
  })
  const asks = fr ? 'demande l’accès à ce compte' : 'asks for access to this account'
  const empty = fr
    ? 'Aucun compte ici : créez-en un par l’API de contrôle.'
    : 'No account here: make one through the control API.'
  return html(
    page(
      fr,
      `${network} — ${fr ? 'autorisation' : 'authorization'}`,
      `
    <h1>${escape(request.app.name)}</h1>
    <p>${escape(request.app.name)} ${asks} (${network}, ${fr ? 'simulé' : 'simulated'}).</p>
    <ul>${request.scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`).join('')}</ul>
    <form method="post"><fieldset>${rows.length === 0 ? `<p>${empty}</p>` : rows.join('')}</fieldset>
    <p><button name="decision" value="grant"${rows.length === 0 ? ' disabled' : ''}>${fr ? 'Autoriser' : 'Grant'}</button>
    <button name="decision" value="refuse">${fr ? 'Refuser' : 'Refuse'}</button></p></form>`,
    ),
  )
}

/** The page where a person grants or refuses; answered at once when the control API said so. */
export const decide = (call: Call, request: Request): Reply => {
  const accounts = call.world.accountsOf(call.network)
  if (call.method === 'POST') {
    const { fields } = call.parsed
    if (text(fields, 'decision') !== 'grant') return refuse(request)
    const chosen = new URLSearchParams(call.body.toString('utf8')).getAll('account')
    const picked = accounts.filter((account) => chosen.includes(account.id))
    return picked.length === 0
      ? form(call, request, accounts)
      : grant(call, request, request.several ? picked : picked.slice(0, 1))
  }
  const consent = call.world.consents.get(call.network)
  if (consent?.mode === 'refuse') return refuse(request)
  if (consent?.mode === 'grant') {
    const named =
      consent.account === null
        ? accounts
        : accounts.filter(({ id, handle }) => id === consent.account || handle === consent.account)
    const picked = request.several ? named : named.slice(0, 1)
    if (picked.length > 0) return grant(call, request, picked)
  }
  return form(call, request, accounts)
}

/** A page for what cannot be sent back to the app: an unknown app, an address that was not registered. */
export const refusedPage = (call: Call, message: string): Reply => {
  const fr = isFrench(call.headers['accept-language'])
  return html(
    page(
      fr,
      fr ? 'Demande refusée' : 'Request refused',
      `<h1>${fr ? 'Demande refusée' : 'Request refused'}</h1><p>${escape(message)}</p>`,
    ),
    400,
  )
}

export const isRegistered = (app: App, redirectUri: string): boolean =>
  app.redirectUris.length === 0 ? URL.canParse(redirectUri) : app.redirectUris.includes(redirectUri)
