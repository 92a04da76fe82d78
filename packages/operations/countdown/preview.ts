import type { AgencyTx } from '@comptoir/db'
import {
  type Attempt,
  clockSeconds,
  type CountdownEvent,
  type EventOrder,
  isContingency,
  isStoppedByScrub,
  obey,
  type OrderRefusal,
  type PollState,
  type WaitsFor,
} from '@comptoir/domain/countdown'
import type { QuietHours } from '@comptoir/domain/clients'
import { type Instant, refused, type Refused } from '@comptoir/domain/shared'
import { randomUUIDv7 } from 'node:crypto'
import { found } from '../shared/index.ts'
import { type HangingPost, quietHoursOf, readHangingPosts, waitingChannels } from './anchored-posts.ts'
import { differenceOf, type EventDifference, type Neighbour } from './difference.ts'
import { fingerprintOf } from './fingerprint.ts'
import { clockOf, readEvent } from './lock-event.ts'
import { type AttemptOnWire, attemptOnWire, type TimingOnWire, timingOnWire } from './on-wire.ts'
import { readPollState } from './poll/index.ts'

/** A change that was computed and not written: the event before, the attempt after, and what lies between. */
export type Computed = {
  event: CountdownEvent
  /** Of the event's own client: for the drawing; each post is judged by its own client's. */
  quietHours: QuietHours | null
  after: Attempt
  now: Instant
  hanging: HangingPost[]
  shown: EventDifference
  fingerprint: string
  /** What the go/no-go poll says when Go is asked for; null where the event has none. */
  poll: PollState | null
}

export type OrderRefused = Refused<OrderRefusal | 'attempt-changed'>

/** Judges an order against the event as it stands and computes its difference. The one road for the preview and the commit. */
export async function compute(
  tx: AgencyTx,
  event: CountdownEvent,
  order: EventOrder,
): Promise<({ kind: 'computed' } & Computed) | OrderRefused> {
  if (order.attemptId !== event.attempt.id) return refused('attempt-changed')
  const now = await clockOf(tx)
  const obeyed = obey(order, event.attempt, event.zone, randomUUIDv7(), now)
  if (obeyed.kind === 'refused') return obeyed
  const hanging = await readHangingPosts(tx, event.id)
  const shown = await differenceOf(tx, event, obeyed.attempt, hanging, now)
  const poll = order.verb === 'go' ? await readPollState(tx, event.id) : null
  return {
    kind: 'computed',
    event,
    quietHours: await quietHoursOfClient(tx, event.clientId),
    after: obeyed.attempt,
    now,
    hanging,
    shown,
    fingerprint: fingerprintOf(event, order, shown, poll),
    poll,
  }
}

async function quietHoursOfClient(tx: AgencyTx, clientId: string): Promise<QuietHours | null> {
  const row = await tx
    .selectFrom('clients')
    .select(['quiet_from', 'quiet_until', 'quiet_zone'])
    .where('id', '=', clientId)
    .executeTakeFirst()
  return quietHoursOf(found(row, 'client'))
}

/** What will become of one post, in the words of the wire. */
export type PostPreview = {
  postId: string
  title: string
  timing: TimingOnWire
  contingency: boolean
  networks: string[]
  from: string | null
  to: string | null
  waitsFor: WaitsFor | null
  moved: boolean
  past: boolean
  /** It would leave in its client's quiet hours, which begin at this wall time and end then. */
  quietFrom: string | null
  quietUntil: string | null
  /** Its case comes to hold and a person is asked. */
  offered: boolean
  /** Whose post it is, where that is not the event's own client. */
  otherClient: string | null
  /** Its approval was for a T-0 farther away than the mandate's limit, or for a text that says that T-0. */
  approvalLapses: { approvedFor: string | null; slipLimitSeconds: number; saysOtherT0: boolean } | null
}

export type CollisionPreview = {
  postId: string
  title: string
  at: string
  otherPostId: string
  otherTitle: string
  otherAt: string
  network: string
  apartSeconds: number
  /** The other post has a time of its own and could go there instead; null: it hangs from the event too, or no time is free. */
  freeAt: string | null
}

export type Preview = {
  kind: 'preview'
  verb: EventOrder['verb']
  fingerprint: string
  at: string
  before: AttemptOnWire
  after: AttemptOnWire
  /** Seconds that T-0 moves by; null where there was none or will be none. */
  bySeconds: number | null
  counts: EventDifference['difference']['counts'] & {
    /** Posts that hang from the event and are not out. */
    hanging: number
    /** Deliveries that the change keeps back. */
    stopped: number
    /** Posts that wait now and leave because of the change. */
    released: number
    collisionsBorn: number
    collisionsGone: number
  }
  /** Of a Go: what the go/no-go poll says, and how many posts wait for it beside this order. */
  poll: { state: PollState; waiting: number } | null
  quietHours: { from: string; until: string; zone: string } | null
  posts: PostPreview[]
  collisions: CollisionPreview[]
  /** What else is planned on the channels around the new times. */
  neighbours: { postId: string; title: string; at: string }[]
}

