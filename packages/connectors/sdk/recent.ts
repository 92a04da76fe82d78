import type { RecentOrder, RecentPost, RecentPosts } from './contract.ts'
import type { Failure } from './failure.ts'

/** One page of an account's posts, newest first; `next` asks for the one after it, null at the end. */
export type RecentPage = { kind: 'page'; posts: RecentPost[]; next: string | null }

/** Turns pages of an account's posts, until all that is wanted is read. What `limit` cuts off is told by `complete`. */
export async function readPages(
  order: RecentOrder,
  page: (cursor: string | null, left: number) => Promise<RecentPage | Failure>,
): Promise<RecentPosts | Failure> {
  const posts: RecentPost[] = []
  const isWanted = ({ at }: RecentPost) => order.since === null || Temporal.Instant.compare(at, order.since) >= 0
  for (let cursor: string | null = null; ;) {
    const read = await page(cursor, order.limit - posts.length)
    if (read.kind !== 'page') return read
    const wanted = read.posts.filter(isWanted)
    posts.push(...wanted)
    // A page with something too old on it is the last that can hold anything wanted.
    if (read.next === null || wanted.length < read.posts.length)
      return { kind: 'recent', posts: posts.slice(0, order.limit), complete: posts.length <= order.limit }
    if (posts.length >= order.limit) return { kind: 'recent', posts: posts.slice(0, order.limit), complete: false }
    cursor = read.next
  }
}
