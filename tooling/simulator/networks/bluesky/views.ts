import { quoteShare, remarkOf, commentCount } from '../../core/engagement.ts'
import type { Account, Post } from '../../core/types.ts'
import { isObject } from '../../http/body.ts'
import { json, type Reply } from '../../http/reply.ts'
import { avatarUrl, mediaUrl } from '../permalinks.ts'
import type { Call } from '../sheet.ts'
import { invalid, refused } from './errors.ts'

const basic = (call: Call, account: Account): Record<string, unknown> => ({
  did: account.id,
  handle: account.handle,
  displayName: account.name,
  avatar: avatarUrl(call.world, account),
  associated: { activitySubscription: { allowSubscriptions: 'followers' } },
  labels: [],
  createdAt: new Date(account.createdAt).toISOString(),
})

const visiblePosts = (call: Call, account: Account): Post[] =>
  call.world.postsOf(account).filter((post) => call.world.readable(post, call.now))

const detailed = (call: Call, account: Account): Record<string, unknown> => ({
  ...basic(call, account),
  description: account.description,
  indexedAt: new Date(account.createdAt).toISOString(),
  followersCount: call.world.followers(account, call.now),
  followsCount: 180,
  postsCount: call.world.publicCount(account),
})

export const getProfile = (call: Call): Reply => {
  const actor = call.query.get('actor')
  if (actor === null) return invalid('Error: Params must have the property "actor"')
  const account = call.world.account('bluesky', actor)
  return account === undefined ? invalid('Profile not found') : json(detailed(call, account))
}

export const getProfiles = (call: Call): Reply => {
  const accounts = call.query.getAll('actors').flatMap((actor) => call.world.account('bluesky', actor) ?? [])
  return json({ profiles: accounts.map((account) => detailed(call, account)) })
}

export const resolveHandle = (call: Call): Reply => {
  const account = call.world.account('bluesky', call.query.get('handle') ?? '')
  return account === undefined ? invalid('Unable to resolve handle') : json({ did: account.id })
}

const embedView = (call: Call, embed: unknown): Record<string, unknown> | null => {
  if (!isObject(embed)) return null
  if (embed['$type'] === 'app.bsky.embed.images' && Array.isArray(embed['images'])) {
    const images = embed['images'].flatMap((image) => {
      if (!isObject(image) || !isObject(image['image']) || !isObject(image['image']['ref'])) return []
      const url = mediaUrl(call.world, { network: 'bluesky', id: String(image['image']['ref']['$link']) })
      return [
        {
          thumb: url,
          fullsize: url,
          alt: image['alt'],
          ...(image['aspectRatio'] !== undefined && { aspectRatio: image['aspectRatio'] }),
        },
      ]
    })
    return { $type: 'app.bsky.embed.images#view', images }
  }
  if (embed['$type'] === 'app.bsky.embed.external' && isObject(embed['external'])) {
    const { uri, title, description } = embed['external']
    return { $type: 'app.bsky.embed.external#view', external: { uri, title, description } }
  }
  return null
}

export const postView = (call: Call, account: Account, post: Post): Record<string, unknown> => {
  const figures = call.world.figures(post, call.now)
  const record = post.details['record']
  const embed = isObject(record) ? embedView(call, record['embed']) : null
  const quotes = Math.floor(figures.shares * quoteShare(post))
  return {
    uri: post.id,
    cid: post.details['cid'],
    author: basic(call, account),
    record,
    ...(embed !== null && { embed }),
    bookmarkCount: Math.floor(figures.reactions / 20),
    replyCount: figures.comments,
    repostCount: figures.shares - quotes,
    likeCount: figures.reactions,
    quoteCount: quotes,
    indexedAt: new Date(post.createdAt).toISOString(),
    labels: [],
  }
}

const found = (call: Call, uri: string): { account: Account; post: Post } | null => {
  const post = call.world.post('bluesky', uri)
  const account = post === undefined ? undefined : call.world.account('bluesky', post.accountId)
  return post === undefined || account === undefined || !call.world.readable(post, call.now) ? null : { account, post }
}

export const getPosts = (call: Call): Reply => {
  const uris = call.query.getAll('uris')
  if (uris.length === 0) return invalid('Error: Params must have the property "uris"')
  if (uris.length > 25) return invalid('Error: uris must not have more than 25 elements')
  const posts = uris.flatMap((uri) => {
    const pair = found(call, uri)
    return pair === null ? [] : [postView(call, pair.account, pair.post)]
  })
  return json({ posts })
}

export const getAuthorFeed = (call: Call): Reply => {
  const account = call.world.account('bluesky', call.query.get('actor') ?? '')
  if (account === undefined) return invalid('Profile not found')
  const limit = Number(call.query.get('limit') ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return invalid('Error: limit can not be greater than 100')
  const cursor = call.query.get('cursor')
  const before = cursor === null ? Number.POSITIVE_INFINITY : Date.parse(cursor)
  if (Number.isNaN(before)) return invalid('Malformed cursor')
  const noReplies = call.query.get('filter') === 'posts_no_replies'
  const posts = visiblePosts(call, account)
    .filter((post) => post.createdAt < before && !(noReplies && post.replyTo !== null))
    .reverse()
  const page = posts.slice(0, limit)
  const last = page.at(-1)
  return json({
    ...(posts.length > limit && last !== undefined && { cursor: new Date(last.createdAt).toISOString() }),
    feed: page.map((post) => ({ post: postView(call, account, post) })),
  })
}

export const getPostThread = (call: Call): Reply => {
  const uri = call.query.get('uri') ?? ''
  const pair = found(call, uri)
  if (pair === null) return refused('NotFound', `Post not found: ${uri}`)
  const { account, post } = pair
  const shown = Math.min(commentCount(account, post, call.now), 100)
  const generated = Array.from({ length: shown }, (_, index) => {
    const remark = remarkOf(account, post, index)
    const at = new Date(remark.at).toISOString()
    return {
      $type: 'app.bsky.feed.defs#threadViewPost',
      post: {
        uri: `at://did:plc:fan${remark.authorId}/app.bsky.feed.post/${post.id.slice(-13)}${index}`,
        cid: post.details['cid'],
        author: {
          did: `did:plc:fan${remark.authorId}`,
          handle: `fan${remark.authorId}.bsky.test`,
          displayName: remark.author,
        },
        record: {
          $type: 'app.bsky.feed.post',
          text: remark.text,
          createdAt: at,
          reply: { root: { uri: post.id }, parent: { uri: post.id } },
        },
        replyCount: 0,
        repostCount: 0,
        likeCount: 0,
        quoteCount: 0,
        indexedAt: at,
      },
      replies: [],
    }
  })
  const own = call.world
    .postsOf(account)
    .filter((other) => other.replyTo === post.id && call.world.readable(other, call.now))
  const replies = [
    ...own.map((other) => ({
      $type: 'app.bsky.feed.defs#threadViewPost',
      post: postView(call, account, other),
      replies: [],
    })),
    ...generated,
  ]
  return json({ thread: { $type: 'app.bsky.feed.defs#threadViewPost', post: postView(call, account, post), replies } })
}
