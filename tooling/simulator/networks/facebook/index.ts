import type { LimitRule } from '../../core/limits.ts'
import type { Account, Media, Post } from '../../core/types.ts'
import { json, type Reply } from '../../http/reply.ts'
import type { Call, Route, Sheet } from '../sheet.ts'
import {
  duplicatePost,
  expiredToken,
  graphError,
  invalidParameter,
  missingPermission,
  missingReadPermission,
  noToken,
  revokedToken,
  serverError,
  unknownObject,
} from './errors.ts'
import { parseFields, type Asked } from './fields.ts'
import { insights } from './insights.ts'
import { commentList, pageNode, photoNode, postNode, UnknownField } from './nodes.ts'
import { accessToken, debugToken, dialog, identify, param, revokePermissions, userId } from './tokens.ts'
import { createComment, createPhoto, createPost, deletePost, updatePost } from './writes.ts'

type Thing =
  | { kind: 'page'; account: Account }
  | { kind: 'post'; account: Account; post: Post }
  | { kind: 'photo'; account: Account; media: Media }

const thing = (call: Call, id: string): Thing | null => {
  const account =
    id === 'me' && call.token?.kind === 'page'
      ? call.world.account('facebook', call.token.accountIds[0] ?? '')
      : call.world.account('facebook', id)
  if (account !== undefined) return { kind: 'page', account }
  const post = call.world.post('facebook', id)
  if (post !== undefined && post.deletedAt === null && (!post.published || post.visibleFrom <= call.now)) {
    const owner = call.world.account('facebook', post.accountId)
    return owner === undefined ? null : { kind: 'post', account: owner, post }
  }
  const media = call.world.mediaOf('facebook', id)
  const owner = media === undefined ? undefined : call.world.account('facebook', media.accountId)
  return media === undefined || owner === undefined ? null : { kind: 'photo', account: owner, media }
}

const fieldsOf = (call: Call, otherwise: string): Asked[] => parseFields(param(call, 'fields') ?? otherwise)

/** Runs a read, turning an unknown field into the API's own words. */
const drawing = (draw: () => Reply): Reply => {
  try {
    return draw()
  } catch (error) {
    if (error instanceof UnknownField) return invalidParameter(error.message)
    throw error
  }
}

const draw = (call: Call, found: Thing): Record<string, unknown> => {
  if (found.kind === 'page') return pageNode(call, found.account, fieldsOf(call, 'name,id'))
  if (found.kind === 'post') return postNode(call, found.account, found.post, fieldsOf(call, 'created_time,message,id'))
  return photoNode(call, found.media, fieldsOf(call, 'created_time,id'))
}

const readNode = (call: Call): Reply => {
  const id = call.params['id'] ?? ''
  const found = thing(call, id)
  if (found === null) return unknownObject(id)
  if (found.kind === 'post' && !mayRead(call)) return missingReadPermission('pages_read_engagement')
  return drawing(() => json(draw(call, found)))
}

const readMany = (call: Call): Reply => {
  const ids = (param(call, 'ids') ?? '').split(',').filter((id) => id !== '')
  if (ids.length === 0) return invalidParameter('The parameter ids is required')
  if (ids.length > 50) return invalidParameter('Too many IDs. Maximum: 50')
  return drawing(() => {
    const out: Record<string, unknown> = {}
    for (const id of ids) {
      const found = thing(call, id)
      // One that is gone fails the whole request, as it does there.
      if (found === null) return unknownObject(id)
      out[id] = draw(call, found)
    }
    return json(out)
  })
}

const mayRead = (call: Call): boolean => call.token?.scopes.includes('pages_read_engagement') === true

const me = (call: Call): Reply => {
  if (call.token === null) return noToken()
  if (call.token.kind === 'page') return readNode({ ...call, params: { id: 'me' } })
  return json({ name: 'Nour Benali', id: userId(call.world) })
}

const myPages = (call: Call): Reply => {
  const token = call.token
  if (token === null || token.kind !== 'user') return noToken()
  if (!token.scopes.includes('pages_show_list')) return json({ data: [] })
  const pages = token.accountIds.flatMap((id) => call.world.account('facebook', id) ?? [])
  const fields = fieldsOf(call, 'access_token,category,category_list,name,id,tasks')
  return drawing(() =>
    json({
      data: pages.map((page) => pageNode(call, page, fields)),
      paging: { cursors: { before: 'QVFI', after: 'QVFJ' } },
    }),
  )
}

const permissions = (call: Call): Reply =>
  json({ data: (call.token?.scopes ?? []).map((permission) => ({ permission, status: 'granted' })) })

const instantOf = (value: string | null): number | null => {
  if (value === null) return null
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value)
}

