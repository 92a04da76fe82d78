import type { AgencyTx } from '@comptoir/db'
import {
  type CountdownEvent,
  type EventFacts,
  isContingency,
  offerStands,
  type Release,
  resolveDueAt,
  type WaitsFor,
} from '@comptoir/domain/countdown'
import type { PostState, ReviewState } from '@comptoir/domain/editorial'
import { sql } from 'kysely'
import { found } from '../shared/index.ts'
import { type HangingPost, quietHoursOf, readHangingPosts } from './anchored-posts.ts'
import { type EventClient, readEventClients } from './event-clients.ts'
import { ATTEMPT_COLUMNS, attemptFrom } from './event-row.ts'
import { clockOf, readEvent } from './lock-event.ts'
import { type LeftPost, readLeft } from './read-left.ts'
import { type AttemptOnWire, attemptOnWire, type TimingOnWire, timingOnWire } from './on-wire.ts'
import { type PollView, viewPoll } from './poll/index.ts'
import { readRoomLog, type RoomLine } from './room-log.ts'

export type EventPost = {
  id: string
  title: string
  timing: TimingOnWire
  contingency: boolean
  /** Whether it leaves by itself once needed, and what a person said of it in this attempt. */
  release: Release
  offer: 'by-itself' | 'asked' | 'released' | 'dropped'
  /** Its case has come, and a person is asked whether it leaves. */
  offered: boolean
  /** Whose post it is, where that is not the event's own client. */
  otherClient: string | null
  campaign: { id: string; name: string } | null
  reviewState: ReviewState
  shown: PostState
  /** When it leaves, or left; null while no instant is known. */
  at: string | null
  /** Where it would fall if T-0 held: for what waits. */
  projected: string | null
  waitsFor: WaitsFor | null
  /** It waits for the end of the quiet hours, as a person decided. */
  waitsUntil: string | null
  variants: {
    network: string
    handle: string
    state: string | null
    heldBecause: string | null
    deliveryId: string | null
    permalink: string | null
  }[]
}

export type EventChange = {
  id: string
  verb: string
  at: string
  by: string
  reason: string | null
  attemptNumber: number
  before: AttemptOnWire | null
  after: AttemptOnWire
  counts: { moved: number; held: number; released: number; offered?: number; approvalsLost: number } | null
  /** The post that was let go, or let be; null for what concerns the whole event. */
  post: { id: string; title: string } | null
}

export type EventPage = {
  id: string
  client: { id: string; name: string; zone: string; quietHours: { from: string; until: string; zone: string } | null }
  /** The other clients whose posts may hang from it. */
  otherClients: EventClient[]
  name: string
  subject: string | null
  site: string | null
  zone: string
  windowMinutes: number | null
  /** What placeholders are filled from, beside name, subject and site. */
  facts: EventFacts
  attempt: AttemptOnWire
  /** The server's clock when this was read: a browser's own may be off. */
  now: string
  attempts: AttemptOnWire[]
  changes: EventChange[]
  /** What became of deliveries and what was said in the poll, newest first. */
  happened: RoomLine[]
  /** The go/no-go poll; null where the event has none. */
  poll: PollView | null
  posts: EventPost[]
  /** What left in the attempts before this one. */
  left: LeftPost[]
}

/** An event with its attempts, its log, and everything that hangs from it. */
export async function getEvent(tx: AgencyTx, eventId: string): Promise<EventPage> {
  const event = await readEvent(tx, eventId)
  const client = found(
    await tx
      .selectFrom('clients')
      .select(['id', 'name', 'time_zone', 'quiet_from', 'quiet_until', 'quiet_zone'])
      .where('id', '=', event.clientId)
      .executeTakeFirst(),
    'client',
  )
  const attempts = await tx
    .selectFrom('attempts')
    .select(ATTEMPT_COLUMNS)
    .where('event_id', '=', eventId)
    .orderBy('number', 'desc')
    .execute()
  const hanging = await readHangingPosts(tx, eventId)
  return {
    id: event.id,
    client: {
      id: client.id,
      name: client.name,
      zone: client.time_zone,
      quietHours: quietHoursOf(client),
    },
    otherClients: await readEventClients(tx, eventId),
    name: event.name,
    subject: event.subject,
    site: event.site,
    zone: event.zone,
    windowMinutes: event.windowMinutes,
    facts: event.facts,
    attempt: attemptOnWire(event.attempt),
    now: (await clockOf(tx)).toString(),
    attempts: attempts.map((row) => attemptOnWire(attemptFrom(row))),
    changes: await readChanges(tx, eventId),
    happened: await readRoomLog(tx, eventId),
    poll: await viewPoll(tx, eventId, event.attempt),
    posts: hanging.map((post) => postOnPage(post, event)).toSorted(inTime),
    left: attempts.length > 1 ? await readLeft(tx, eventId) : [],
  }
}

