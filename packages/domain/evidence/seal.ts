import { canonicalJson } from '../editorial/index.ts'
import { hashOf, isJson } from './chain.ts'
import type { Pack } from './pack.ts'

/** The hash over a whole pack, but for the hash itself. */
export async function packHash({ hash: _hash, ...rest }: Pack | (Omit<Pack, 'hash'> & { hash?: never })) {
  return hashOf(rest)
}

/** Closes a pack with the hash over all of it. */
export async function sealPack(open: Omit<Pack, 'hash'>): Promise<Pack> {
  return { ...open, hash: await hashOf(open) }
}

/** A pack as it stands in a file: its one canonical form and a line end. */
export function packText(pack: Pack): string {
  if (!isJson(pack)) throw new RangeError('Only JSON has a canonical form')
  return `${canonicalJson(pack)}\n`
}
