import { z } from 'zod'
import { Id, Instant, NetworkId } from '../shared/index.ts'

/**
 * connected: works · reconnect: the network refused its credentials · disconnected: a person took it off · by-hand:
 * posted by people, never by us.
 */
export const ChannelState = z.enum(['connected', 'reconnect', 'disconnected', 'by-hand'])
export type ChannelState = z.output<typeof ChannelState>

/** A client's account on a network. `credentialsExpireAt` is null when they do not expire. */
export const Channel = z.object({
  id: Id,
  clientId: Id,
  network: NetworkId,
  remoteId: z.string().max(300).nullable(),
  handle: z.string().trim().min(1).max(200),
  displayName: z.string().trim().max(200),
  state: ChannelState,
  credentialsExpireAt: Instant.nullable(),
  lastHeardAt: Instant.nullable(),
})
export type Channel = z.output<typeof Channel>

/** Adds a channel that people post to by hand. */
export const AddChannelByHand = z.object({
  clientId: Id,
  network: NetworkId,
  handle: Channel.shape.handle,
  displayName: Channel.shape.displayName.default(''),
})
export type AddChannelByHand = z.output<typeof AddChannelByHand>
