import type { Instant } from '../shared/index.ts'
import { ALIKE, likeness, words } from './likeness.ts'

/** A post that an account shows: what a reader sees of it. `parent` is what it answers, `images` how many pictures it bears. */
export type SeenPost = { remoteId: string; at: Instant; text: string; parent: string | null; images: number }

/** What is looked for: the parts of one delivery that are not known to be out. `after` is the part before them, null when none is out. */
export type SoughtPost = {
  deliveryId: string
  after: string | null
  parts: readonly { text: string; images: number; isComment: boolean }[]
}

/**
 * What an account says of a delivery. out: all of it stands there. part: the beginning of it does. absent: none of it does, nor anything like it. unsure: something stands there that
 * may be it (another wording, other pictures, fewer than there should be of several alike).
 */
export type InAccount<Seen extends SeenPost> =
  | { kind: 'out' | 'part'; found: readonly Seen[] }
  | { kind: 'absent' }
  | { kind: 'unsure' }

/**
 * Looks for deliveries in the posts of their account by what a reader sees, since under which name they left is not known. `seen` holds what the ledger does not already know of, from
 * the last moment that it does know. Each post is taken for one delivery only.
 */
export function findInAccount<Seen extends SeenPost>(
  sought: readonly SoughtPost[],
  seen: readonly Seen[],
): Map<string, InAccount<Seen>> {
  const verdicts = new Map<string, InAccount<Seen>>()
  const posts = seen.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  const taken = new Set<string>()
  const alike = Map.groupBy(
    sought.filter(({ parts }) => parts.length > 0),
    ({ after, parts: [first] }) => JSON.stringify([after, words(first!.text).join(' '), first!.images]),
  )
  for (const twins of alike.values()) {
    const { after, parts } = twins[0]!
    const there = posts.filter((post) => post.parent === after && isSame(post, parts[0]!))
    // Fewer than there should be: which of the twins is out cannot be told.
    const unsure = there.length > 0 && there.length < twins.length
    if (unsure) for (const { remoteId } of there) taken.add(remoteId)
    for (const [index, twin] of twins.entries()) {
      const first = there[index]
      if (unsure) verdicts.set(twin.deliveryId, { kind: 'unsure' })
      else if (first) {
        const found = follow(twin.parts, first, posts)
        for (const { remoteId } of found) taken.add(remoteId)
        verdicts.set(twin.deliveryId, { kind: found.length === twin.parts.length ? 'out' : 'part', found })
      }
    }
  }
  const unexplained = posts.filter(({ remoteId }) => !taken.has(remoteId))
  for (const { deliveryId, parts } of sought) {
    if (verdicts.has(deliveryId)) continue
    const like = unexplained.some((post) => parts[0] !== undefined && likeness(post.text, parts[0].text) >= ALIKE)
    verdicts.set(deliveryId, { kind: like ? 'unsure' : 'absent' })
  }
  return verdicts
}

/** The first part, and those that answer each the one before. */
function follow<Seen extends SeenPost>(parts: SoughtPost['parts'], first: Seen, posts: readonly Seen[]): Seen[] {
  const found = [first]
  for (const part of parts.slice(1)) {
    const next = posts.find((post) => post.parent === found.at(-1)!.remoteId && isSame(post, part))
    if (!next) break
    found.push(next)
  }
  return found
}

const isSame = (post: SeenPost, part: { text: string; images: number }) =>
  post.images === part.images && words(post.text).join(' ') === words(part.text).join(' ')
