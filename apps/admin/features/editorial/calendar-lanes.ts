import type { Outputs } from '../../data/trpc.ts'
import { networkName } from '../../components/network-mark.tsx'
import type { Card } from './use-calendar.ts'

export type Lane = { id: string; label: string; note: string; network: string | null; holds: (post: Card) => boolean }

interface Material {
  by: 'client' | 'channel'
  posts: readonly Card[]
  channels: Outputs['channels']['list']
  clients: Outputs['clients']['list']
}

/** The lanes that hold something, by client or by channel; a post to several channels stands in each of them. */
export function lanesOf({ by, posts, channels, clients }: Material): Lane[] {
  const lanes: Lane[] =
    by === 'client'
      ? clients.map(({ id, name }) => ({
          id,
          label: name,
          note: '',
          network: null,
          holds: (post) => post.clientId === id,
        }))
      : channels.map(({ id, network, handle, clientName }) => ({
          id,
          label: `${networkName(network)} ${handle}`,
          note: clientName,
          network,
          holds: (post) => post.channels.includes(id),
        }))
  return lanes.filter(({ holds }) => posts.some(holds))
}
