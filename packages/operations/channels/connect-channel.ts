import { inAgency } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import type { Account, Connected, Connector, Failure } from '@comptoir/connectors/sdk'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { networkAppKeys } from '../agency/index.ts'
import type { Outside } from '../connectors-ports/index.ts'
import type { Services } from '../services/index.ts'
import { found, mintLink, readLink } from '../shared/index.ts'
import { type ConnectFor, keepPending, replaceKept, takePending } from './pending-connection.ts'
import { saveAccount, type SaveRefused } from './save-account.ts'

type Member = Actor & { kind: 'member' }
type House = Pick<Services, 'db' | 'keys' | 'settings'>
type Who = { agencyId: string; actor: Member; sessionId: string }

export type ConnectOutcome =
  | { kind: 'connected'; channelIds: string[] }
  | { kind: 'choose'; pendingId: string }
  | { kind: 'failed'; failure: Failure }
  | SaveRefused
  | Refused<'unknown-method' | 'no-account' | 'app-keys-missing'>

export type ConnectInput = ConnectFor & { fields: Record<string, string> }

/** Connects with what a form asks for: an app password, a token. No transaction is open while the network is asked. */
export async function connectWithFields(
  house: House,
  outside: Outside,
  who: Who,
  input: ConnectInput,
): Promise<ConnectOutcome> {
  const connector = await connectorFor(house, who, input)
  const method = connector?.manifest.connect.find((one) => one.id === input.method)
  if (!connector?.connectWithFields || !method || method.kind === 'oauth2') return refused('unknown-method')
  const connected = await connector.connectWithFields(outside.portsBefore(), {
    method: method.id,
    fields: input.fields,
  })
  if (connected.kind !== 'connected') return { kind: 'failed', failure: connected }
  return settleAccounts(house, outside, who, connector, input, connected, null)
}

/** Starts OAuth: the address to send the browser to. */
export async function beginOAuth(
  house: House,
  outside: Outside,
  who: Who,
  input: ConnectInput,
): Promise<
  | { kind: 'redirect'; url: string }
  | { kind: 'failed'; failure: Failure }
  | Refused<'unknown-method' | 'app-keys-missing'>
> {
  const connector = await connectorFor(house, who, input)
  const method = connector?.manifest.connect.find((one) => one.id === input.method)
  if (!connector?.beginOAuth || method?.kind !== 'oauth2') return refused('unknown-method')
  const baseUrl = baseUrlIn(input.fields, method.fields)
  const app = await appKeys(house, who.agencyId, input.network, baseUrl)
  if (method.app === 'agency' && !app) return refused('app-keys-missing')
  const link = mintLink(who.agencyId)
  const begun = await connector.beginOAuth(outside.portsBefore(), {
    method: method.id,
    fields: input.fields,
    redirectUri: redirectUri(house),
    state: link.token,
    app,
  })
  if (begun.kind !== 'redirect') return { kind: 'failed', failure: begun }
  await inAgency(house.db, who.agencyId, (tx) =>
    keepPending(tx, house.keys, {
      ...input,
      sessionId: who.sessionId,
      memberId: who.actor.memberId,
      baseUrl,
      link,
      kept: { step: 'redirected', method: method.id, pending: begun.pending },
    }),
  )
  return { kind: 'redirect', url: begun.url }
}

/** Takes the network's answer. The state is good once, and only in the session that began: a link sent by somebody else connects nothing. */
export async function finishOAuth(
  house: House,
  outside: Outside,
  who: Who,
  query: Record<string, string>,
): Promise<ConnectOutcome & { network?: string }> {
  const link = readLink(query.state ?? '')
  if (!link || link.agencyId !== who.agencyId) return refused('unknown-method')
  const pending = await inAgency(house.db, who.agencyId, (tx) =>
    takePending(tx, house.keys, { hash: link.hash, sessionId: who.sessionId }),
  )
  const connector = connectorOf(pending.network)
  if (!connector?.finishOAuth || pending.kept.step !== 'redirected') return refused('unknown-method')
  const connected = await connector.finishOAuth(outside.portsBefore(), {
    pending: pending.kept.pending,
    query,
    redirectUri: redirectUri(house),
    app: await appKeys(house, who.agencyId, pending.network, pending.baseUrl),
  })
  if (connected.kind !== 'connected') return { kind: 'failed', failure: connected, network: pending.network }
  const outcome = await settleAccounts(
    house,
    outside,
    who,
    connector,
    { ...pending, method: pending.kept.method },
    connected,
    pending.id,
  )
  return { ...outcome, network: pending.network }
}

