import { z } from 'zod'
import { readJson } from '../../sdk/index.ts'
import type { Channel, Connector, Failure, Ports, PostReadings, Reading } from '../../sdk/index.ts'
import { manifest } from './manifest.ts'
import { POSTS } from './record.ts'
import { errorCode, failureOf, targetOf, xrpcAnswer } from './xrpc.ts'

const Profile = z.object({ followersCount: z.number().int().nonnegative().optional() })
const Posts = z.object({
  posts: z.array(
    z.object({
      uri: z.string(),
      likeCount: z.number().int().nonnegative().optional(),
      replyCount: z.number().int().nonnegative().optional(),
      repostCount: z.number().int().nonnegative().optional(),
      quoteCount: z.number().int().nonnegative().optional(),
    }),
  ),
})
type Post = z.output<typeof Posts>['posts'][number]
/** getPosts takes so many addresses a call. */
const AT_ONCE = 25

/** Followers as the app view tells them. Source: docs.bsky.app/docs/api/app-bsky-actor-get-profile. */
export const readAccountMetrics: Connector['readAccountMetrics'] = async (ports, channel) => {
  const view = await appView(ports, channel, 'app.bsky.actor.getProfile', { actor: channel.remoteId }, Profile)
  if (view.kind !== 'ok' && view.kind !== 'not-offered') return view
  const value = view.kind === 'ok' ? (view.value.followersCount ?? null) : null
  return { kind: 'readings', readings: [reading(ports, 'followers', 'followersCount', value)] }
}

/** Counts of posts. One that the app view leaves out is only called gone when its own server has no record of it. */
export const readPostMetrics: Connector['readPostMetrics'] = async (ports, channel, remoteIds) => {
  const posts: PostReadings[] = []
  const gone: string[] = []
  for (let i = 0; i < remoteIds.length; i += AT_ONCE) {
    const uris = remoteIds.slice(i, i + AT_ONCE)
    const view = await appView(ports, channel, 'app.bsky.feed.getPosts', { uris }, Posts)
    if (view.kind !== 'ok' && view.kind !== 'not-offered') return view
    const told = new Map(view.kind === 'ok' ? view.value.posts.map((post) => [post.uri, post]) : [])
    for (const uri of uris) {
      const post = told.get(uri)
      if (!post && view.kind === 'ok' && (await isGone(ports, channel, uri))) gone.push(uri)
      else
        posts.push({
          remoteId: uri,
          readings: readingsOf(ports, post, view.kind === 'ok' ? 'no-answer' : 'not-offered'),
        })
    }
  }
  return { kind: 'readings', posts, gone }
}

function readingsOf(ports: Ports, post: Post | undefined, missing: Reading['unavailable']): Reading[] {
  const shares = post?.repostCount === undefined ? null : post.repostCount + (post.quoteCount ?? 0)
  return [
    reading(ports, 'reactions', 'likeCount', post?.likeCount ?? null, missing),
    reading(ports, 'comments', 'replyCount', post?.replyCount ?? null, missing),
    reading(ports, 'shares', 'repostCount+quoteCount', shares, missing),
  ]
}

function reading(
  ports: Ports,
  metric: Reading['metric'],
  official: string,
  value: number | null,
  missing: Reading['unavailable'] = 'not-offered',
): Reading {
  const unavailable = value === null ? missing : null
  return { metric, official, value, unavailable, at: ports.clock.now(), apiVersion: manifest.apiVersion }
}

/**
 * A read of the app view through the account's server. A data server without one answers InvalidRequest, or that it has no such method:
 * the figures are then not offered, which is a gap and no zero.
 */
async function appView<T>(
  ports: Ports,
  channel: Channel,
  method: string,
  params: Readonly<Record<string, string | readonly string[]>>,
  schema: z.ZodType<T>,
): Promise<{ kind: 'ok'; value: T } | { kind: 'not-offered' } | Failure> {
  const answer = await xrpcAnswer(ports, targetOf(channel), {
    purpose: 'metrics',
    method,
    verb: 'query',
    params,
    effect: 'read',
  })
  if (answer.kind !== 'answered') return answer
  if (answer.status === 200) {
    const value = readJson(answer.body, schema)
    return value ? { kind: 'ok', value } : { kind: 'unavailable', why: 'unreadable-answer', status: 200, code: null }
  }
  const code = errorCode(answer)
  if (code === 'InvalidRequest' || code === 'MethodNotImplemented' || code === 'XRPCNotSupported')
    return { kind: 'not-offered' }
  return failureOf(ports, answer, 'read')
}

async function isGone(ports: Ports, channel: Channel, uri: string): Promise<boolean> {
  const answer = await xrpcAnswer(ports, targetOf(channel), {
    purpose: 'metrics',
    method: 'com.atproto.repo.getRecord',
    verb: 'query',
    params: { repo: channel.remoteId, collection: POSTS, rkey: uri.split('/').at(-1) ?? '' },
    effect: 'read',
  })
  return answer.kind === 'answered' && errorCode(answer) === 'RecordNotFound'
}