const timeline = (call: Call): Reply => {
  const found = thing(call, call.params['id'] ?? '')
  if (found?.kind !== 'page') return unknownObject(call.params['id'] ?? '')
  if (!mayRead(call)) return missingReadPermission('pages_read_engagement')
  const limit = Number(param(call, 'limit') ?? 25)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return invalidParameter('For field limit: (#100) limit must be between 1 and 100')
  const [since, until] = [instantOf(param(call, 'since')), instantOf(param(call, 'until'))]
  if (Number.isNaN(since) || Number.isNaN(until))
    return invalidParameter('Must be a valid ISO 8601 datetime or Unix timestamp')
  const after = param(call, 'after')
  const rows = call.world
    .postsOf(found.account)
    .filter((post) => call.world.readable(post, call.now) && post.replyTo === null)
    .filter((post) => (since === null || post.createdAt >= since) && (until === null || post.createdAt <= until))
    // Of one moment the later first.
    .toReversed()
    .toSorted((a, b) => b.createdAt - a.createdAt)
  const from = after === null ? 0 : rows.findIndex((post) => Buffer.from(post.id).toString('base64url') === after) + 1
  const slice = rows.slice(from, from + limit)
  const fields = fieldsOf(call, 'created_time,message,id')
  const cursor = (post: Post | undefined): string =>
    post === undefined ? '' : Buffer.from(post.id).toString('base64url')
  const next =
    from + limit < rows.length
      ? { next: `${call.world.base('facebook')}${call.path}?limit=${limit}&after=${cursor(slice.at(-1))}` }
      : {}
  return drawing(() =>
    json({
      data: slice.map((post) => postNode(call, found.account, post, fields)),
      ...(slice.length > 0 && {
        paging: { cursors: { before: cursor(slice[0]), after: cursor(slice.at(-1)) }, ...next },
      }),
    }),
  )
}

const comments = (call: Call): Reply => {
  const found = thing(call, call.params['id'] ?? '')
  if (found?.kind !== 'post') return unknownObject(call.params['id'] ?? '')
  if (call.token?.scopes.includes('pages_read_user_content') !== true && !mayRead(call))
    return missingReadPermission('pages_read_user_content')
  const limit = Math.min(Number(param(call, 'limit') ?? 25) || 25, 100)
  const since = instantOf(param(call, 'since'))
  const all = commentList(call, found.account, found.post).filter(
    (comment) => since === null || Date.parse(String(comment['created_time'])) >= since,
  )
  if (param(call, 'order') === 'reverse_chronological') all.reverse()
  const from = Number(Buffer.from(param(call, 'after') ?? '', 'base64url').toString() || 0)
  const slice = all.slice(from, from + limit)
  const after = Buffer.from(String(from + slice.length)).toString('base64url')
  const wantsSummary = param(call, 'summary') !== null
  return json({
    data: slice,
    ...(slice.length > 0 && {
      paging: { cursors: { before: Buffer.from(String(from)).toString('base64url'), after } },
    }),
    ...(wantsSummary && {
      summary: {
        order: 'chronological',
        total_count: call.world.figures(found.post, call.now).comments,
        can_comment: true,
      },
    }),
  })
}

const readInsights = (call: Call): Reply => {
  const found = thing(call, call.params['id'] ?? '')
  if (found === null || found.kind === 'photo') return unknownObject(call.params['id'] ?? '')
  return insights(call, found.account, found.kind === 'post' ? found.post : null)
}

const onPage =
  (write: (call: Call, account: Account) => Reply) =>
  (call: Call): Reply => {
    const found = thing(call, call.params['id'] ?? '')
    return found?.kind === 'page' ? write(call, found.account) : unknownObject(call.params['id'] ?? '', 'post')
  }
const onPost =
  (write: (call: Call, account: Account, post: Post) => Reply, method: string) =>
  (call: Call): Reply => {
    const id = call.params['id'] ?? ''
    const post = call.world.post('facebook', id)
    const account = post === undefined ? undefined : call.world.account('facebook', post.accountId)
    return post === undefined || account === undefined || post.deletedAt !== null
      ? unknownObject(id, method)
      : write(call, account, post)
  }

const route = (
  method: string,
  pattern: string,
  operation: Route['operation'],
  auth: Route['auth'],
  handle: Route['handle'],
): Route => ({ method, pattern, operation, auth, handle })

const photoOperation = (call: Call): string => (param(call, 'published') === 'false' ? 'upload' : 'publish')
const feedOperation = (call: Call): string => (param(call, 'published') === 'false' ? 'create-unpublished' : 'publish')
const updateOperation = (call: Call): string => (param(call, 'message') === null ? 'publish' : 'edit')
const nodeOperation = (call: Call): string =>
  call.world.account('facebook', call.params['id'] ?? '') === undefined ? 'read' : 'profile'
const tokenOperation = (call: Call): string => (param(call, 'grant_type') === 'fb_exchange_token' ? 'refresh' : 'token')

