import { quoteShare } from '../../core/engagement.ts'
import { snowflake } from '../../core/ids.ts'
import { isObject } from '../../http/body.ts'
import type { Account, AttachedMedia, Post } from '../../core/types.ts'
import { json, type Reply } from '../../http/reply.ts'
import { avatarUrl, mediaUrl, postUrl } from '../permalinks.ts'
import { arrive, makePost, removePost } from '../publish.ts'
import type { Call } from '../sheet.ts'
import { duplicateContent, forbidden, invalidRequest, notPermitted, resourceMissing, unauthorized } from './errors.ts'
import { mediaKey } from './media.ts'
import { shown, weightOf } from './text.ts'

const known = [
  'text',
  'media',
  'reply',
  'quote_tweet_id',
  'reply_settings',
  'poll',
  'geo',
  'for_super_followers_only',
  'direct_message_deep_link',
  'nullcast',
  'card_uri',
  'community_id',
  'made_with_ai',
  'paid_partnership',
  'share_with_followers',
  'edit_options',
]
const isId = (value: unknown): value is string => typeof value === 'string' && /^\d{1,19}$/.test(value)

/** The media of a new post; a reply when one cannot be used. */
const attach = (call: Call, account: Account, given: unknown): AttachedMedia[] | Reply => {
  if (given === undefined) return []
  if (!isObject(given) || !Array.isArray(given['media_ids']) || given['media_ids'].length < 1)
    return invalidRequest('$.media.media_ids: is missing but it is required', { 'media.media_ids': [] })
  const ids: unknown[] = given['media_ids']
  if (ids.length > 4)
    return invalidRequest(`$.media.media_ids: array is too long, must be at most 4 items`, {
      'media.media_ids': ids.map(String),
    })
  const found: AttachedMedia[] = []
  for (const id of ids) {
    const media = isId(id) ? call.world.mediaOf('x', id) : undefined
    if (media === undefined || media.accountId !== account.id || media.sha256 === '')
      return invalidRequest('Your media IDs are invalid.', { 'media.media_ids': ids.map(String) })
    if (media.failed || media.readyAt > call.now)
      return invalidRequest('Your media IDs are invalid: the media is not ready.', {
        'media.media_ids': ids.map(String),
      })
    found.push({ mediaId: media.id, alt: media.alt })
  }
  return found
}

const normal = (words: string): string => words.normalize('NFC').replace(/\s+/g, ' ').trim()

export const create = (call: Call): Reply => {
  const account = call.account
  if (account === null) return unauthorized()
  if (!call.parsed.sound) return invalidRequest('The request body is not valid JSON')
  const { fields } = call.parsed
  const strange = Object.keys(fields).find((name) => !known.includes(name))
  if (strange !== undefined)
    return invalidRequest(
      `$.${strange}: is not defined in the schema and the schema does not allow additional properties`,
      { [strange]: [String(fields[strange])] },
    )
  const given = fields['text']
  if (given !== undefined && typeof given !== 'string')
    return invalidRequest('$.text: must be a string', { text: [String(given)] })
  const words = given ?? ''
  const media = attach(call, account, fields['media'])
  if ('status' in media) return media
  if (words.trim() === '' && media.length === 0) return invalidRequest('$.text: is missing but it is required', {})
  const weight = weightOf(words)
  if (weight > 280)
    return invalidRequest('Your Tweet text is too long.', {
      text: [`Your Tweet text is ${weight} characters, however the limit is 280.`],
    })
  const reply = fields['reply']
  const replyTo = isObject(reply) ? reply['in_reply_to_tweet_id'] : null
  if (reply !== undefined && !isId(replyTo))
    return invalidRequest('$.reply.in_reply_to_tweet_id: does not match the regex pattern ^[0-9]{1,19}$', {
      'reply.in_reply_to_tweet_id': [String(replyTo)],
    })
  if (isId(replyTo) && call.world.post('x', replyTo)?.deletedAt !== null)
    return forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.')
  const said = normal(words)
  const recent =
    said !== '' &&
    call.world
      .postsOf(account)
      .some(
        (post) =>
          (post.details['said'] ?? normal(post.text)) === said &&
          post.deletedAt === null &&
          call.now - post.createdAt < 86_400_000,
      )
  if (recent) return duplicateContent()
  const post = makePost(call, account, {
    id: snowflake(call.now),
    details: { said },
    text: words,
    media,
    replyTo: isId(replyTo) ? replyTo : null,
    link: /https?:\/\/\S+/.exec(words)?.[0] ?? null,
  })
  call.world.addPost(post)
  arrive(call, account, 'publish', post)
  return json(
    { data: { edit_history_tweet_ids: [post.id], id: post.id, text: shownText(call, account, post).text } },
    201,
  )
}

