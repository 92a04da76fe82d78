import { inAgency } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { connectWithFields } from '@comptoir/operations/channels'
import { likenChannel, type StageChannel } from '@comptoir/operations/rehearsal'
import { z } from 'zod'
import type { Desk } from '../dispatch/desk.ts'
import { type Simulator, SimulatorFailed } from './simulator.ts'

/** An account as the simulator's control API tells it. */
const Account = z.object({
  handle: z.string(),
  base: z.string(),
  credentials: z.record(z.string(), z.record(z.string(), z.string())),
})
type Account = z.output<typeof Account>

/** The account that plays a channel. */
export type Stand = { channelId: string; network: string; handle: string }

const PLAYED = ['bluesky', 'mastodon', 'facebook', 'x'] as const
type Played = (typeof PLAYED)[number]
const isPlayed = (network: string): network is Played => PLAYED.some((one) => one === network)

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
    const account = await simulator.control('POST', '/accounts', Account, {
      network,
      handle,
      name: channel.name || channel.handle,
      followers: 1000,
    })
    const outcome = await connectWithFields(
      desk.services,
      desk.outside,
      { agencyId, actor, sessionId: 'rehearsal' },
      { clientId: channel.clientId, channelId: channel.id, network, ...formOf(network, account) },
    )
    if (outcome.kind !== 'connected') throw new SimulatorFailed(`${network}: ${JSON.stringify(outcome)}`)
    await inAgency(desk.services.db, agencyId, (tx) => likenChannel(tx, channel))
    stands.push({ channelId: channel.id, network, handle })
  }
  return stands
}

/** The fields of each network's form, as the simulator's account fills them. */
function formOf(network: Played, account: Account): { method: string; fields: Record<string, string> } {
  const given = (name: string) => account.credentials[network]?.[name] ?? ''
  switch (network) {
    case 'bluesky':
      return {
        method: 'app-password',
        fields: { identifier: given('identifier'), password: given('password'), service: account.base },
      }
    case 'mastodon':
      return { method: 'access-token', fields: { server: account.base, accessToken: given('accessToken') } }
    case 'facebook':
      return { method: 'access-token', fields: { baseUrl: account.base, accessToken: given('pageAccessToken') } }
    case 'x':
      return {
        method: 'access-token',
        fields: {
          baseUrl: account.base,
          accessToken: given('accessToken'),
          refreshToken: given('refreshToken'),
          clientId: given('clientId'),
          clientSecret: given('clientSecret'),
        },
      }
  }
}