const routes: Route[] = [
  route('GET', '/dialog/oauth', 'authorize', 'none', dialog),
  route('POST', '/dialog/oauth', 'authorize', 'none', dialog),
  route('GET', '/oauth/access_token', tokenOperation, 'none', accessToken),
  route('POST', '/oauth/access_token', tokenOperation, 'none', accessToken),
  route('GET', '/debug_token', 'me', 'required', debugToken),
  route('GET', '/me', 'me', 'required', me),
  route('GET', '/me/accounts', 'me', 'required', myPages),
  route('GET', '/me/permissions', 'me', 'required', permissions),
  route('DELETE', '/me/permissions', 'revoke', 'required', revokePermissions),
  route('GET', '/', 'metrics', 'required', readMany),
  route('POST', '/:id/feed', feedOperation, 'required', onPage(createPost)),
  route('POST', '/:id/photos', photoOperation, 'required', onPage(createPhoto)),
  route('POST', '/:id/comments', 'reply', 'required', onPost(createComment, 'post')),
  route('GET', '/:id/feed', 'timeline', 'required', timeline),
  route('GET', '/:id/posts', 'timeline', 'required', timeline),
  route('GET', '/:id/published_posts', 'timeline', 'required', timeline),
  route('GET', '/:id/comments', 'comments', 'required', comments),
  route('GET', '/:id/insights', 'metrics', 'required', readInsights),
  route('GET', '/:id/insights/:metric', 'metrics', 'required', readInsights),
  route('GET', '/:id', nodeOperation, 'required', readNode),
  route('POST', '/:id', updateOperation, 'required', onPost(updatePost, 'post')),
  route('DELETE', '/:id', 'delete', 'required', onPost(deletePost, 'delete')),
]

/** Per page and day, by its engaged users; a page of any size may make at least so many. */
const limits: LimitRule[] = [
  {
    name: 'page',
    windowSeconds: 86_400,
    points: 48_000,
    cost: (operation) => (['authorize', 'token', 'refresh', 'me'].includes(operation) ? 0 : 1),
  },
  { name: 'app', windowSeconds: 3600, points: 2000, cost: (operation) => (operation === 'me' ? 1 : 0) },
]

const usage = (percent: number): string =>
  JSON.stringify({
    call_count: percent,
    total_time: Math.floor(percent * 0.8),
    total_cputime: Math.floor(percent * 0.6),
  })
const businessUsage = (pageId: string, percent: number, minutes: number): string =>
  JSON.stringify({
    [pageId]: [
      {
        type: 'pages',
        call_count: percent,
        total_cputime: Math.floor(percent * 0.6),
        total_time: Math.floor(percent * 0.8),
        estimated_time_to_regain_access: minutes,
      },
    ],
  })

export const facebook: Sheet = {
  network: 'facebook',
  routes,
  identify,
  normalise: (path) => {
    const version = /^\/v(\d+)\.\d+(\/.*)?$/.exec(path)
    if (version === null)
      return graphError({ message: 'Unknown path components: the simulator wants the version in the path', code: 2500 })
    if (Number(version[1]) < 18) return sunset()
    return version[2] ?? '/'
  },
  limits,
  limitHeaders: (states, call) => {
    const state = states[0]
    const percent = state === undefined ? 0 : Math.floor(((state.points - state.remaining) / state.points) * 100)
    const minutes = state?.exceeded === true ? Math.ceil((state.resetAt - call.now) / 60_000) : 0
    return {
      'facebook-api-version': 'v27.0',
      'x-app-usage': usage(percent),
      ...(call.account !== null && { 'x-business-use-case-usage': businessUsage(call.account.id, percent, minutes) }),
    }
  },
  limited: (style, call) => {
    const reply = graphError({ message: '(#32) Page request limit reached', code: 32, transient: true })
    const minutes = Math.ceil(style.retryAfterSeconds / 60)
    const headers: Record<NonNullable<typeof style.headers>, Record<string, string>> = {
      network: {
        'x-app-usage': usage(100),
        'x-business-use-case-usage': businessUsage(call.account?.id ?? '0', 100, minutes),
      },
      'retry-after': { 'retry-after': String(style.retryAfterSeconds) },
      none: {},
      garbage: { 'x-app-usage': '{', 'x-business-use-case-usage': 'soon' },
    }
    return { ...reply, headers: { ...reply.headers, ...headers[style.headers] } }
  },
  notFound: (call) => unknownObject(call.path.split('/')[2] ?? '', call.method.toLowerCase()),
  tooLarge: () => graphError({ message: 'Request entity too large', code: 1, status: 413 }),
  serverError,
  tokenDead: (variant) => (variant === 'expired' ? expiredToken() : revokedToken()),
  scopeLost: (scope, call) =>
    ['publish', 'create-unpublished', 'upload', 'edit', 'delete', 'reply'].includes(call.operation)
      ? missingPermission(scope)
      : missingReadPermission(scope === '' ? 'pages_read_engagement' : scope),
  duplicate: duplicatePost,
  sunset: () => sunset(),
}

const sunset = (): Reply =>
  graphError({
    message:
      '(#2635) You are calling a deprecated version of the Graph API. Please update to the latest version: v27.0.',
    code: 2635,
  })
