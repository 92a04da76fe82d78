import { commentCount, reactionSplit, remarkOf } from '../../core/engagement.ts'
import type { Account, Media, Post } from '../../core/types.ts'
import { accountUrl, avatarUrl, mediaUrl, postUrl } from '../permalinks.ts'
import type { Call } from '../sheet.ts'
import type { Asked } from './fields.ts'
import { areSound, postInsights } from './insights.ts'
import { pageToken } from './tokens.ts'

export const stamp = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+0000')

/** A field that this kind of object has not, or a metric that is gone. */
export class UnknownField extends Error {}

type Drawn = Record<string, unknown>

export const pageNode = (call: Call, account: Account, fields: Asked[]): Drawn => {
  const node: Drawn = {}
  for (const { name, alias } of fields) node[alias] = pageField(call, account, name)
  return { ...node, id: account.id }
}

const pageField = (call: Call, account: Account, name: string): unknown => {
  switch (name) {
    case 'id':
      return account.id
    case 'name':
      return account.name
    case 'username':
      return account.handle
    case 'about':
    case 'description':
      return account.description
    case 'followers_count':
      return call.world.followers(account, call.now)
    case 'fan_count':
      return Math.floor(call.world.followers(account, call.now) * 0.97)
    case 'link':
      return accountUrl(call.world, account)
    case 'picture':
      return { data: { height: 50, width: 50, is_silhouette: false, url: avatarUrl(call.world, account) } }
    case 'category':
      return 'Science, technology & engineering'
    case 'category_list':
      return [{ id: '2209', name: 'Science, technology & engineering' }]
    case 'tasks':
      return ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE']
    case 'verification_status':
      return 'blue_verified'
    case 'is_published':
      return true
    case 'access_token':
      if (call.token === null) return undefined
      return call.token.kind === 'page' ? call.token.value : pageToken(call, call.token, account.id)
    default:
      throw new UnknownField(`Tried accessing nonexisting field (${name}) on node type (Page)`)
  }
}

const photoMedia = (call: Call, post: Post): { media: Media; alt: string }[] =>
  post.media.flatMap(({ mediaId, alt }) => {
    const media = call.world.mediaOf('facebook', mediaId)
    return media === undefined ? [] : [{ media, alt }]
  })

const attachments = (call: Call, account: Account, post: Post): Drawn | undefined => {
  const photos = photoMedia(call, post)
  const one = ({ media, alt }: { media: Media; alt: string }): Drawn => ({
    description: alt,
    media: { image: { height: media.height, width: media.width, src: mediaUrl(call.world, media) } },
    media_type: 'photo',
    type: 'photo',
    target: { id: media.id, url: mediaUrl(call.world, media) },
    url: mediaUrl(call.world, media),
  })
  if (photos.length > 1)
    return {
      data: [
        {
          media_type: 'album',
          type: 'album',
          subattachments: { data: photos.map(one) },
          target: { id: post.id },
          url: postUrl(call.world, account, post),
        },
      ],
    }
  if (photos[0] !== undefined) return { data: [one(photos[0])] }
  if (post.link !== null)
    return {
      data: [
        {
          media_type: 'link',
          type: 'share',
          url: post.link,
          unshimmed_url: post.link,
          title: post.link,
          target: { url: post.link },
        },
      ],
    }
  return undefined
}

/** Comments of a post: own ones first published here, then the audience's, oldest first. */
export const commentList = (call: Call, account: Account, post: Post): Drawn[] => {
  const own = call.world
    .postsOf(account)
    .filter((other) => other.replyTo === post.id && call.world.readable(other, call.now))
    .map((other) => ({
      id: other.id,
      message: other.text,
      created_time: stamp(other.createdAt),
      from: { id: account.id, name: account.name },
      permalink_url: `${postUrl(call.world, account, post)}?comment_id=${other.id.split('_')[1]}`,
      like_count: 0,
      comment_count: 0,
      at: other.createdAt,
    }))
  const shown = Math.min(commentCount(account, post, call.now), 500)
  const short = post.id.split('_')[1] ?? post.id
  const generated = Array.from({ length: shown }, (_, index) => {
    const remark = remarkOf(account, post, index)
    return {
      id: `${short}_${remark.authorId}${index}`,
      message: remark.text,
      created_time: stamp(remark.at),
      from: { id: remark.authorId, name: remark.author },
      permalink_url: `${postUrl(call.world, account, post)}?comment_id=${remark.authorId}${index}`,
      like_count: index % 7,
      comment_count: 0,
      at: remark.at,
    }
  })
  return [...own, ...generated].sort((a, b) => a.at - b.at).map(({ at: _, ...comment }) => comment)
}

