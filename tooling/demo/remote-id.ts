import type { Network } from '@comptoir/simulator'

const SORTABLE = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * The id that a network would have given a post at an instant: the same day tells the same ids, and with them the same figures. `place` keeps two
 * posts of one instant apart.
 */
export function remoteIdOf(network: Network, accountId: string, at: Temporal.Instant, place: number): string {
  const ms = BigInt(at.epochMilliseconds)
  const n = BigInt(place)
  switch (network) {
    case 'bluesky':
      return `at://${accountId}/app.bsky.feed.post/${sortable(((ms * 1000n + (n % 1000n)) << 10n) | 7n)}`
    case 'mastodon':
      return String((ms << 16n) + n)
    case 'facebook':
      return `${accountId}_${ms * 1000n + 122_000_000_000_000n + (n % 1000n)}`
    case 'x':
      return String(((ms - 1_288_834_974_657n) << 22n) + n)
  }
}

function sortable(value: bigint): string {
  return Array.from({ length: 13 }, (_, index) => SORTABLE[Number((value >> BigInt((12 - index) * 5)) & 31n)]).join('')
}
