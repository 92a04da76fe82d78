import { commentCount, remarkOf } from '../../core/engagement.ts'
import { statusId } from '../../core/ids.ts'
import type { Account, AttachedMedia, Post } from '../../core/types.ts'
import { flag, list, text } from '../../http/body.ts'
import { json, type Reply } from '../../http/reply.ts'
import { arrive, makePost, removePost } from '../publish.ts'
import type { Call } from '../sheet.ts'
import { limits, statusEntity } from './entities.ts'
import { failed, invalidToken, notFound, refused } from './errors.ts'

const keptFor = 3_600_000
const visibilities = ['public', 'unlisted', 'private', 'direct']
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Mastodon counts graphemes, each address as 23, and a remote mention without its domain. */
const lengthOf = (words: string, spoiler: string): number => {
  const countable = (words + spoiler)
    .replace(/https?:\/\/[^\s<>"']+/g, 'x'.repeat(limits.perUrl))
    .replace(/(@[A-Za-z0-9_]+)@[A-Za-z0-9.-]+[A-Za-z0-9]/g, '$1')
  return [...segmenter.segment(countable)].length
}

/** Attachments by id; a reply when one may not be used. */
const attached = (call: Call, account: Account, ids: string[], current: string | null): AttachedMedia[] | Reply => {
  if (ids.length > limits.media) return failed(`Cannot attach more than ${limits.media} files`)
  const attributes = call.parsed.fields['media_attributes']
  const found: AttachedMedia[] = []
  for (const id of ids) {
    const media = call.world.mediaOf('mastodon', id)
    const usedBy = media?.details['statusId'] ?? null
    if (media === undefined || media.accountId !== account.id || (usedBy !== null && usedBy !== current))
      return notFound()
    if (media.failed || media.readyAt > call.now)
      return failed('Cannot attach files that have not finished processing. Try again in a moment!')
    found.push({ mediaId: id, alt: media.alt })
  }
  const kinds = ids.map((id) => call.world.mediaOf('mastodon', id)?.mime ?? '')
  if (kinds.length > 1 && kinds.some((mime) => !mime.startsWith('image/')))
    return failed('Cannot attach a video to a post that already contains images')
  if (Array.isArray(attributes)) {
    for (const item of attributes) {
      if (typeof item !== 'object' || item === null) continue
      const one = found.find(({ mediaId }) => 'id' in item && mediaId === item.id)
      if (one !== undefined && 'description' in item && typeof item.description === 'string') one.alt = item.description
    }
  }
  return found
}

const sameKey = (call: Call, account: Account, key: string): Post | undefined => {
  const post = call.world.byIdentity(account, key)
  return post !== undefined && call.now - Number(post.details['receivedAt']) < keptFor ? post : undefined
}

export const create = (call: Call): Reply => {
  const account = call.account
  if (account === null) return invalidToken()
  if (!call.parsed.sound) return refused('Error occurred while parsing request parameters', 400)
  const header = call.headers['idempotency-key']
  const key = typeof header === 'string' && header !== '' ? header : null
  const earlier = key === null ? undefined : sameKey(call, account, key)
  if (earlier !== undefined) {
    if (earlier.deletedAt !== null) return notFound()
    arrive(call, account, 'repeat', earlier)
    return json(statusEntity(call.world, account, earlier, call.now))
  }
  const { fields } = call.parsed
  const words = text(fields, 'status') ?? ''
  const spoiler = text(fields, 'spoiler_text') ?? ''
  const media = attached(call, account, list(fields, 'media_ids'), null)
  if ('status' in media) return media
  if (words.trim() === '' && media.length === 0) return failed("Text can't be blank")
  if (lengthOf(words, spoiler) > limits.characters)
    return failed(`Text character limit of ${limits.characters} exceeded`)
  const visibility = text(fields, 'visibility') ?? 'public'
  if (!visibilities.includes(visibility)) return failed('Visibility is not included in the list')
  if (text(fields, 'scheduled_at') !== null) return failed('Scheduled at is not simulated here')
  const replyTo = text(fields, 'in_reply_to_id')
  if (replyTo !== null && call.world.post('mastodon', replyTo)?.deletedAt !== null)
    return refused('The post you are trying to reply to does not appear to exist.', 404)
  const app = call.token === null ? undefined : call.world.app('mastodon', call.token.clientId)
  const language = text(fields, 'language')
  const post = makePost(call, account, {
    id: statusId(call.now),
    text: words,
    media,
    replyTo,
    identity: key,
    ...(language !== null && { language }),
    link: /https?:\/\/\S+/.exec(words)?.[0] ?? null,
    details: {
      visibility,
      spoiler,
      sensitive: flag(fields, 'sensitive') ?? false,
      application: app?.name ?? 'Web',
      receivedAt: call.now,
    },
  })
  for (const { mediaId } of media) {
    const used = call.world.mediaOf('mastodon', mediaId)
    if (used !== undefined) used.details['statusId'] = post.id
  }
  call.world.addPost(post)
  arrive(call, account, 'publish', post)
  return json(statusEntity(call.world, account, post, call.now))
}

/** The post and its account, when the caller may read it. */
const found = (call: Call, own: boolean): { post: Post; account: Account } | null => {
  const post = call.world.post('mastodon', call.params['id'] ?? '')
  const account = post === undefined ? undefined : call.world.account('mastodon', post.accountId)
  if (post === undefined || account === undefined || post.deletedAt !== null) return null
  if (own) return call.account?.id === account.id ? { post, account } : null
  return call.world.readable(post, call.now) ? { post, account } : null
}

export const read = (call: Call): Reply => {
  const pair = found(call, false)
  return pair === null ? notFound() : json(statusEntity(call.world, pair.account, pair.post, call.now))
}

export const readMany = (call: Call): Reply => {
  const ids = [...call.query.getAll('id[]'), ...call.query.getAll('id')]
  return json(
    ids.flatMap((id) => {
      const pair = found({ ...call, params: { id } }, false)
      return pair === null ? [] : [statusEntity(call.world, pair.account, pair.post, call.now)]
    }),
  )
}

export const source = (call: Call): Reply => {
  const pair = found(call, true)
  return pair === null
    ? notFound()
    : json({ id: pair.post.id, text: pair.post.text, spoiler_text: String(pair.post.details['spoiler'] ?? '') })
}

export const edit = (call: Call): Reply => {
  const pair = found(call, true)
  if (pair === null) return notFound()
  const { post, account } = pair
  const { fields } = call.parsed
  const words = text(fields, 'status') ?? post.text
  const spoiler = text(fields, 'spoiler_text') ?? String(post.details['spoiler'] ?? '')
  const media = attached(call, account, list(fields, 'media_ids'), post.id)
  if ('status' in media) return media
  if (words.trim() === '' && media.length === 0) return failed("Text can't be blank")
  if (lengthOf(words, spoiler) > limits.characters)
    return failed(`Text character limit of ${limits.characters} exceeded`)
  Object.assign(post, { text: words, media, editedAt: call.now })
  post.details['spoiler'] = spoiler
  arrive(call, account, 'edit', post)
  call.world.changed()
  return json(statusEntity(call.world, account, post, call.now))
}

export const remove = (call: Call): Reply => {
  const pair = found(call, true)
  if (pair === null) return notFound()
  const { post, account } = pair
  const entity = { ...statusEntity(call.world, account, post, call.now), text: post.text }
  removePost(call, account, post)
  for (const { mediaId } of post.media) {
    const media = call.world.mediaOf('mastodon', mediaId)
    if (media !== undefined) delete media.details['statusId']
  }
  return json(entity)
}

export const context = (call: Call): Reply => {
  const pair = found(call, false)
  if (pair === null) return notFound()
  const { post, account } = pair
  const own = call.world
    .postsOf(account)
    .filter((other) => other.replyTo === post.id && call.world.readable(other, call.now))
  const shown = Math.min(commentCount(account, post, call.now), 60)
  const generated = Array.from({ length: shown }, (_, index) => {
    const remark = remarkOf(account, post, index)
    return {
      id: statusId(remark.at),
      created_at: new Date(remark.at).toISOString(),
      in_reply_to_id: post.id,
      in_reply_to_account_id: account.id,
      visibility: 'public',
      language: post.language,
      content: `<p>${remark.text}</p>`,
      url: `${call.world.base('mastodon')}/@fan${remark.authorId}/${index}`,
      account: {
        id: remark.authorId,
        username: `fan${remark.authorId}`,
        acct: `fan${remark.authorId}@example.social`,
        display_name: remark.author,
      },
      replies_count: 0,
      reblogs_count: 0,
      favourites_count: 0,
      media_attachments: [],
      mentions: [],
      tags: [],
      emojis: [],
    }
  })
  return json({
    ancestors: [],
    descendants: [...own.map((other) => statusEntity(call.world, account, other, call.now)), ...generated],
  })
}

const later = (a: string, b: string): boolean => BigInt(a) > BigInt(b)
const isId = (value: string | null): value is string => value !== null && /^\d+$/.test(value)

/** max_id and since_id read from the newest down; min_id reads the oldest after it. */
export const accountStatuses = (call: Call): Reply => {
  const account = call.world.account('mastodon', call.params['id'] ?? '')
  if (account === undefined) return notFound()
  const limit = Math.min(Math.max(Number(call.query.get('limit') ?? 20) || 20, 1), 40)
  const [max, since, min] = [call.query.get('max_id'), call.query.get('since_id'), call.query.get('min_id')]
  const rows = call.world
    .postsOf(account)
    .filter(
      (post) =>
        call.world.readable(post, call.now) &&
        (!isId(max) || later(max, post.id)) &&
        (!isId(since) || later(post.id, since)) &&
        (!isId(min) || later(post.id, min)) &&
        !(call.query.get('exclude_replies') === 'true' && post.replyTo !== null) &&
        !(call.query.get('only_media') === 'true' && post.media.length === 0),
    )
  const page = (isId(min) ? rows.slice(0, limit) : rows.slice(-limit)).reverse()
  const first = page[0]
  const last = page.at(-1)
  const address = `${call.world.base('mastodon')}${call.path}`
  const link: Record<string, string> =
    first === undefined || last === undefined
      ? {}
      : { link: `<${address}?max_id=${last.id}>; rel="next", <${address}?min_id=${first.id}>; rel="prev"` }
  return json(
    page.map((post) => statusEntity(call.world, account, post, call.now)),
    200,
    link,
  )
}
