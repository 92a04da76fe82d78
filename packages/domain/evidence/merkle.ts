import type { Id } from '../shared/index.ts'
import { hashOf } from './chain.ts'
import type { Sha256 } from './record.ts'

/** One step up a Merkle tree: the hash that stands beside, and on which side. */
export type Step = { side: 'left' | 'right'; hash: Sha256 }

/** The leaf of a post in a day's tree: nobody reads from it which post it is. */
export function leafHash(postId: Id, head: Sha256): Promise<Sha256> {
  return hashOf({ leaf: { postId, head } })
}

const nodeHash = (left: Sha256, right: Sha256) => hashOf({ node: [left, right] })

/** The floors of a tree, from its leaves to its root; one that stands alone on its floor goes up as it is. */
async function floorsOf(leaves: readonly Sha256[]): Promise<Sha256[][]> {
  const floors: Sha256[][] = [[...leaves]]
  for (let floor = floors[0]!; floor.length > 1;) {
    const above: Sha256[] = []
    for (let place = 0; place < floor.length; place += 2) {
      const [left, right] = [floor[place]!, floor[place + 1]]
      above.push(right === undefined ? left : await nodeHash(left, right))
    }
    floors.push(above)
    floor = above
  }
  return floors
}

/** The root of a tree over at least one leaf. */
export async function rootOf(leaves: readonly Sha256[]): Promise<Sha256> {
  const root = (await floorsOf(leaves)).at(-1)?.[0]
  if (root === undefined) throw new RangeError('A tree has at least one leaf')
  return root
}

/** The way from the leaf at `place` (from 0) to the root. */
export async function pathOf(leaves: readonly Sha256[], place: number): Promise<Step[]> {
  const steps: Step[] = []
  let here = place
  for (const floor of await floorsOf(leaves)) {
    const isLeft = here % 2 === 0
    const beside = floor[isLeft ? here + 1 : here - 1]
    if (beside !== undefined) steps.push({ side: isLeft ? 'right' : 'left', hash: beside })
    here = Math.floor(here / 2)
  }
  return steps
}

/** The root that a leaf and its way lead to. */
export async function rootFrom(leaf: Sha256, path: readonly Step[]): Promise<Sha256> {
  let hash = leaf
  for (const step of path) hash = await (step.side === 'left' ? nodeHash(step.hash, hash) : nodeHash(hash, step.hash))
  return hash
}
