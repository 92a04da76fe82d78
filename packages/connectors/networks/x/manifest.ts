import { CONTRACT_VERSION } from '../../sdk/index.ts'
import type { ConnectField, Manifest, MetricDefinition } from '../../sdk/index.ts'

export const DEFAULT_BASE = 'https://api.x.com'

/** An upload says how long it lives (a day); this is what is counted on when it does not. Seconds. */
export const MEDIA_LIFE_SECONDS = 20 * 3600

export const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'] as const

const DOCS = 'https://docs.x.com/x-api'

const base: ConnectField = {
  name: 'baseUrl',
  kind: 'url',
  required: false,
  operatorOnly: true,
  baseUrl: true,
  default: DEFAULT_BASE,
  placeholder: null,
}
const secret = (name: string, required: boolean): ConnectField => ({
  name,
  kind: name === 'clientId' ? 'text' : 'secret',
  required,
  operatorOnly: false,
  baseUrl: false,
  default: null,
  placeholder: null,
})
const ofPost = (
  metric: MetricDefinition['metric'],
  official: string,
  unit: MetricDefinition['unit'],
): MetricDefinition => ({
  metric,
  of: 'post',
  official,
  unit,
  source: `${DOCS}/fundamentals/metrics`,
  since: '2026-11-24',
})

export const manifest: Manifest = {
  contract: CONTRACT_VERSION,
  id: 'x',
  name: 'X',
  apiVersion: 'X API v2',
  sunsetOn: null,
  readOn: '2026-11-24',
  source: `${DOCS}/posts/creation-of-a-post`,
  capabilities: {
    text: true,
    link: 'in-text',
    images: true,
    alt: true,
    video: false,
    thread: true,
    firstComment: true,
    withdraw: true,
    edit: false,
    recentPosts: 'paid',
    accountMetrics: ['followers'],
    postMetrics: ['impressions', 'reactions', 'comments', 'shares', 'clicks'],
    conversation: false,
  },
  connect: [
    {
      kind: 'oauth2',
      id: 'oauth',
      authorizePath: '/i/oauth2/authorize',
      tokenPath: '/2/oauth2/token',
      revokePath: '/2/oauth2/revoke',
      scopes: SCOPES,
      pkce: true,
      app: 'agency',
      fields: [base],
    },
    {
      kind: 'token',
      id: 'access-token',
      fields: [
        secret('accessToken', true),
        secret('refreshToken', false),
        secret('clientId', false),
        secret('clientSecret', false),
        base,
      ],
    },
  ],
  rules: {
    text: {
      limits: [{ counter: 'x-weighted', max: 280 }],
      linkCountsAs: 23,
      linkGrammar: 'x',
      mentionGrammar: 'x',
      hashtagGrammar: 'x',
      maxParts: 25,
      empty: 'with-media',
    },
    media: {
      maxImages: 4,
      imageTypes: ['image/jpeg', 'image/png', 'image/webp'],
      maxImageBytes: 5_242_880,
      maxImagePixels: null,
      maxAltLength: 1000,
      linkCardWithImages: true,
    },
  },
  settlement: 'weak',
  quotas: [
    {
      bucket: 'publish',
      limit: 100,
      perSeconds: 900,
      scope: 'account',
      publish: 1,
      source: `${DOCS}/fundamentals/rate-limits`,
    },
    {
      bucket: 'publish-app',
      limit: 10_000,
      perSeconds: 86_400,
      scope: 'app',
      source: `${DOCS}/fundamentals/rate-limits`,
    },
    { bucket: 'read', limit: 900, perSeconds: 900, scope: 'account', source: `${DOCS}/fundamentals/rate-limits` },
    { bucket: 'me', limit: 75, perSeconds: 900, scope: 'account', source: `${DOCS}/fundamentals/rate-limits` },
    { bucket: 'upload', limit: 500, perSeconds: 900, scope: 'account', source: `${DOCS}/fundamentals/rate-limits` },
  ],
  metrics: [
    {
      metric: 'followers',
      of: 'account',
      official: 'public_metrics.followers_count',
      unit: 'people',
      source: `${DOCS}/fundamentals/metrics`,
      since: '2026-11-24',
    },
    ofPost('impressions', 'public_metrics.impression_count', 'views'),
    ofPost('reactions', 'public_metrics.like_count', 'actions'),
    ofPost('comments', 'public_metrics.reply_count', 'actions'),
    ofPost('shares', 'public_metrics.retweet_count+quote_count', 'actions'),
    ofPost('clicks', 'non_public_metrics.url_link_clicks', 'actions'),
  ],
  refreshBefore: 900,
  preparedFor: MEDIA_LIFE_SECONDS,
}
