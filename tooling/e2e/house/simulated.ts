import { connectFormOf, SimulatedAccount } from '@comptoir/connectors/testing'
import type { StartedHouse } from './start.ts'

/** A new account on a simulated network, with an audience; answers its connect form filled in. */
export async function simulatedAccount(house: Pick<StartedHouse, 'simulator'>, network: string, handle: string) {
  const answer = await fetch(`${house.simulator}/_control/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ network, handle, name: 'Orphée Lanceurs', followers: 1200 }),
  })
  if (!answer.ok) throw new Error(`no account on ${network}: ${await answer.text()}`)
  return connectFormOf(network, SimulatedAccount.parse(await answer.json()))
}