function postOnPage(post: HangingPost, { attempt, clientId }: CountdownEvent): EventPost {
  const due = resolveDueAt(post.timing, attempt)
  const offer = offerStands(post.offer, post.timing, attempt.id)
  const dropped = due.kind === 'due' && offer === 'dropped'
  const instants = post.variants.flatMap((one) => one.dueAt ?? [])
  const at = instants.toSorted(Temporal.Instant.compare)[0] ?? (due.kind === 'due' && !dropped ? due.at : null)
  return {
    id: post.id,
    title: post.title,
    timing: timingOnWire(post.timing),
    contingency: 'condition' in post.timing && isContingency(post.timing.condition),
    release: post.offer.release,
    offer,
    offered: post.variants.some((one) => one.heldBecause === 'offered'),
    otherClient: post.client.id === clientId ? null : post.client.name,
    campaign: post.campaign,
    reviewState: post.reviewState,
    shown: post.shown,
    at: at?.toString() ?? null,
    projected: due.kind === 'waits' ? (due.projected?.toString() ?? null) : null,
    waitsFor: dropped ? 'dropped' : due.kind === 'waits' ? due.for : null,
    waitsUntil: post.notBefore?.toString() ?? null,
    variants: post.variants.map(({ network, handle, state, heldBecause, deliveryId, permalink }) => ({
      network,
      handle,
      state,
      heldBecause,
      deliveryId,
      permalink,
    })),
  }
}

/** By T-time: what hangs from T-0 and the lift-off first, as the evening will run; then what follows a scrub or an outcome. */
function inTime(a: EventPost, b: EventPost): number {
  return place(a) - place(b) || a.title.localeCompare(b.title)
}

function place({ timing }: EventPost): number {
  if (timing.kind !== 'anchored' && timing.kind !== 'calendar') return 0
  const late = timing.base === 't0' || timing.base === 'liftoff' ? 0 : 1e9
  if (timing.kind === 'anchored') return late + timing.offsetSeconds
  const [hours = 0, minutes = 0] = timing.wallTime.split(':').map(Number)
  // Calendar anchors have no distance from T-0; by their day, and within it by the wall, is how a person reads them.
  return late + timing.dayOffset * 86_400 + (timing.dayOffset === 0 ? 0 : hours * 3600 + minutes * 60 - 43_200)
}

async function readChanges(tx: AgencyTx, eventId: string): Promise<EventChange[]> {
  const rows = await tx
    .selectFrom('event_changes as c')
    .innerJoin('attempts as a', (on) => on.onRef('a.agency_id', '=', 'c.agency_id').onRef('a.id', '=', 'c.attempt_id'))
    .select(['c.id', 'c.verb', 'c.at', 'c.actor_name', 'c.reason', 'c.before', 'c.after', 'a.number'])
    .select(sql<EventChange['counts']>`c.moved -> 'counts'`.as('counts'))
    .select(sql<EventChange['post']>`c.moved -> 'post'`.as('post'))
    .where('c.event_id', '=', eventId)
    .orderBy('c.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    verb: row.verb,
    at: row.at.toISOString(),
    by: row.actor_name,
    reason: row.reason,
    attemptNumber: row.number,
    // Written by logChange in this very shape.
    before: row.before as AttemptOnWire | null,
    after: row.after as AttemptOnWire,
    counts: row.counts,
    post: row.post,
  }))
}
