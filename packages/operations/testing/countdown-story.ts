import type { AnchorBase, Condition, Release } from '@comptoir/domain/countdown'
import { CreatePost } from '@comptoir/domain/editorial'
import { createEvent, getEvent } from '../countdown/index.ts'
import { approvePost, createPost, submitPost } from '../editorial/index.ts'
import type { Desk } from './desk.ts'

export const T0 = Temporal.Instant.from(`${Temporal.Now.plainDateISO('UTC').add({ days: 10 }).toString()}T18:37:00Z`)
export const NO_REASON = { reason: '', fingerprint: null, decisions: [] }

/** A launch with posts that hang from it, as the tests of the countdown tell it. */
export async function openStory(desk: Desk, t0: Temporal.Instant | null = T0) {
  const made = await desk.work((tx) =>
    createEvent(tx, desk.reviewer, {
      clientId: desk.clientId,
      name: 'Lyre 3',
      subject: 'Orphée 5',
      site: 'Kourou',
      zone: 'America/Cayenne',
      windowMinutes: 45,
      t0: t0 ? { kind: 'instant', at: t0 } : { kind: 'unknown' },
    }),
  )
  if (made.kind !== 'created') throw new Error(made.why)
  const { eventId } = made

  /** Writes a post that hangs from the event; approved and armed unless it is left a draft. */
  async function hang(
    title: string,
    seconds: number,
    over: {
      base?: AnchorBase
      condition?: Condition
      channelId?: string
      draft?: boolean
      release?: Release
      lateLimitSeconds?: number
    } = {},
  ): Promise<string> {
    const input = CreatePost.parse({
      clientId: desk.clientId,
      mandateId: desk.mandateId,
      eventId,
      title,
      text: title,
      timing: { kind: 'anchored', base: over.base ?? 't0', offsetSeconds: seconds, condition: over.condition ?? 'any' },
      release: over.release ?? null,
      lateLimitSeconds: over.lateLimitSeconds ?? null,
      variants: [{ channelId: over.channelId ?? desk.channelId }],
    })
    return write(desk, input, over.draft ?? false)
  }

  return {
    eventId,
    hang,
    at: async () => ({ eventId, attemptId: (await see()).attempt.id }),
    see: () => see(),
    deliveryOf: (postId: string) =>
      desk.work((tx) =>
        tx
          .selectFrom('deliveries')
          .select(['id', 'state', 'due_at', 'held_because', 'fence', 'cause'])
          .where('post_id', '=', postId)
          .executeTakeFirstOrThrow(),
      ),
  }

  function see() {
    return desk.work((tx) => getEvent(tx, eventId))
  }
}

/** A post at a time of its own. */
export function fix(desk: Desk, title: string, at: Temporal.Instant, channelId = desk.channelId): Promise<string> {
  const input = CreatePost.parse({
    clientId: desk.clientId,
    mandateId: desk.mandateId,
    title,
    text: title,
    timing: { kind: 'fixed', at: at.toString() },
    variants: [{ channelId }],
  })
  return write(desk, input, false)
}

async function write(desk: Desk, input: CreatePost, draft: boolean): Promise<string> {
  const made = await desk.work((tx) => createPost(tx, desk.writer, input))
  if (made.kind !== 'created') throw new Error(made.why)
  const postId = made.id
  if (draft) return postId
  await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 1 }))
  const approved = await desk.work((tx) => approvePost(tx, desk.reviewer, { postId, version: 1, comment: '' }))
  if (approved.kind !== 'approved') throw new Error(approved.why)
  return postId
}
