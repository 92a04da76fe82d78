import { connectFormOf, SimulatedAccount } from '@comptoir/connectors/simulated'
import { inAgency } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { connectWithFields } from '@comptoir/operations/channels'
import { likenChannel, type StageChannel } from '@comptoir/operations/rehearsal'
import type { Desk } from '../dispatch/desk.ts'
import { type Simulator, SimulatorFailed } from './simulator.ts'

/** The account that plays a channel. */
export type Stand = { channelId: string; network: string; handle: string }

const PLAYED = ['bluesky', 'mastodon', 'facebook', 'x'] as const
const isPlayed = (network: string) => PLAYED.some((one) => one === network)

/** Makes an account on the simulated networks for each connected channel, and connects the channel to it by the connector's own road. */
export async function connectAccounts(
  desk: Desk,
  agencyId: string,
  simulator: Simulator,
  actor: Actor & { kind: 'member' },
  channels: readonly StageChannel[],
): Promise<Stand[]> {
  const stands: Stand[] = []
  for (const [index, channel] of channels.entries()) {
    const { network } = channel
    if (!channel.isConnected || !isPlayed(network)) continue
    const handle = `rehearsal${index}${network === 'bluesky' ? '.bsky.test' : ''}`
    const account = await simulator.control('POST', '/accounts', SimulatedAccount, {
      network,
      handle,
      name: channel.name || channel.handle,
      followers: 1000,
    })
    const outcome = await connectWithFields(
      desk.services,
      desk.outside,
      { agencyId, actor, sessionId: 'rehearsal' },
      { clientId: channel.clientId, channelId: channel.id, network, ...connectFormOf(network, account) },
    )
    if (outcome.kind !== 'connected') throw new SimulatorFailed(`${network}: ${JSON.stringify(outcome)}`)
    await inAgency(desk.services.db, agencyId, (tx) => likenChannel(tx, channel))
    stands.push({ channelId: channel.id, network, handle })
  }
  return stands
}
