import type { Account, Media, Post } from '../../core/types.ts'
import type { World } from '../../core/world.ts'
import { escape } from '../../pages/layout.ts'
import { accountUrl, avatarUrl, mediaUrl, postUrl } from '../permalinks.ts'

export const limits = {
  characters: 500,
  perUrl: 23,
  media: 4,
  description: 1500,
  imageBytes: 16_777_216,
  videoBytes: 103_809_024,
  mimes: [
    'image/jpeg',
    'image/png',
    'image/gif',
    'image/heic',
    'image/heif',
    'image/webp',
    'image/avif',
    'video/webm',
    'video/mp4',
    'video/quicktime',
    'video/ogg',
    'audio/mpeg',
    'audio/ogg',
    'audio/wav',
    'audio/flac',
    'audio/mp4',
  ],
} as const

export const accountEntity = (world: World, account: Account, now: number): Record<string, unknown> => {
  const avatar = avatarUrl(world, account)
  const last = world.postsOf(account).findLast((post) => world.readable(post, now))
  return {
    id: account.id,
    username: account.handle,
    acct: account.handle,
    display_name: account.name,
    locked: false,
    bot: false,
    discoverable: true,
    indexable: true,
    group: false,
    created_at: new Date(Math.floor(account.createdAt / 86_400_000) * 86_400_000).toISOString(),
    note: `<p>${escape(account.description)}</p>`,
    url: accountUrl(world, account),
    uri: `${world.base('mastodon')}/users/${account.handle}`,
    avatar,
    avatar_static: avatar,
    header: avatar,
    header_static: avatar,
    followers_count: world.followers(account, now),
    following_count: 96,
    statuses_count: world.publicCount(account),
    last_status_at: last === undefined ? null : new Date(last.createdAt).toISOString().slice(0, 10),
    hide_collections: null,
    noindex: false,
    emojis: [],
    roles: [],
    fields: [],
  }
}

export const mediaEntity = (world: World, media: Media, alt: string, ready: boolean): Record<string, unknown> => {
  const url = mediaUrl(world, media)
  const size = {
    width: media.width,
    height: media.height,
    size: `${media.width}x${media.height}`,
    aspect: media.height === 0 ? 1 : media.width / media.height,
  }
  return {
    id: media.id,
    type: media.mime.startsWith('video')
      ? 'video'
      : media.mime.startsWith('audio')
        ? 'audio'
        : media.mime === 'image/gif'
          ? 'gifv'
          : 'image',
    url: ready ? url : null,
    preview_url: ready ? url : null,
    remote_url: null,
    preview_remote_url: null,
    text_url: null,
    meta: { original: size, small: size },
    description: alt === '' ? null : alt,
    blurhash: 'UFBWY:8_0Jxv4mx]t8t64.%M-:IUWGWAt6M}',
  }
}

const linkPattern = /https?:\/\/[^\s<>"']+/g

/** The text as HTML: links shown shortened, line breaks kept, as Mastodon writes it. */
export const contentOf = (text: string): string => {
  const linked = escape(text).replace(linkPattern, (url) => {
    const bare = url.replace(/^https?:\/\//, '')
    const shown = bare.slice(0, 30)
    return `<a href="${url}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${url.slice(0, url.length - bare.length)}</span><span class="${bare.length > 30 ? 'ellipsis' : ''}">${shown}</span><span class="invisible">${bare.slice(30)}</span></a>`
  })
  return linked
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('')
}

export const statusEntity = (world: World, account: Account, post: Post, now: number): Record<string, unknown> => {
  const figures = world.figures(post, now)
  const url = postUrl(world, account, post)
  return {
    id: post.id,
    created_at: new Date(post.createdAt).toISOString(),
    in_reply_to_id: post.replyTo,
    in_reply_to_account_id: post.replyTo === null ? null : account.id,
    sensitive: post.details['sensitive'] === true,
    spoiler_text: String(post.details['spoiler'] ?? ''),
    visibility: String(post.details['visibility'] ?? 'public'),
    language: post.language,
    uri: `${world.base('mastodon')}/users/${account.handle}/statuses/${post.id}`,
    url,
    replies_count: figures.comments,
    reblogs_count: figures.shares,
    favourites_count: figures.reactions,
    quotes_count: 0,
    edited_at: post.editedAt === null ? null : new Date(post.editedAt).toISOString(),
    favourited: false,
    reblogged: false,
    muted: false,
    bookmarked: false,
    pinned: false,
    content: contentOf(post.text),
    filtered: [],
    reblog: null,
    application: { name: String(post.details['application'] ?? 'Web'), website: null },
    account: accountEntity(world, account, now),
    media_attachments: post.media.flatMap(({ mediaId, alt }) => {
      const media = world.mediaOf('mastodon', mediaId)
      return media === undefined ? [] : [mediaEntity(world, media, alt, true)]
    }),
    mentions: [],
    tags: [...post.text.matchAll(/#([\p{L}\p{N}_]+)/gu)].map((match) => ({
      name: (match[1] ?? '').toLowerCase(),
      url: `${world.base('mastodon')}/tags/${match[1]}`,
    })),
    emojis: [],
    card: null,
    poll: null,
  }
}

export const instanceEntity = (world: World): Record<string, unknown> => ({
  domain: new URL(world.url).host,
  title: 'Simulated Mastodon',
  version: '4.5.0',
  source_url: 'https://github.com/mastodon/mastodon',
  description: 'A simulated server',
  usage: { users: { active_month: world.accountsOf('mastodon').length } },
  thumbnail: { url: '', blurhash: null, versions: {} },
  icon: [],
  languages: ['fr', 'en'],
  configuration: {
    urls: { streaming: world.base('mastodon').replace(/^http/, 'ws') },
    vapid: { public_key: '' },
    accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
    statuses: {
      max_characters: limits.characters,
      max_media_attachments: limits.media,
      characters_reserved_per_url: limits.perUrl,
    },
    media_attachments: {
      description_limit: limits.description,
      image_matrix_limit: 33_177_600,
      image_size_limit: limits.imageBytes,
      supported_mime_types: limits.mimes,
      video_frame_rate_limit: 120,
      video_matrix_limit: 8_294_400,
      video_size_limit: limits.videoBytes,
    },
    polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
    translation: { enabled: false },
  },
  registrations: { enabled: false, approval_required: false, message: null, url: null },
  api_versions: { mastodon: 7 },
  contact: { email: 'admin@example.test', account: null },
  rules: [],
})
