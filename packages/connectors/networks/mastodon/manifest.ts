import { CONTRACT_VERSION } from '../../sdk/index.ts'
import type { ConnectField, Manifest } from '../../sdk/index.ts'

/** Media that no status carries is swept after a day. Seconds, with a margin. */
export const MEDIA_LIFE_SECONDS = 20 * 3600

export const SCOPES = ['read:accounts', 'read:statuses', 'write:media', 'write:statuses'] as const

const DOCS = 'https://docs.joinmastodon.org'

const server: ConnectField = {
  name: 'server',
  kind: 'url',
  required: true,
  operatorOnly: false,
  baseUrl: true,
  default: null,
  placeholder: 'mastodon.social',
}

export const manifest: Manifest = {
  contract: CONTRACT_VERSION,
  id: 'mastodon',
  name: 'Mastodon',
  apiVersion: 'v1 and v2, Mastodon 4.5',
  sunsetOn: null,
  readOn: '2026-11-24',
  source: `${DOCS}/methods/statuses/`,
  capabilities: {
    text: true,
    link: 'in-text',
    images: true,
    alt: true,
    video: false,
    thread: true,
    firstComment: true,
    withdraw: true,
    edit: true,
    recentPosts: 'free',
    accountMetrics: ['followers'],
    postMetrics: ['reactions', 'comments', 'shares'],
    conversation: false,
  },
  connect: [
    {
      kind: 'oauth2',
      id: 'oauth',
      authorizePath: '/oauth/authorize',
      tokenPath: '/oauth/token',
      revokePath: '/oauth/revoke',
      scopes: SCOPES,
      pkce: true,
      app: 'registered',
      fields: [server],
    },
    {
      kind: 'token',
      id: 'access-token',
      fields: [
        server,
        {
          name: 'accessToken',
          kind: 'secret',
          required: true,
          operatorOnly: false,
          baseUrl: false,
          default: null,
          placeholder: null,
        },
      ],
    },
  ],
  rules: {
    text: {
      limits: [{ counter: 'mastodon', max: 500 }],
      linkCountsAs: 23,
      linkGrammar: 'mastodon',
      mentionGrammar: 'mastodon',
      hashtagGrammar: 'mastodon',
      maxParts: 25,
      empty: 'with-media',
    },
    media: {
      maxImages: 4,
      imageTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
      maxImageBytes: 16_777_216,
      maxImagePixels: 33_177_600,
      maxAltLength: 1500,
      linkCardWithImages: true,
    },
  },
  settlement: 'good',
  quotas: [
    { bucket: 'api', limit: 300, perSeconds: 300, scope: 'account', publish: 1, source: `${DOCS}/api/rate-limits/` },
    { bucket: 'media', limit: 30, perSeconds: 1800, scope: 'account', source: `${DOCS}/api/rate-limits/` },
    { bucket: 'delete', limit: 30, perSeconds: 1800, scope: 'account', source: `${DOCS}/api/rate-limits/` },
  ],
  metrics: [
    {
      metric: 'followers',
      of: 'account',
      official: 'followers_count',
      unit: 'people',
      source: `${DOCS}/entities/Account/#followers_count`,
      since: '2026-11-24',
    },
    {
      metric: 'reactions',
      of: 'post',
      official: 'favourites_count',
      unit: 'actions',
      source: `${DOCS}/entities/Status/#favourites_count`,
      since: '2026-11-24',
    },
    {
      metric: 'comments',
      of: 'post',
      official: 'replies_count',
      unit: 'actions',
      source: `${DOCS}/entities/Status/#replies_count`,
      since: '2026-11-24',
    },
    {
      metric: 'shares',
      of: 'post',
      official: 'reblogs_count+quotes_count',
      unit: 'actions',
      source: `${DOCS}/entities/Status/#reblogs_count`,
      since: '2026-11-24',
    },
  ],
  refreshBefore: null,
  preparedFor: MEDIA_LIFE_SECONDS,
}
