import { graphId } from '../../core/ids.ts'
import { sniff } from '../../core/media-type.ts'
import { isObject } from '../../http/body.ts'
import type { Account, AttachedMedia, Media, Post } from '../../core/types.ts'
import { json, type Reply } from '../../http/reply.ts'
import { arrive, makePost, removePost } from '../publish.ts'
import type { Call } from '../sheet.ts'
import { duplicatePost, graphError, invalidParameter, missingPermission, unknownObject } from './errors.ts'
import { param } from './tokens.ts'

const longest = 63_206
const largestPhoto = 10 * 1024 * 1024
const photoMimes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']

const may = (call: Call, account: Account, scope: string): boolean => {
  const token = call.token
  return (
    token !== null && token.kind === 'page' && token.accountIds.includes(account.id) && token.scopes.includes(scope)
  )
}

/** `attached_media[0]={"media_fbid":"1"}`, or a JSON list in one field. */
const attachedIds = (call: Call): string[] => {
  const given = call.parsed.fields['attached_media'] ?? call.query.get('attached_media')
  const read = (value: unknown): unknown[] => {
    if (typeof value === 'string') return read(JSON.parse(value))
    if (Array.isArray(value)) return value.flatMap(read)
    if (isObject(value)) return 'media_fbid' in value ? [value['media_fbid']] : Object.values(value).flatMap(read)
    return []
  }
  return given === undefined || given === null ? [] : read(given).map(String)
}

