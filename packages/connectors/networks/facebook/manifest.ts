import { CONTRACT_VERSION } from '../../sdk/index.ts'
import type { ConnectField, Manifest, MetricDefinition } from '../../sdk/index.ts'

export const GRAPH = 'v26.0'
export const DEFAULT_BASE = 'https://graph.facebook.com'

/** Unpublished photos are kept for about a day. Seconds, with a margin. */
export const PHOTO_LIFE_SECONDS = 20 * 3600

export const SCOPES = [
  'pages_show_list',
  'pages_manage_posts',
  'pages_read_engagement',
  'pages_manage_engagement',
  'pages_read_user_content',
  'read_insights',
] as const

const DOCS = 'https://developers.facebook.com/docs'
const INSIGHTS = `${DOCS}/graph-api/reference/insights`

const base: ConnectField = {
  name: 'baseUrl',
  kind: 'url',
  required: false,
  operatorOnly: true,
  baseUrl: true,
  default: DEFAULT_BASE,
  placeholder: null,
}

const ofPost = (
  metric: MetricDefinition['metric'],
  official: string,
  unit: MetricDefinition['unit'],
  source: string,
) => ({
  metric,
  of: 'post' as const,
  official,
  unit,
  source,
  since: '2026-11-24',
})

export const manifest: Manifest = {
  contract: CONTRACT_VERSION,
  id: 'facebook',
  name: 'Facebook',
  apiVersion: `Graph API ${GRAPH}`,
  // Meta names the day when the version after the next is out; a version lives two years at least.
  sunsetOn: null,
  readOn: '2026-11-24',
  source: `${DOCS}/graph-api/changelog/versions/`,
  capabilities: {
    text: true,
    link: 'card',
    images: true,
    alt: true,
    video: false,
    thread: false,
    firstComment: true,
    withdraw: true,
    edit: true,
    recentPosts: 'free',
    accountMetrics: ['followers'],
    postMetrics: ['reach', 'impressions', 'reactions', 'comments', 'shares', 'clicks'],
    conversation: false,
  },
  connect: [
    {
      kind: 'oauth2',
      id: 'oauth',
      authorizePath: `/${GRAPH}/dialog/oauth`,
      tokenPath: `/${GRAPH}/oauth/access_token`,
      revokePath: `/${GRAPH}/me/permissions`,
      scopes: SCOPES,
      pkce: false,
      app: 'agency',
      fields: [base],
    },
    {
      kind: 'token',
      id: 'access-token',
      fields: [
        {
          name: 'accessToken',
          kind: 'secret',
          required: true,
          operatorOnly: false,
          baseUrl: false,
          default: null,
          placeholder: 'EAA…',
        },
        base,
      ],
    },
  ],
  rules: {
    text: {
      limits: [{ counter: 'utf16', max: 63_206 }],
      linkCountsAs: null,
      linkGrammar: 'linkify',
      mentionGrammar: 'none',
      hashtagGrammar: 'none',
      maxParts: 1,
      empty: 'with-media',
    },
    media: {
      maxImages: 10,
      imageTypes: ['image/jpeg', 'image/png', 'image/gif'],
      maxImageBytes: 4_000_000,
      maxImagePixels: null,
      maxAltLength: 1000,
      linkCardWithImages: false,
    },
  },
  settlement: 'good',
  quotas: [
    {
      bucket: 'page',
      limit: 4800,
      perSeconds: 86_400,
      scope: 'account',
      publish: 1,
      source: `${DOCS}/graph-api/overview/rate-limiting/`,
    },
  ],
  metrics: [
    {
      metric: 'followers',
      of: 'account',
      official: 'followers_count',
      unit: 'people',
      source: `${DOCS}/graph-api/reference/page/`,
      since: '2026-11-24',
    },
    ofPost('reach', 'post_total_media_view_unique', 'people', INSIGHTS),
    ofPost('impressions', 'post_media_view', 'views', INSIGHTS),
    ofPost('clicks', 'post_clicks', 'actions', INSIGHTS),
    ofPost('reactions', 'reactions.summary.total_count', 'actions', `${DOCS}/graph-api/reference/object/reactions/`),
    ofPost('comments', 'comments.summary.total_count', 'actions', `${DOCS}/graph-api/reference/object/comments/`),
    ofPost('shares', 'shares.count', 'actions', `${DOCS}/graph-api/reference/post/`),
  ],
  // A page's token made from a long-lived one does not run out.
  refreshBefore: null,
  preparedFor: PHOTO_LIFE_SECONDS,
}
