import { pullOf } from '../core/engagement.ts'
import type { Account, Arrival, ArrivalKind, AttachedMedia, Post } from '../core/types.ts'
import type { World } from '../core/world.ts'
import { postUrl } from './permalinks.ts'
import type { Call } from './sheet.ts'

export interface NewPost {
  id: string
  text: string
  media?: AttachedMedia[]
  link?: string | null
  replyTo?: string | null
  language?: string
  published?: boolean
  identity?: string | null
  createdAt?: number
  details?: Record<string, unknown>
}

/** A post as it is born of an API call. */
export const makePost = (call: Call, account: Account, given: NewPost): Post => {
  const media = given.media ?? []
  return {
    network: call.network,
    id: given.id,
    accountId: account.id,
    text: given.text,
    createdAt: given.createdAt ?? call.now,
    media,
    link: given.link ?? null,
    replyTo: given.replyTo ?? null,
    language: given.language ?? account.language,
    published: given.published ?? true,
    live: true,
    visibleFrom: call.now + call.hiddenForMs,
    editedAt: null,
    deletedAt: null,
    pull: pullOf(given.text, media.length, (given.replyTo ?? null) !== null),
    identity: given.identity ?? null,
    details: given.details ?? {},
  }
}

export const mediaFacts = (world: World, post: Post): Arrival['media'] =>
  post.media.map(({ mediaId, alt }) => {
    const media = world.mediaOf(post.network, mediaId)
    return { sha256: media?.sha256 ?? '', bytes: media?.bytes ?? 0, mime: media?.mime ?? '', alt }
  })

/** Writes down that the network accepted this, with the instant at which the request came. */
export const arrive = (
  call: Call,
  account: Account,
  kind: ArrivalKind,
  post: Post,
  identity: string | null = post.identity,
): void => {
  call.arrivals.push(
    call.world.arrivals.add({
      kind,
      network: post.network,
      accountId: account.id,
      account: account.handle,
      remoteId: post.id,
      url: postUrl(call.world, account, post),
      text: post.text,
      link: post.link,
      replyTo: post.replyTo,
      media: mediaFacts(call.world, post),
      identity,
      at: call.arrivedAt,
      networkAt: new Date(call.now).toISOString(),
      answer: 'sent',
    }),
  )
}

/** Marks as deleted, and writes it down. */
export const removePost = (call: Call, account: Account, post: Post): void => {
  post.deletedAt = call.now
  if (post.published) call.world.withdrawn(post)
  arrive(call, account, 'delete', post)
  call.world.changed()
}
