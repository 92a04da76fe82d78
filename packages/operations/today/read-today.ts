import type { AgencyTx } from '@comptoir/db'
import type { PostState } from '@comptoir/domain/editorial'
import { type Actor, type Instant, startOfDay, type Zone } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { type NextT0, nextT0, type TimingOnWire } from '../countdown/index.ts'
import { type Duty, dutyToday } from './duty.ts'
import { type ClientFigures, figuresOfClients } from './figures.ts'
import { byHarm, type Need, type Section, sectionOf } from './need.ts'
import { needsOfChannels } from './needs-of-channels.ts'
import { needsOfDeliveries, needsOfEvents } from './needs-of-deliveries.ts'
import { needsOfApproval, needsOfCollisions, needsOfNotices, needsOfReview } from './needs-of-posts.ts'
import { needsOfRestore } from './needs-of-restore.ts'
import { needsOfWorkers } from './needs-of-workers.ts'
import { needsOfTasks } from './needs-of-tasks.ts'
import { type PlannedPost, plannedPosts } from './planned-posts.ts'

/** A line of the station board. */
export type Departure = {
  postId: string
  title: string
  at: string
  timing: TimingOnWire
  shown: PostState
  eventId: string | null
}

export type Today = {
  now: string
  /** The nearest clock; `zone` is its site's. */
  t0: NextT0 | null
  sections: { section: Section; needs: Need[] }[]
  /** What is in order: deliveries that are armed, channels that work. */
  armed: number
  channels: number
  departures: Departure[]
  /** The first departure after the board, when the board is empty. */
  nextDeparture: Departure | null
  /** Contingency posts of the nearest event that are approved, unseen until needed. */
  reserve: number
  figures: ClientFigures[]
  duty: Duty
}

const SECTIONS: readonly Section[] = ['now', 'before-t0', 'today', 'later']

/** What needs this member now, in order of harm; what leaves tonight; yesterday's figures; who is on duty. */
export async function readToday(tx: AgencyTx, actor: Actor & { kind: 'member' }, zone: Zone): Promise<Today> {
  const now = await tx.now()
  const { morning, endOfDay } = bounds(now, zone)
  const clock = await nextT0(tx)
  const posts = await plannedPosts(tx, now.subtract({ hours: 1 }), now.add({ hours: 7 * 24 }))
  const ahead = posts.filter((post) => Temporal.Instant.compare(post.at, now) >= 0)
  const day = ahead.filter((post) => Temporal.Instant.compare(post.at, now.add({ hours: 24 })) < 0)
  const soon = ahead.filter((post) => Temporal.Instant.compare(post.at, now.add({ hours: 48 })) < 0)
  const approvals = needsOfApproval(day, actor.memberId)
  const { collision_minutes } = await tx
    .selectFrom('agencies')
    .select('collision_minutes')
    .where('agency_id', '=', tx.agencyId)
    .executeTakeFirstOrThrow()
  const needs = [
    ...(await needsOfWorkers(tx)),
    ...(await needsOfRestore(tx)),
    ...(await needsOfDeliveries(tx)),
    ...(await needsOfEvents(tx)),
    ...(await needsOfChannels(tx)),
    ...approvals,
    ...(await needsOfTasks(tx, actor, now)),
    ...needsOfCollisions(soon, collision_minutes),
    ...(await needsOfNotices(tx, actor, now.subtract({ hours: 72 }))),
    ...(await needsOfReview(tx, actor, new Set(day.map((post) => post.id)))),
  ].toSorted(byHarm)
  const t0 = todaysT0(clock, now)
  const grouped = Map.groupBy(needs, (need) => sectionOf(need, t0, endOfDay))
  const board = posts.filter((post) => Temporal.Instant.compare(post.at, morning) < 0)
  const next = ahead.find((post) => Temporal.Instant.compare(post.at, morning) >= 0)
  return {
    now: now.round('millisecond').toString(),
    t0: clock,
    sections: SECTIONS.flatMap((section) => {
      const found = grouped.get(section)
      return found ? [{ section, needs: found }] : []
    }),
    ...(await whatIsInOrder(tx)),
    departures: board.map(departureOf),
    nextDeparture: board.length === 0 && next ? departureOf(next) : null,
    reserve: clock ? await reserveOf(tx, clock.eventId) : 0,
    figures: await figuresOfClients(tx, 3),
    duty: await dutyToday(tx),
  }
}

/** The board runs to six in the morning: an evening's work does not end at midnight. */
function bounds(now: Instant, zone: Zone): { morning: Instant; endOfDay: Instant } {
  const here = now.toZonedDateTimeISO(zone)
  const today = here.toPlainDate()
  const next = here.hour < 6 ? today : today.add({ days: 1 })
  return {
    morning: next.toPlainDateTime({ hour: 6 }).toZonedDateTime(zone).toInstant(),
    endOfDay: startOfDay(today.add({ days: 1 }).toString(), zone),
  }
}

/** A T-0 within the next 24 hours gives the day its shape. */
function todaysT0(clock: NextT0 | null, now: Instant): Instant | null {
  if (!clock || clock.attempt.t0.kind !== 'instant') return null
  if (clock.attempt.state !== 'planned' && clock.attempt.state !== 'go') return null
  const at = Temporal.Instant.from(clock.attempt.t0.at)
  const ahead = at.epochMilliseconds - now.epochMilliseconds
  return ahead > 0 && ahead <= 86_400_000 ? at : null
}

function departureOf(post: PlannedPost): Departure {
  const { id, title, at, timing, shown, eventId } = post
  return { postId: id, title, at: at.toString(), timing, shown, eventId }
}

async function whatIsInOrder(tx: AgencyTx): Promise<{ armed: number; channels: number }> {
  const { rows } = await sql<{ armed: number; channels: number }>`
    select (select count(distinct d.post_id)::int from deliveries d join posts p on p.agency_id = d.agency_id and p.id = d.post_id
        where d.state in ('scheduled', 'claimed') and p.review_state = 'approved') as armed,
      (select count(*)::int from channels where state in ('connected', 'by-hand')) as channels`.execute(tx)
  return rows[0] ?? { armed: 0, channels: 0 }
}

async function reserveOf(tx: AgencyTx, eventId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('posts')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('event_id', '=', eventId)
    .where('anchor_condition', 'in', ['scrubbed', 'anomaly'])
    .where('review_state', '=', 'approved')
    .where('cancelled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