/** Shows what an order would do. Nothing is written. */
export async function previewOrder(tx: AgencyTx, order: EventOrder): Promise<Preview | OrderRefused> {
  const computed = await compute(tx, await readEvent(tx, order.eventId), order)
  return computed.kind === 'refused' ? computed : previewOf(computed, order)
}

/** A computed change in the words of the wire. */
export function previewOf(computed: Computed, order: EventOrder): Preview {
  const { event, after, shown, hanging, now } = computed
  const byId = new Map(hanging.map((post) => [post.id, post]))
  const posts = shown.difference.posts.flatMap((one): PostPreview[] => {
    const post = byId.get(one.postId)
    if (!post) return []
    const approvedFor = post.approvals.flatMap(({ t0 }) => t0 ?? [])[0] ?? null
    return [
      {
        postId: post.id,
        title: post.title,
        timing: timingOnWire(post.timing),
        contingency: 'condition' in post.timing && isContingency(post.timing.condition),
        networks: networksOf(post),
        from: one.from?.toString() ?? null,
        to: one.to?.toString() ?? null,
        waitsFor: one.waitsFor,
        moved: one.moved,
        past: one.past,
        quietFrom: post.quietHours?.from ?? null,
        quietUntil: shown.quietEnds.get(one.postId)?.toString() ?? null,
        offered: one.offered,
        otherClient: post.client.id === event.clientId ? null : post.client.name,
        approvalLapses: one.approvalLapses
          ? {
              approvedFor: approvedFor?.toString() ?? null,
              slipLimitSeconds: post.slipLimitSeconds,
              saysOtherT0: one.saysOtherT0,
            }
          : null,
      },
    ]
  })
  const { before, after: next } = { before: event.attempt.t0, after: after.t0 }
  return {
    kind: 'preview',
    verb: order.verb,
    fingerprint: computed.fingerprint,
    at: now.toString(),
    before: attemptOnWire(event.attempt),
    after: attemptOnWire(after),
    bySeconds: before.kind === 'instant' && next.kind === 'instant' ? clockSeconds(before.at, next.at) : null,
    counts: {
      ...shown.difference.counts,
      hanging: shown.difference.posts.length,
      stopped: hanging
        .filter(({ timing }) => order.verb !== 'scrubbed' || isStoppedByScrub(timing))
        .flatMap((post) => post.variants)
        .filter((one) => one.state === 'scheduled' || one.state === 'claimed').length,
      released: shown.difference.posts.filter(
        (one) => one.from === null && one.waitsFor === null && one.to !== null && !one.offered && !one.past,
      ).length,
      collisionsBorn: shown.born.length,
      collisionsGone: shown.goneCollisions,
    },
    poll: computed.poll && { state: computed.poll, waiting: posts.filter(waitsForGo).length },
    quietHours: computed.quietHours,
    posts: posts.toSorted(inTime),
    collisions: shown.born.map((pair) => {
      const other = pair.other && pair.other.postId === pair.first.postId ? pair.first : pair.second
      const mine = other === pair.first ? pair.second : pair.first
      const titleOf = (id: string) => byId.get(id)?.title ?? pair.other?.title ?? ''
      return {
        postId: mine.postId,
        title: titleOf(mine.postId),
        at: mine.at.toString(),
        otherPostId: other.postId,
        otherTitle: titleOf(other.postId),
        otherAt: other.at.toString(),
        network: networkOf(byId.get(mine.postId), pair.channelId),
        apartSeconds: pair.apartSeconds,
        freeAt: pair.freeAt?.toString() ?? null,
      }
    }),
    neighbours: nearby(shown.neighbours, posts),
  }
}

function waitsForGo({ timing }: PostPreview): boolean {
  return 'condition' in timing && timing.condition === 'go'
}

function networksOf(post: HangingPost): string[] {
  const waiting = new Set(waitingChannels(post))
  return [...new Set(post.variants.filter((one) => waiting.has(one.channelId)).map((one) => one.network))]
}

function networkOf(post: HangingPost | undefined, channelId: string): string {
  return post?.variants.find((one) => one.channelId === channelId)?.network ?? ''
}

function inTime(a: PostPreview, b: PostPreview): number {
  return (a.to ?? a.from ?? '9').localeCompare(b.to ?? b.from ?? '9') || a.title.localeCompare(b.title)
}

function nearby(neighbours: readonly Neighbour[], posts: readonly PostPreview[]) {
  const times = posts.flatMap((post) => (post.to ? [Temporal.Instant.from(post.to).epochMilliseconds] : []))
  if (times.length === 0) return []
  const hour = 3_600_000
  const from = Math.min(...times) - hour
  const until = Math.max(...times) + hour
  const seen = new Map(neighbours.map((one) => [one.postId, one]))
  return [...seen.values()]
    .filter((one) => one.at.epochMilliseconds >= from && one.at.epochMilliseconds <= until)
    .slice(0, 50)
    .map((one) => ({ postId: one.postId, title: one.title, at: one.at.toString() }))
}