const edge = (asked: Asked, items: () => Drawn[], total: number): Drawn => {
  const limit = Math.min(Number(asked.modifiers['limit'] ?? 25), 100)
  const wantsSummary = asked.modifiers['summary'] !== undefined && asked.modifiers['summary'] !== 'false'
  return {
    data: limit === 0 ? [] : items().slice(0, limit),
    ...(wantsSummary && { summary: { order: 'chronological', total_count: total, can_comment: true } }),
  }
}

export const postNode = (call: Call, account: Account, post: Post, fields: Asked[]): Drawn => {
  const node: Drawn = {}
  for (const asked of fields) {
    const value = postField(call, account, post, asked)
    if (value !== undefined) node[asked.alias] = value
  }
  return { ...node, id: post.id }
}

const postField = (call: Call, account: Account, post: Post, asked: Asked): unknown => {
  const figures = (): ReturnType<Call['world']['figures']> => call.world.figures(post, call.now)
  switch (asked.name) {
    case 'id':
      return post.id
    case 'message':
      return post.text === '' ? undefined : post.text
    case 'created_time':
      return stamp(post.createdAt)
    case 'updated_time':
      return stamp(post.editedAt ?? post.createdAt)
    case 'permalink_url':
      return postUrl(call.world, account, post)
    case 'is_published':
      return post.published
    case 'is_hidden':
    case 'is_expired':
      return false
    case 'status_type':
      return post.media.length > 0 ? 'added_photos' : post.link === null ? 'mobile_status_update' : 'shared_story'
    case 'from':
      return { id: account.id, name: account.name }
    case 'full_picture': {
      const first = photoMedia(call, post)[0]
      return first === undefined ? undefined : mediaUrl(call.world, first.media)
    }
    case 'attachments':
      return attachments(call, account, post)
    case 'shares': {
      const { shares } = figures()
      return shares === 0 ? undefined : { count: shares }
    }
    case 'comments':
      return edge(asked, () => commentList(call, account, post), figures().comments)
    case 'reactions': {
      const all = figures().reactions
      const type = asked.modifiers['type']
      const total = type === undefined ? all : (reactionSplit(account, post, all)[type.toLowerCase()] ?? 0)
      return { data: [], summary: { total_count: total, viewer_reaction: 'NONE' } }
    }
    case 'likes':
      return edge(asked, () => [], reactionSplit(account, post, figures().reactions)['like'] ?? 0)
    case 'insights': {
      const metrics = (asked.modifiers['metric'] ?? '')
        .split(',')
        .map((metric) => metric.trim())
        .filter((metric) => metric !== '')
      if (metrics.length === 0 || !areSound(metrics, 'post'))
        throw new UnknownField('The value must be a valid insights metric')
      return { data: postInsights(call, account, post, metrics) }
    }
    default:
      throw new UnknownField(`Tried accessing nonexisting field (${asked.name}) on node type (Post)`)
  }
}

export const photoNode = (call: Call, media: Media, fields: Asked[]): Drawn => {
  const url = mediaUrl(call.world, media)
  const all: Drawn = {
    created_time: stamp(media.createdAt),
    alt_text_custom: media.alt,
    width: media.width,
    height: media.height,
    link: url,
    picture: url,
    images: [{ height: media.height, width: media.width, source: url }],
    page_story_id: media.details['postId'],
  }
  const node: Drawn = {}
  for (const { name, alias } of fields) {
    if (name === 'id') continue
    if (!(name in all)) throw new UnknownField(`Tried accessing nonexisting field (${name}) on node type (Photo)`)
    node[alias] = all[name]
  }
  return { ...node, id: media.id }
}
