import { CONTRACT_VERSION } from '../../sdk/index.ts'
import type { Manifest } from '../../sdk/index.ts'

export const DEFAULT_SERVICE = 'https://bsky.social'

/** Uploaded blobs that no record names are swept by the server; the specification asks it to wait an hour at least. */
export const BLOB_LIFE_SECONDS = 3000

const LEXICON = 'https://github.com/bluesky-social/atproto/tree/main/lexicons'

export const manifest: Manifest = {
  contract: CONTRACT_VERSION,
  id: 'bluesky',
  name: 'Bluesky',
  apiVersion: 'atproto xrpc, lexicons of @atproto/api 0.21',
  sunsetOn: null,
  readOn: '2026-11-24',
  source: 'https://docs.bsky.app/docs/category/http-reference',
  capabilities: {
    text: true,
    link: 'card',
    images: true,
    alt: true,
    video: false,
    thread: true,
    firstComment: true,
    withdraw: true,
    edit: false,
    recentPosts: 'free',
    accountMetrics: ['followers'],
    postMetrics: ['reactions', 'comments', 'shares'],
    conversation: false,
  },
  connect: [
    {
      kind: 'password',
      id: 'app-password',
      fields: [
        {
          name: 'identifier',
          kind: 'text',
          required: true,
          operatorOnly: false,
          baseUrl: false,
          default: null,
          placeholder: 'agence.bsky.social',
        },
        {
          name: 'password',
          kind: 'secret',
          required: true,
          operatorOnly: false,
          baseUrl: false,
          default: null,
          placeholder: 'xxxx-xxxx-xxxx-xxxx',
        },
        {
          name: 'service',
          kind: 'url',
          required: false,
          operatorOnly: true,
          baseUrl: true,
          default: DEFAULT_SERVICE,
          placeholder: null,
        },
      ],
    },
  ],
  rules: {
    text: {
      limits: [
        { counter: 'graphemes', max: 300 },
        { counter: 'utf8-bytes', max: 3000 },
      ],
      linkCountsAs: null,
      linkGrammar: 'bluesky',
      mentionGrammar: 'bluesky',
      hashtagGrammar: 'bluesky',
      maxParts: 25,
      empty: 'with-media',
    },
    media: {
      maxImages: 4,
      imageTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
      maxImageBytes: 2_000_000,
      maxImagePixels: null,
      maxAltLength: 2000,
      linkCardWithImages: false,
    },
  },
  settlement: 'exact',
  quotas: [
    {
      bucket: 'write-hour',
      limit: 5000,
      perSeconds: 3600,
      scope: 'account',
      // A created record costs three points.
      publish: 3,
      source: 'https://docs.bsky.app/docs/advanced-guides/rate-limits',
    },
    {
      bucket: 'write-day',
      limit: 35_000,
      perSeconds: 86_400,
      scope: 'account',
      source: 'https://docs.bsky.app/docs/advanced-guides/rate-limits',
    },
    {
      bucket: 'sign-in',
      limit: 30,
      perSeconds: 300,
      scope: 'account',
      source: 'https://docs.bsky.app/docs/advanced-guides/rate-limits',
    },
    {
      bucket: 'read',
      limit: 3000,
      perSeconds: 300,
      scope: 'address',
      source: 'https://docs.bsky.app/docs/advanced-guides/rate-limits',
    },
  ],
  metrics: [
    {
      metric: 'followers',
      of: 'account',
      official: 'followersCount',
      unit: 'people',
      source: `${LEXICON}/app/bsky/actor/defs.json`,
      since: '2026-11-24',
    },
    {
      metric: 'reactions',
      of: 'post',
      official: 'likeCount',
      unit: 'actions',
      source: `${LEXICON}/app/bsky/feed/defs.json`,
      since: '2026-11-24',
    },
    {
      metric: 'comments',
      of: 'post',
      official: 'replyCount',
      unit: 'actions',
      source: `${LEXICON}/app/bsky/feed/defs.json`,
      since: '2026-11-24',
    },
    {
      metric: 'shares',
      of: 'post',
      official: 'repostCount+quoteCount',
      unit: 'actions',
      source: `${LEXICON}/app/bsky/feed/defs.json`,
      since: '2026-11-24',
    },
  ],
  refreshBefore: 900,
  preparedFor: BLOB_LIFE_SECONDS,
}