/** Connects the accounts that a person chose among those that the credentials speak for. */
export async function chooseAccounts(
  house: House,
  outside: Outside,
  who: Who,
  input: { pendingId: string; remoteIds: readonly string[] },
): Promise<ConnectOutcome> {
  const pending = await inAgency(house.db, who.agencyId, (tx) =>
    takePending(tx, house.keys, { id: input.pendingId, sessionId: who.sessionId }),
  )
  const connector = connectorOf(pending.network)
  if (!connector || pending.kept.step !== 'choosing') return refused('unknown-method')
  const { kept } = pending
  const chosen = kept.accounts.filter((one) => input.remoteIds.includes(one.remoteId))
  if (chosen.length === 0) return refused('no-account')
  return saveAccounts(house, outside, who, connector, pending, chosen, kept.scopes)
}

async function settleAccounts(
  house: House,
  outside: Outside,
  who: Who,
  connector: Connector,
  connectFor: ConnectFor,
  connected: Connected,
  pendingId: string | null,
): Promise<ConnectOutcome> {
  const listed = await connector.listAccounts(outside.portsBefore(), connected)
  if (listed.kind !== 'accounts') return { kind: 'failed', failure: listed }
  const { accounts } = listed
  if (accounts.length === 0) return refused('no-account')
  const scopes = [...connected.scopes]
  // One account needs no choice; nor does a channel that is connected again, whose account is known.
  if (accounts.length === 1 || connectFor.channelId)
    return saveAccounts(house, outside, who, connector, connectFor, accounts, scopes)
  const kept = { step: 'choosing' as const, method: connectFor.method, accounts, scopes }
  const id = await inAgency(house.db, who.agencyId, async (tx) => {
    if (pendingId) {
      await replaceKept(tx, house.keys, pendingId, kept)
      return pendingId
    }
    return keepPending(tx, house.keys, {
      ...connectFor,
      sessionId: who.sessionId,
      memberId: who.actor.memberId,
      baseUrl: connected.baseUrl,
      kept,
    })
  })
  return { kind: 'choose', pendingId: id }
}

async function saveAccounts(
  house: House,
  outside: Outside,
  who: Who,
  connector: Connector,
  connectFor: Pick<ConnectFor, 'clientId' | 'channelId' | 'network'>,
  accounts: readonly Account[],
  scopes: readonly string[],
): Promise<ConnectOutcome> {
  // The account's own limits are asked for before anything is written; without an answer the manifest's hold until the next check.
  const ready = await Promise.all(
    accounts.map(async (account) => {
      const answer = await connector.rulesOf(outside.portsBefore(), {
        remoteId: account.remoteId,
        handle: account.handle,
        baseUrl: account.baseUrl,
        credentials: account.credentials,
        rules: null,
      })
      return { account, rules: answer.kind === 'rules' ? answer.rules : null }
    }),
  )
  return inAgency(house.db, who.agencyId, async (tx) => {
    const channelIds: string[] = []
    for (const { account, rules } of ready) {
      const saved = await saveAccount(tx, house.keys, who.actor, { ...connectFor, account, rules, scopes })
      if (saved.kind === 'skipped') continue
      if (saved.kind === 'refused') return saved
      channelIds.push(saved.id)
    }
    if (channelIds.length === 0) return refused('another-account')
    return { kind: 'connected', channelIds }
  })
}

/** The connector, once client and channel are known to be this agency's. */
async function connectorFor(house: House, who: Who, input: ConnectFor): Promise<Connector | null> {
  await inAgency(house.db, who.agencyId, async (tx) => {
    found(await tx.selectFrom('clients').select('id').where('id', '=', input.clientId).executeTakeFirst(), 'client')
    if (input.channelId)
      found(
        await tx
          .selectFrom('channels')
          .select('id')
          .where('id', '=', input.channelId)
          .where('client_id', '=', input.clientId)
          .executeTakeFirst(),
        'channel',
      )
  })
  return connectorOf(input.network)
}

const redirectUri = (house: House) => `${house.settings.url}/connect/callback`

function appKeys(house: House, agencyId: string, network: string, baseUrl: string) {
  return inAgency(house.db, agencyId, (tx) => networkAppKeys(tx, house.keys, network, baseUrl))
}

function baseUrlIn(
  fields: Record<string, string>,
  known: readonly { name: string; baseUrl: boolean; default: string | null }[],
): string {
  const field = known.find((one) => one.baseUrl)
  return field ? (fields[field.name] || field.default || '').replace(/\/+$/, '') : ''
}
