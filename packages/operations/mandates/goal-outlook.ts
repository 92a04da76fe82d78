import type { AgencyTx } from '@comptoir/db'
import { type GoalOutlook, projectToGoal, type ReadingSource, redefinitionsOf } from '@comptoir/domain/audience'
import { startOfDay } from '@comptoir/domain/shared'
import { sql } from 'kysely'

/** Growth comes in bumps: the line is drawn through the last weeks, as in the reports, not through all time. */
const LOOK_BACK_DAYS = 90

type Goal = { channelId: string; metric: string; target: number; dueOn: string; zone: string }

/** Where the line points on the goal's last day; null when there is nothing to draw it through. */
export type Outlook = {
  value: number
  low: number
  high: number
  outlook: GoalOutlook['outlook']
  /** When the line gets there; null when it falls, is flat, or takes a century. */
  reachedAt: string | null
  /** The readings that it was drawn through. */
  points: number
}

type Row = {
  channel_id: string
  metric: string
  at: Date
  value: number
  source: ReadingSource
  definition: string
}

/** Draws the line of each goal through its channel's last reading of each day, since its metric was last redefined. */
export async function outlooksOf(tx: AgencyTx, goals: readonly Goal[]): Promise<(Outlook | null)[]> {
  if (goals.length === 0) return []
  const channels = [...new Set(goals.map((goal) => goal.channelId))]
  const { rows } = await sql<Row>`
    select distinct on (channel_id, metric, date_trunc('day', at)) channel_id, metric, at, value, source, definition
    from readings
    where channel_id = any(${channels}::uuid[]) and delivery_id is null
      and at > clock_timestamp() - make_interval(days => ${LOOK_BACK_DAYS})
    order by channel_id, metric, date_trunc('day', at), at desc`.execute(tx)
  return goals.map((goal) => {
    const own = rows.filter((row) => row.channel_id === goal.channelId && row.metric === goal.metric)
    const redefined = redefinitionsOf(own).at(-1)
    const points = own
      .slice(redefined ? own.indexOf(redefined) : 0)
      .map((row) => ({ at: row.at.toTemporalInstant(), value: Number(row.value) }))
    const dayAfter = Temporal.PlainDate.from(goal.dueOn).add({ days: 1 }).toString()
    const line = projectToGoal(points, { target: goal.target, dueAt: startOfDay(dayAfter, goal.zone) })
    if (line.kind === 'unknown') return null
    return {
      // Nobody has fewer than no followers.
      value: Math.max(0, Math.round(line.value)),
      low: Math.max(0, Math.round(line.low)),
      high: Math.max(0, Math.round(line.high)),
      outlook: line.outlook,
      reachedAt: line.reachedAt?.toString() ?? null,
      points: line.points,
    }
  })
}
