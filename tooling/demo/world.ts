import type { SimulatedAccount, SimulatorControl } from '@comptoir/simulator'
import { type CastChannel, type ChannelKey, CHANNELS, type ClientKey } from './cast.ts'
import { mornings } from './curve.ts'
import { PARIS, type StoryTime } from './story-time.ts'

export const CLIENT_NAMES: Readonly<Record<ClientKey, string>> = {
  orphee: 'Orphée Lanceurs',
  delvoye: 'Filatures Delvoye',
  dentelles: 'Musée des Dentelles',
}

/** The instant at which the figures of a morning are read. */
export function morningOf(time: StoryTime, day: number): Temporal.Instant {
  return time.lastReading.toZonedDateTimeISO(PARIS).add({ days: day }).toInstant()
}

/** Opens the demo's accounts on the simulated networks, each with the public that its curve tells. */
export async function openAccounts(
  control: SimulatorControl,
  time: StoryTime,
): Promise<Map<ChannelKey, SimulatedAccount>> {
  await closeAccounts(control)
  const accounts = new Map<ChannelKey, SimulatedAccount>()
  for (const channel of CHANNELS) accounts.set(channel.key, await openAccount(control, channel, time))
  return accounts
}

export function openAccount(
  control: SimulatorControl,
  channel: CastChannel,
  time: StoryTime,
): Promise<SimulatedAccount> {
  const { network, handle, description, client, perDay } = channel
  const curve = mornings(channel, time).map(({ day, value }) => ({
    at: morningOf(time, day).toString(),
    followers: value,
  }))
  return control.createAccount({
    network,
    handle,
    description,
    name: CLIENT_NAMES[client],
    language: 'fr',
    audience: { curve, perDay },
  })
}

/** Closes them, with everything that was posted on them. Accounts that are not the demo's stay. */
export async function closeAccounts(control: SimulatorControl): Promise<void> {
  for (const { network, handle } of await accountsThere(control)) await control.removeAccount(network, handle)
}

export async function accountsThere(control: SimulatorControl): Promise<SimulatedAccount[]> {
  return (await control.accounts()).filter((account) =>
    CHANNELS.some(({ network, handle }) => network === account.network && handle === account.handle),
  )
}
