import type { AgencyTx } from '@comptoir/db'
import { project, projectToGoal } from '@comptoir/domain/audience'
import { startOfDay } from '@comptoir/domain/shared'
import { type DayReading, sinceRedefined } from './day-readings.ts'

/** Growth comes in bumps: the line is drawn through the last weeks, not through all time. */
export const LOOK_BACK_DAYS = 90

type Step = { at: string; likely: number; low: number; high: number }

/** A goal of a mandate, and where the line points. */
export type ChannelGoal = {
  mandateId: string
  mandateName: string
  target: number
  dueOn: string
  /** Null while there is too little to draw a line through, or the day is past. */
  outlook: {
    outlook: 'likely' | 'open' | 'unlikely'
    reachedAt: string | null
    /** Readings that the line was drawn through. */
    points: number
    /** From the last reading to the goal's day: for drawing. */
    steps: Step[]
  } | null
}

/** The goals of channels whose mandate has not ended before today, the nearest first. */
export async function goalsOfChannels(
  tx: AgencyTx,
  channels: readonly { id: string; zone: string }[],
  days: ReadonlyMap<string, readonly DayReading[]>,
): Promise<Map<string, ChannelGoal[]>> {
  const zones = new Map(channels.map(({ id, zone }) => [id, zone]))
  if (zones.size === 0) return new Map()
  const rows = await tx
    .selectFrom('mandate_goals as g')
    .innerJoin('mandates as m', (join) =>
      join.onRef('m.agency_id', '=', 'g.agency_id').onRef('m.id', '=', 'g.mandate_id'),
    )
    .select(['g.channel_id', 'g.target', 'g.due_on', 'm.id', 'm.name'])
    .where('g.channel_id', 'in', [...zones.keys()])
    .where('g.metric', '=', 'followers')
    .orderBy('g.due_on')
    .execute()
  const now = await tx.now()
  const goals = rows.map((row) => {
    const zone = zones.get(row.channel_id) ?? 'UTC'
    const read = days.get(row.channel_id) ?? []
    const outlook = outlookOf(read, { target: row.target, dueOn: row.due_on, zone }, now)
    const { id: mandateId, name: mandateName, target, due_on: dueOn } = row
    return { channelId: row.channel_id, goal: { mandateId, mandateName, target, dueOn, outlook } }
  })
  return new Map([...Map.groupBy(goals, (one) => one.channelId)].map(([id, own]) => [id, own.map(({ goal }) => goal)]))
}

function outlookOf(
  days: readonly DayReading[],
  goal: { target: number; dueOn: string; zone: string },
  now: Temporal.Instant,
): ChannelGoal['outlook'] {
  const dueAt = startOfDay(Temporal.PlainDate.from(goal.dueOn).add({ days: 1 }).toString(), goal.zone)
  const since = now.subtract({ hours: LOOK_BACK_DAYS * 24 })
  const points = sinceRedefined(days).filter(({ at }) => Temporal.Instant.compare(at, since) > 0)
  const last = points.at(-1)
  if (!last || Temporal.Instant.compare(dueAt, now) <= 0) return null
  const line = projectToGoal(points, { target: goal.target, dueAt })
  if (line.kind === 'unknown') return null
  const half = last.at.add({ milliseconds: Math.round((dueAt.epochMilliseconds - last.at.epochMilliseconds) / 2) })
  const middle = project(points, half)
  const start = { at: last.at.toString(), likely: last.value, low: last.value, high: last.value }
  return {
    outlook: line.outlook,
    reachedAt: line.reachedAt?.toString() ?? null,
    points: line.points,
    steps: [start, ...(middle.kind === 'projected' ? [stepOf(middle)] : []), stepOf(line)],
  }
}

// Nobody has fewer than no followers.
const people = (value: number) => Math.max(0, Math.round(value))

function stepOf(line: { at: Temporal.Instant; value: number; low: number; high: number }): Step {
  return { at: line.at.toString(), likely: people(line.value), low: people(line.low), high: people(line.high) }
}
