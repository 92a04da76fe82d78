import type { Connector } from './contract.ts'

/** A random key per step, and its instant: an idempotency key, or a mere marker where the network takes none. */
export const markerIdentity: Connector['mintIdentity'] = (now, random, step) => ({
  key: Buffer.from(random(16)).toString('hex'),
  createdAt: now.add({ milliseconds: step }).toString({ smallestUnit: 'millisecond' }),
})
