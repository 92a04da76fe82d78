import type { Database } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import type { Account, Rules } from '@comptoir/connectors/sdk'
import { connectFormOf } from '@comptoir/connectors/testing'
import { openOutside } from '@comptoir/operations/connectors-ports'
import type { Settings } from '@comptoir/operations/settings'
import type { SimulatedAccount } from '@comptoir/simulator'
import type { ChannelKey } from './cast.ts'

/** What the network answered when its account was connected. */
export type ConnectedAccount = { account: Account; rules: Rules | null; scopes: readonly string[] }

/** Connects simulated accounts as a person would: the form is filled in, the network is asked. No transaction is open meanwhile. */
export async function connectAccounts(
  house: { db: Database; settings: Settings },
  accounts: ReadonlyMap<ChannelKey, SimulatedAccount>,
): Promise<Map<ChannelKey, ConnectedAccount>> {
  const outside = openOutside(house)
  try {
    const connected = new Map<ChannelKey, ConnectedAccount>()
    for (const [key, account] of accounts) connected.set(key, await connectOne(outside, account))
    return connected
  } finally {
    await outside.close()
  }
}

async function connectOne(
  outside: ReturnType<typeof openOutside>,
  simulated: SimulatedAccount,
): Promise<ConnectedAccount> {
  const connector = connectorOf(simulated.network)
  const credentials = Object.fromEntries(
    Object.entries(simulated.credentials).map(([network, own]) => [network, { ...own }]),
  )
  const form = connectFormOf(simulated.network, { ...simulated, credentials })
  const ports = outside.portsBefore()
  const answer = await connector?.connectWithFields?.(ports, form)
  if (!connector || answer?.kind !== 'connected')
    throw new Error(`${simulated.handle} was not connected: ${answer?.kind}`)
  const listed = await connector.listAccounts(ports, answer)
  const account = listed.kind === 'accounts' ? listed.accounts[0] : undefined
  if (!account) throw new Error(`${simulated.handle} names no account: ${listed.kind}`)
  const told = await connector.rulesOf(ports, {
    remoteId: account.remoteId,
    handle: account.handle,
    baseUrl: account.baseUrl,
    credentials: account.credentials,
    rules: null,
  })
  return { account, rules: told.kind === 'rules' ? told.rules : null, scopes: answer.scopes }
}