export const remove = (call: Call): Reply => {
  const id = call.params['id'] ?? ''
  if (!isId(id)) return invalidRequest('The `id` path parameter does not match ^[0-9]{1,19}$', { id: [id] })
  const post = call.world.post('x', id)
  if (post === undefined || post.deletedAt !== null) return json({ data: { deleted: false } })
  if (call.account === null || post.accountId !== call.account.id) return notPermitted()
  removePost(call, call.account, post)
  return json({ data: { deleted: true } })
}

const shownText = (call: Call, account: Account, post: Post): ReturnType<typeof shown> =>
  shown(post.text, post.media.length === 0 ? null : { address: `${postUrl(call.world, account, post)}/photo/1` })

const fieldSet = (call: Call, name: string): Set<string> =>
  new Set((call.query.get(name) ?? '').split(',').filter((field) => field !== ''))

export const tweet = (call: Call, account: Account, post: Post): Record<string, unknown> => {
  const asked = fieldSet(call, 'tweet.fields')
  const text = shownText(call, account, post)
  const out: Record<string, unknown> = { id: post.id, text: text.text, edit_history_tweet_ids: [post.id] }
  const figures = call.world.figures(post, call.now)
  const quotes = Math.floor(figures.shares * quoteShare(post))
  if (asked.has('created_at')) out['created_at'] = new Date(post.createdAt).toISOString()
  if (asked.has('author_id') || fieldSet(call, 'expansions').has('author_id')) out['author_id'] = account.id
  if (asked.has('conversation_id')) out['conversation_id'] = post.replyTo ?? post.id
  if (asked.has('lang')) out['lang'] = post.language
  if (asked.has('entities') && text.urls.length > 0) out['entities'] = { urls: text.urls }
  if (asked.has('referenced_tweets') && post.replyTo !== null)
    out['referenced_tweets'] = [{ type: 'replied_to', id: post.replyTo }]
  if (
    post.media.length > 0 &&
    (asked.has('attachments') || fieldSet(call, 'expansions').has('attachments.media_keys'))
  ) {
    out['attachments'] = {
      media_keys: post.media.flatMap(({ mediaId }) => call.world.mediaOf('x', mediaId) ?? []).map(mediaKey),
    }
  }
  if (asked.has('public_metrics')) {
    out['public_metrics'] = {
      retweet_count: figures.shares - quotes,
      reply_count: figures.comments,
      like_count: figures.reactions,
      quote_count: quotes,
      bookmark_count: Math.floor(figures.reactions / 15),
      impression_count: figures.impressions ?? 0,
    }
  }
  // The author's own figures, for posts of the last thirty days only.
  const isOwn = call.account?.id === account.id && call.now - post.createdAt < 30 * 86_400_000
  if (asked.has('non_public_metrics') && isOwn) {
    out['non_public_metrics'] = {
      impression_count: figures.impressions ?? 0,
      url_link_clicks: figures.clicks ?? 0,
      user_profile_clicks: Math.floor((figures.clicks ?? 0) / 4),
    }
  }
  return out
}

/** What the answer must carry beside its data, for the asked expansions. */
const includes = (call: Call, account: Account, posts: readonly Post[]): Record<string, unknown> => {
  const expansions = fieldSet(call, 'expansions')
  const media = expansions.has('attachments.media_keys')
    ? posts
        .flatMap((post) => post.media)
        .flatMap(({ mediaId, alt }) => {
          const one = call.world.mediaOf('x', mediaId)
          return one === undefined
            ? []
            : [
                {
                  media_key: mediaKey(one),
                  type: 'photo',
                  url: mediaUrl(call.world, one),
                  width: one.width,
                  height: one.height,
                  alt_text: alt,
                },
              ]
        })
    : []
  const users = expansions.has('author_id') ? [user(call, account)] : []
  const out = { ...(media.length > 0 && { media }), ...(users.length > 0 && { users }) }
  return Object.keys(out).length === 0 ? {} : { includes: out }
}

export const user = (call: Call, account: Account): Record<string, unknown> => {
  const asked = fieldSet(call, 'user.fields')
  const out: Record<string, unknown> = { id: account.id, name: account.name, username: account.handle }
  if (asked.has('created_at')) out['created_at'] = new Date(account.createdAt).toISOString()
  if (asked.has('description')) out['description'] = account.description
  if (asked.has('profile_image_url')) out['profile_image_url'] = avatarUrl(call.world, account)
  if (asked.has('verified')) out['verified'] = true
  if (asked.has('public_metrics')) {
    out['public_metrics'] = {
      followers_count: call.world.followers(account, call.now),
      following_count: 214,
      listed_count: 61,
      media_count: 0,
      like_count: 1290,
      tweet_count: call.world.publicCount(account),
    }
  }
  return out
}