const safeIds = (call: Call): string[] | null => {
  try {
    return attachedIds(call)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const attach = (call: Call, account: Account, ids: string[]): AttachedMedia[] | Reply => {
  const media: AttachedMedia[] = []
  for (const id of ids) {
    const photo = call.world.mediaOf('facebook', id)
    if (photo === undefined || photo.accountId !== account.id) return unknownObject(id, 'post')
    if (photo.details['postId'] !== undefined)
      return graphError({
        message: 'Invalid parameter',
        code: 100,
        subcode: 1_349_125,
        userMessage: 'Already posted photos cannot be attached.',
      })
    media.push({ mediaId: id, alt: photo.alt })
  }
  return media
}

const claim = (call: Call, post: Post): void => {
  for (const { mediaId } of post.media) {
    const photo = call.world.mediaOf('facebook', mediaId)
    if (photo !== undefined) photo.details['postId'] = post.id
  }
}

const sameAs = (a: Post, b: Post): boolean =>
  a.text === b.text &&
  a.link === b.link &&
  a.media.map(({ mediaId }) => mediaId).join() === b.media.map(({ mediaId }) => mediaId).join()

/** The page's last public post says the very same. */
const isRepeat = (call: Call, account: Account, post: Post): boolean => {
  const last = call.world
    .postsOf(account)
    .findLast((other) => other.published && other.deletedAt === null && other.replyTo === null)
  return last !== undefined && sameAs(last, post) && call.now - last.createdAt < 86_400_000
}

const born = (call: Call, account: Account, post: Post): void => {
  call.world.addPost(post)
  claim(call, post)
  arrive(call, account, post.published ? 'publish' : 'create-unpublished', post)
}

export const createPost = (call: Call, account: Account): Reply => {
  if (!may(call, account, 'pages_manage_posts')) return missingPermission('pages_manage_posts')
  const message = param(call, 'message') ?? ''
  const link = param(call, 'link')
  const ids = safeIds(call)
  if (ids === null) return invalidParameter('param attached_media must be an array.')
  if (message.trim() === '' && link === null && ids.length === 0)
    return invalidParameter('Missing message or attachment')
  if (message.length > longest) return invalidParameter(`param message must be no more than ${longest} characters`)
  if (link !== null && !/^https?:\/\/[^\s]+$/.test(link))
    return graphError({ message: '(#1500) The url you supplied is invalid', code: 1500 })
  if (param(call, 'scheduled_publish_time') !== null)
    return invalidParameter('scheduled_publish_time is not simulated: publish at the instant yourself')
  const media = attach(call, account, ids)
  if ('status' in media) return media
  const published = param(call, 'published') !== 'false'
  const post = makePost(call, account, {
    id: `${account.id}_${graphId(call.now)}`,
    text: message,
    link,
    media,
    published,
  })
  if (published && isRepeat(call, account, post)) return duplicatePost()
  born(call, account, post)
  return json({ id: post.id })
}

export const createPhoto = (call: Call, account: Account): Reply => {
  if (!may(call, account, 'pages_manage_posts')) return missingPermission('pages_manage_posts')
  const file = call.parsed.files['source'] ?? Object.values(call.parsed.files)[0]
  const seen = file === undefined ? null : sniff(file.bytes)
  const isSound =
    file !== undefined && seen !== null && photoMimes.includes(seen.mime) && file.bytes.length <= largestPhoto
  if (!isSound || call.mediaFails) {
    return graphError({
      message: '(#324) Missing or invalid image file',
      code: 324,
      subcode: 2_069_019,
      transient: false,
      title: "Your photos couldn't be uploaded",
      userMessage:
        'Photos should be smaller than 10 MB and saved as JPG, PNG or GIF. Addresses are not fetched by the simulator.',
    })
  }
  const media: Media = {
    id: graphId(call.now),
    network: 'facebook',
    accountId: account.id,
    sha256: call.world.bytes.put(file.bytes),
    bytes: file.bytes.length,
    mime: seen.mime,
    alt: param(call, 'alt_text_custom') ?? '',
    width: seen.width,
    height: seen.height,
    createdAt: call.now,
    readyAt: call.now + call.mediaTakesMs,
    failed: false,
    details: {},
  }
  const caption = param(call, 'message') ?? param(call, 'caption') ?? ''
  const published = param(call, 'published') !== 'false'
  call.world.addMedia(media)
  if (!published) return json({ id: media.id })
  const post = makePost(call, account, {
    id: `${account.id}_${media.id}`,
    text: caption,
    media: [{ mediaId: media.id, alt: media.alt }],
  })
  born(call, account, post)
  return json({ id: media.id, post_id: post.id })
}

/** Edits the words, or makes an unpublished post visible. */
export const updatePost = (call: Call, account: Account, post: Post): Reply => {
  if (!may(call, account, 'pages_manage_posts')) return missingPermission('pages_manage_posts')
  const message = param(call, 'message')
  const wantsPublic = param(call, 'is_published') === 'true' || param(call, 'published') === 'true'
  if (message === null && !wantsPublic) return invalidParameter('Nothing to update was given')
  if (message !== null) {
    if (message.length > longest) return invalidParameter(`param message must be no more than ${longest} characters`)
    post.text = message
    post.editedAt = call.now
    if (post.published) arrive(call, account, 'edit', post)
  }
  if (wantsPublic) {
    if (post.published) arrive(call, account, 'repeat', post)
    else {
      if (isRepeat(call, account, post)) return duplicatePost()
      Object.assign(post, { published: true, createdAt: call.now, visibleFrom: call.now + call.hiddenForMs })
      call.world.published(post)
      arrive(call, account, 'publish', post)
    }
  }
  call.world.changed()
  return json({ success: true })
}

export const deletePost = (call: Call, account: Account, post: Post): Reply => {
  if (!may(call, account, 'pages_manage_posts')) return missingPermission('pages_manage_posts')
  removePost(call, account, post)
  return json({ success: true })
}

export const createComment = (call: Call, account: Account, post: Post): Reply => {
  if (!may(call, account, 'pages_manage_engagement')) return missingPermission('pages_manage_engagement')
  const message = param(call, 'message') ?? ''
  if (message.trim() === '') return invalidParameter('Missing message or attachment')
  const comment = makePost(call, account, {
    id: `${post.id.split('_')[1]}_${graphId(call.now)}`,
    text: message,
    replyTo: post.id,
  })
  born(call, account, comment)
  return json({ id: comment.id })
}
