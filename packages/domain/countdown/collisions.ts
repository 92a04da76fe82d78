import type { Id, Instant } from '../shared/index.ts'

/** A post at an instant on a channel. */
export type Placed = { postId: Id; channelId: Id; at: Instant }

/** Two posts too close to each other on one channel; `first` is the earlier one. */
export type Collision = { channelId: Id; first: Placed; second: Placed; apartSeconds: number }

/** Every pair of different posts on one channel that lie closer together than so many minutes. */
export function findCollisions(placed: readonly Placed[], minutes: number): Collision[] {
  const limit = minutes * 60_000
  const found: Collision[] = []
  for (const [channelId, posts] of Map.groupBy(placed, (post) => post.channelId)) {
    const sorted = posts.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
    for (const [index, first] of sorted.entries()) {
      for (const second of sorted.slice(index + 1)) {
        const apart = second.at.epochMilliseconds - first.at.epochMilliseconds
        if (apart >= limit) break
        if (second.postId !== first.postId) found.push({ channelId, first, second, apartSeconds: apart / 1000 })
      }
    }
  }
  return found
}