const readable = (call: Call, id: string): { account: Account; post: Post } | null => {
  const post = call.world.post('x', id)
  const account = post === undefined ? undefined : call.world.account('x', post.accountId)
  return post === undefined || account === undefined || !call.world.readable(post, call.now) ? null : { account, post }
}

export const readOne = (call: Call): Reply => {
  const id = call.params['id'] ?? ''
  if (!isId(id)) return invalidRequest(`The \`id\` query parameter value [${id}] is not valid`, { id: [id] })
  const pair = readable(call, id)
  if (pair === null) return json({ errors: [resourceMissing('tweet', 'id', id)] })
  return json({ data: tweet(call, pair.account, pair.post), ...includes(call, pair.account, [pair.post]) })
}

export const readMany = (call: Call): Reply => {
  const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '')
  if (ids.length === 0) return invalidRequest('The `ids` query parameter can not be empty', { ids: [''] })
  if (ids.length > 100)
    return invalidRequest('The number of values in the `ids` query parameter list is not between 1 and 100', { ids })
  const wrong = ids.find((id) => !isId(id))
  if (wrong !== undefined)
    return invalidRequest(`The \`ids\` query parameter value [${wrong}] is not valid`, { ids: [wrong] })
  const pairs = ids.map((id) => ({ id, pair: readable(call, id) }))
  const found = pairs.flatMap(({ pair }) => pair ?? [])
  const errors = pairs.filter(({ pair }) => pair === null).map(({ id }) => resourceMissing('tweet', 'ids', id))
  const first = found[0]
  return json({
    ...(found.length > 0 && { data: found.map(({ account, post }) => tweet(call, account, post)) }),
    ...(first !== undefined &&
      includes(
        call,
        first.account,
        found.map(({ post }) => post),
      )),
    ...(errors.length > 0 && { errors }),
  })
}

const instantOf = (value: string | null): number | null => (value === null ? null : Date.parse(value))

export const timeline = (call: Call): Reply => {
  const id = call.params['id'] ?? ''
  const account = call.world.account('x', id)
  if (account === undefined || account.id !== id) return json({ errors: [resourceMissing('user', 'id', id)] })
  const limit = Number(call.query.get('max_results') ?? 10)
  if (!Number.isInteger(limit) || limit < 5 || limit > 100) {
    return invalidRequest(
      `The \`max_results\` query parameter value [${call.query.get('max_results')}] is not between 5 and 100`,
      { max_results: [String(call.query.get('max_results'))] },
    )
  }
  const [since, until, page] = [
    call.query.get('since_id'),
    call.query.get('until_id'),
    call.query.get('pagination_token'),
  ]
  const [start, end] = [instantOf(call.query.get('start_time')), instantOf(call.query.get('end_time'))]
  if (Number.isNaN(start) || Number.isNaN(end))
    return invalidRequest('The `start_time` query parameter value is not a valid ISO 8601 date', {})
  const before = page === null ? until : Buffer.from(page, 'base64url').toString()
  if ((since !== null && !isId(since)) || (before !== null && !isId(before)))
    return invalidRequest('The `since_id` query parameter value is not valid', { since_id: [String(since)] })
  const noReplies = fieldSet(call, 'exclude').has('replies')
  const rows = call.world
    .postsOf(account)
    .filter(
      (post) =>
        call.world.readable(post, call.now) &&
        (since === null || BigInt(post.id) > BigInt(since)) &&
        (before === null || BigInt(post.id) < BigInt(before)) &&
        (start === null || post.createdAt >= start) &&
        (end === null || post.createdAt < end) &&
        !(noReplies && post.replyTo !== null),
    )
    .toReversed()
  const slice = rows.slice(0, limit)
  const [newest, oldest] = [slice[0], slice.at(-1)]
  if (newest === undefined || oldest === undefined) return json({ meta: { result_count: 0 } })
  return json({
    data: slice.map((post) => tweet(call, account, post)),
    ...includes(call, account, slice),
    meta: {
      result_count: slice.length,
      newest_id: newest.id,
      oldest_id: oldest.id,
      ...(rows.length > limit && { next_token: Buffer.from(oldest.id).toString('base64url') }),
    },
  })
}
