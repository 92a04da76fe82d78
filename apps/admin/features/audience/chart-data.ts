import type { ChartLaunch, CurveData } from '@comptoir/reporting/charts'
import type { Outputs } from '../../data/trpc.ts'
import { wallMs } from './days.ts'

export type Series = Outputs['audience']['series']
export type ChannelSeries = Series['channels'][number]
export type AudienceEvent = Series['events'][number]

/** What flew or was called off, as curves mark it: an event that was only ever scrubbed is marked at its last scrub. */
export function launchesOf(events: readonly AudienceEvent[], zone: string): ChartLaunch[] {
  return events.flatMap(({ name, liftoffAt, scrubs }) => {
    const called = scrubs.map(({ at, secondsBefore }) => ({ at: wallMs(at, zone), secondsBefore }))
    const at = liftoffAt ? wallMs(liftoffAt, zone) : called.at(-1)?.at
    return at === undefined ? [] : [{ name, at, scrubs: called }]
  })
}

/** A channel's series as the chart draws it. Where nothing was read nothing is drawn; the projection starts at today's figure only. */
export function curveOf(
  channel: ChannelSeries,
  events: readonly AudienceEvent[],
  { toToday, from }: { toToday: boolean; from: string },
): CurveData {
  const { zone } = channel
  const points = channel.days.map(({ at, value }) => ({ at: wallMs(at, zone), value }))
  const gaps = channel.gaps.flatMap((gap) => {
    const before = channel.days.findLast(({ day }) => day < gap.from)
    const after = channel.days.find(({ day }) => day > gap.to)
    return before && after
      ? [{ from: wallMs(before.at, zone), to: wallMs(after.at, zone), firstDay: gap.from, lastDay: gap.to }]
      : []
  })
  const goal = channel.goals.find(({ dueOn }) => dueOn > (channel.days.at(-1)?.day ?? '')) ?? null
  const steps = (toToday && goal?.outlook?.steps) || []
  const firstDay = channel.days[0]?.day
  const opened =
    channel.openedOn && channel.openedOn > from && (!firstDay || channel.openedOn <= firstDay) ? channel.openedOn : null
  return {
    points,
    gaps,
    launches: launchesOf(events, zone),
    goal: goal && toToday ? { value: goal.target, by: Date.parse(`${goal.dueOn}T00:00:00Z`) } : null,
    outlook: steps.map(({ at, likely, low, high }) => ({ at: wallMs(at, zone), likely, low, high })),
    changes: channel.redefined.map(({ at, definition }) => ({ at: wallMs(at, zone), name: definition })),
    opened: opened ? Date.parse(`${opened}T00:00:00Z`) : null,
  }
}
