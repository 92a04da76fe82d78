import type { AgencyTx } from '@comptoir/db'
import { type PostState, postState, type ReviewKind } from '@comptoir/domain/editorial'
import { fillerOf, fillText, resolveDueAt } from '@comptoir/domain/countdown'
import type { DeliveryState } from '@comptoir/domain/publishing'
import { currentAttempt } from '../publishing/index.ts'
import { found } from '../shared/index.ts'
import { type LoadedPost, loadPost } from './load-post.ts'

export type PostPage = Omit<LoadedPost, 'timing' | 'media' | 'filling' | 'variants'> & {
  /** `says`: the words as they would leave now, placeholders filled. */
  variants: (LoadedPost['variants'][number] & { says: { parts: string[]; firstComment: string | null } })[]
  timing: TimingOnWire
  media: (LoadedPost['media'][number] & {
    credit: string | null
    thumbhash: string | null
    refusedBecause: string | null
  })[]
  state: PostState
  clientName: string
  authorName: string | null
  updatedAt: string
  /** When it is due, or what it waits for. */
  due: { kind: 'due'; at: string } | { kind: 'waits'; for: string; projected: string | null }
  deliveries: {
    id: string
    channelId: string
    state: DeliveryState
    dueAt: string | null
    permalink: string | null
    heldBecause: string | null
  }[]
  reviews: {
    id: string
    kind: ReviewKind
    revision: number
    memberName: string | null
    comment: string | null
    because: unknown
    at: string
  }[]
  revisions: { number: number; authorId: string | null; authorName: string | null; at: string }[]
  /** Whether the mandate lets those who wrote it approve it. */
  selfApproval: boolean
  approval: { byName: string; at: string } | null
}

export type TimingOnWire = { kind: 'fixed'; at: string } | Exclude<LoadedPost['timing'], { kind: 'fixed' }>

export const timingOnWire = (timing: LoadedPost['timing']): TimingOnWire =>
  timing.kind === 'fixed' ? { kind: 'fixed', at: timing.at.toString() } : timing

/** All that the composer shows of a post. */
export async function getPost(tx: AgencyTx, postId: string): Promise<PostPage> {
  const post = await loadPost(tx, postId)
  const facts = found(
    await tx
      .selectFrom('posts as p')
      .innerJoin('clients as c', (join) =>
        join.onRef('c.agency_id', '=', 'p.agency_id').onRef('c.id', '=', 'p.client_id'),
      )
      .leftJoin('members as m', (join) =>
        join.onRef('m.agency_id', '=', 'p.agency_id').onRef('m.id', '=', 'p.author_id'),
      )
      .leftJoin('mandates as md', (join) =>
        join.onRef('md.agency_id', '=', 'p.agency_id').onRef('md.id', '=', 'p.mandate_id'),
      )
      .select(['p.updated_at', 'c.name as client_name', 'm.name as author_name', 'md.self_approval'])
      .where('p.id', '=', postId)
      .executeTakeFirst(),
    'post',
  )
  const files = new Map(
    (
      await tx
        .selectFrom('media')
        .select(['id', 'credit', 'thumbhash', 'refused_because'])
        .where('id', 'in', [...post.media.map((one) => one.mediaId), postId])
        .execute()
    ).map((row) => [row.id, row]),
  )
  const deliveries = await tx
    .selectFrom('deliveries')
    .select(['id', 'channel_id', 'state', 'due_at', 'permalink', 'held_because'])
    .where('post_id', '=', postId)
    .orderBy('id')
    .execute()
  const reviews = await tx
    .selectFrom('reviews as r')
    .leftJoin('members as m', (join) => join.onRef('m.agency_id', '=', 'r.agency_id').onRef('m.id', '=', 'r.member_id'))
    .select(['r.id', 'r.kind', 'r.revision', 'r.comment', 'r.because', 'r.at', 'm.name'])
    .where('r.post_id', '=', postId)
    .orderBy('r.id')
    .execute()
  const revisions = await tx
    .selectFrom('revisions as r')
    .leftJoin('members as m', (join) => join.onRef('m.agency_id', '=', 'r.agency_id').onRef('m.id', '=', 'r.author_id'))
    .select(['r.number', 'r.at', 'r.author_id', 'm.name'])
    .where('r.post_id', '=', postId)
    .orderBy('r.number', 'desc')
    .execute()
  const approval = await tx
    .selectFrom('approvals as a')
    .innerJoin('members as m', (join) =>
      join.onRef('m.agency_id', '=', 'a.agency_id').onRef('m.id', '=', 'a.approved_by'),
    )
    .select(['m.name', 'a.at'])
    .where('a.post_id', '=', postId)
    .where('a.lapsed_at', 'is', null)
    .executeTakeFirst()
  const anchored = post.timing.kind === 'anchored' || post.timing.kind === 'calendar'
  const due = resolveDueAt(post.timing, anchored && post.eventId ? await currentAttempt(tx, post.eventId) : null)
  const states = deliveries.map((one) => one.state as DeliveryState)
  const { filling, ...rest } = post
  const valueOf = fillerOf(filling)
  return {
    ...rest,
    variants: post.variants.map((one) => ({
      ...one,
      says: {
        parts: (one.parts ?? [post.text]).map((part) => fillText(part, valueOf)),
        firstComment: one.firstComment === null ? null : fillText(one.firstComment, valueOf),
      },
    })),
    timing: timingOnWire(post.timing),
    media: post.media.map((one) => {
      const file = files.get(one.mediaId)
      return {
        ...one,
        credit: file?.credit ?? null,
        thumbhash: file?.thumbhash ?? null,
        refusedBecause: file?.refused_because ?? null,
      }
    }),
    state: post.cancelled ? 'cancelled' : postState(post.reviewState, states),
    clientName: facts.client_name,
    authorName: facts.author_name,
    updatedAt: facts.updated_at.toISOString(),
    due:
      due.kind === 'due'
        ? { kind: 'due', at: due.at.toString() }
        : { kind: 'waits', for: due.for, projected: due.projected?.toString() ?? null },
    deliveries: deliveries.map((one) => ({
      id: one.id,
      channelId: one.channel_id,
      state: one.state as DeliveryState,
      dueAt: one.due_at?.toISOString() ?? null,
      permalink: one.permalink,
      heldBecause: one.held_because,
    })),
    reviews: reviews.map((one) => ({
      id: one.id,
      kind: one.kind as ReviewKind,
      revision: one.revision,
      memberName: one.name,
      comment: one.comment,
      because: one.because,
      at: one.at.toISOString(),
    })),
    revisions: revisions.map((one) => ({
      number: one.number,
      authorId: one.author_id,
      authorName: one.name,
      at: one.at.toISOString(),
    })),
    selfApproval: facts.self_approval ?? false,
    approval: approval ? { byName: approval.name, at: approval.at.toISOString() } : null,
  }
}

/** The content of one earlier version, to be laid beside today's. */
export async function getRevision(tx: AgencyTx, input: { postId: string; number: number }) {
  const row = found(
    await tx
      .selectFrom('revisions')
      .select(['number', 'content', 'at'])
      .where('post_id', '=', input.postId)
      .where('number', '=', input.number)
      .executeTakeFirst(),
    'revision',
  )
  return { number: row.number, content: row.content, at: row.at.toISOString() }
}
