import { recordCid, graphId, snowflake, statusId, tid } from '../core/ids.ts'
import { pullOf } from '../core/engagement.ts'
import { sniff } from '../core/media-type.ts'
import type { Account, AttachedMedia, Post } from '../core/types.ts'
import type { World } from '../core/world.ts'
import { postUrl } from '../networks/permalinks.ts'
import { array, instant, number, object, optional, string, wrong } from './read.ts'

const idFor = (account: Account, at: number): string => {
  switch (account.network) {
    case 'bluesky':
      return `at://${account.id}/app.bsky.feed.post/${tid(at)}`
    case 'mastodon':
      return statusId(at)
    case 'facebook':
      return `${account.id}_${graphId(at)}`
    case 'x':
      return snowflake(at)
  }
}

const addImage = (world: World, account: Account, value: unknown, at: number): AttachedMedia => {
  const fields = object(value, 'images[]')
  const bytes = Buffer.from(string(fields, 'dataBase64'), 'base64')
  const seen = sniff(bytes) ?? wrong('images[].dataBase64 is no image that a network takes')
  const id = account.network === 'bluesky' ? recordCid({ image: bytes.toString('base64') }) : graphId(at)
  const alt = optional(fields, 'alt', string) ?? ''
  world.addMedia({
    id,
    network: account.network,
    accountId: account.id,
    sha256: world.bytes.put(bytes),
    bytes: bytes.length,
    mime: seen.mime,
    alt,
    width: seen.width,
    height: seen.height,
    createdAt: at,
    readyAt: at,
    failed: false,
    details: {},
  })
  return { mediaId: id, alt }
}

/** A post of the past: no arrival, no followers drawn. */
export const addPastPost = (world: World, account: Account, value: unknown): Post => {
  const fields = object(value, 'posts[]')
  const at = instant(fields, 'at')
  const text = string(fields, 'text')
  const media = (optional(fields, 'images', array) ?? []).map((image) => addImage(world, account, image, at))
  const record = { $type: 'app.bsky.feed.post', text, createdAt: new Date(at).toISOString(), langs: [account.language] }
  const post: Post = {
    network: account.network,
    id: optional(fields, 'id', string) ?? idFor(account, at),
    accountId: account.id,
    text,
    createdAt: at,
    media,
    link: /https?:\/\/\S+/.exec(text)?.[0] ?? null,
    replyTo: null,
    language: account.language,
    published: true,
    live: false,
    visibleFrom: at,
    editedAt: null,
    deletedAt: null,
    pull: optional(fields, 'pull', number) ?? pullOf(text, media.length, false),
    identity: null,
    details: account.network === 'bluesky' ? { record, cid: recordCid(record) } : {},
  }
  if (world.post(post.network, post.id) !== undefined) wrong(`id ${post.id} is taken`)
  world.addPost(post)
  return post
}

export const shownPost = (world: World, account: Account, post: Post, at: number): Record<string, unknown> => ({
  network: post.network,
  account: account.handle,
  id: post.id,
  url: postUrl(world, account, post),
  at: new Date(post.createdAt).toISOString(),
  text: post.text,
  link: post.link,
  replyTo: post.replyTo,
  published: post.published,
  editedAt: post.editedAt === null ? null : new Date(post.editedAt).toISOString(),
  media: post.media.map(({ mediaId, alt }) => {
    const media = world.mediaOf(post.network, mediaId)
    return { sha256: media?.sha256 ?? '', bytes: media?.bytes ?? 0, mime: media?.mime ?? '', alt }
  }),
  visible: world.readable(post),
  deleted: post.deletedAt !== null,
  figures: world.figures(post, at),
})
