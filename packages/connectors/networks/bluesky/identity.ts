import type { Connector } from '../../sdk/index.ts'

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * A record key of its own for each step: a TID, that is microseconds and a random clock number, sortable as text. Steps are a millisecond
 * apart, so that a thread reads in order. Source: atproto.com/specs/tid.
 */
export const mintIdentity: Connector['mintIdentity'] = (now, random, step) => {
  const at = now.add({ milliseconds: step })
  const [high = 0, low = 0] = random(2)
  const clock = BigInt(((high << 8) | low) & 0x3ff)
  const createdAt = Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds).toString({
    smallestUnit: 'millisecond',
  })
  return { key: base32Sortable(((at.epochNanoseconds / 1000n) << 10n) | clock), createdAt }
}

function base32Sortable(value: bigint): string {
  let text = ''
  for (let left = value, i = 0; i < 13; i++, left >>= 5n) text = `${ALPHABET[Number(left & 31n)] ?? ''}${text}`
  return text
}
