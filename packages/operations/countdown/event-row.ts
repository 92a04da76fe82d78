import type { DB } from '@comptoir/db'
import type { Attempt, AttemptState, CountdownEvent, EventFacts, Outcome, T0, Timing } from '@comptoir/domain/countdown'
import { AnchorBase, Condition } from '@comptoir/domain/countdown'
import type { Instant } from '@comptoir/domain/shared'
import type { Selectable } from 'kysely'

export const ATTEMPT_COLUMNS = [
  'id',
  'number',
  'state',
  't0_kind',
  't0_day',
  't0',
  'held_clock_seconds',
  'held_at',
  'liftoff_at',
  'scrubbed_at',
  'outcome',
  'outcome_at',
] as const
export type AttemptRow = Pick<Selectable<DB['attempts']>, (typeof ATTEMPT_COLUMNS)[number]>

export const EVENT_COLUMNS = [
  'id',
  'client_id',
  'name',
  'subject',
  'site',
  'time_zone',
  'window_minutes',
  'facts',
] as const
export type EventRow = Pick<Selectable<DB['events']>, (typeof EVENT_COLUMNS)[number]>

export const TIMING_COLUMNS = [
  'timing_kind',
  'fixed_at',
  'anchor_base',
  'anchor_offset_seconds',
  'anchor_condition',
  'anchor_day_offset',
  'anchor_wall_time',
  'anchor_zone',
] as const
export type TimingRow = Pick<Selectable<DB['posts']>, (typeof TIMING_COLUMNS)[number]>

export function instantFrom(date: Date | null): Instant | null {
  return date?.toTemporalInstant() ?? null
}

export function dateFrom(instant: Instant | null): Date | null {
  return instant ? new Date(instant.epochMilliseconds) : null
}

export function attemptFrom(row: AttemptRow): Attempt {
  return {
    id: row.id,
    number: row.number,
    state: row.state as AttemptState,
    t0: t0From(row),
    heldClockSeconds: row.held_clock_seconds,
    heldAt: instantFrom(row.held_at),
    liftoffAt: instantFrom(row.liftoff_at),
    scrubbedAt: instantFrom(row.scrubbed_at),
    outcome: row.outcome as Outcome | null,
    outcomeAt: instantFrom(row.outcome_at),
  }
}

function t0From(row: Pick<AttemptRow, 't0_kind' | 't0_day' | 't0'>): T0 {
  if (row.t0_kind === 'instant' && row.t0) return { kind: 'instant', at: row.t0.toTemporalInstant() }
  if (row.t0_kind === 'day' && row.t0_day) return { kind: 'day', day: row.t0_day }
  return { kind: 'unknown' }
}

/** An attempt in the columns that hold it. */
export function attemptColumns(attempt: Attempt) {
  const { t0 } = attempt
  return {
    number: attempt.number,
    state: attempt.state,
    t0_kind: t0.kind,
    t0_day: t0.kind === 'day' ? t0.day : null,
    t0: t0.kind === 'instant' ? dateFrom(t0.at) : null,
    held_clock_seconds: attempt.heldClockSeconds,
    held_at: dateFrom(attempt.heldAt),
    liftoff_at: dateFrom(attempt.liftoffAt),
    scrubbed_at: dateFrom(attempt.scrubbedAt),
    outcome: attempt.outcome,
    outcome_at: dateFrom(attempt.outcomeAt),
  }
}

export function eventFrom(row: EventRow, attempt: AttemptRow): CountdownEvent {
  return {
    id: row.id,
    clientId: row.client_id,
    name: row.name,
    subject: row.subject,
    site: row.site,
    zone: row.time_zone,
    windowMinutes: row.window_minutes,
    // Written by create-event and update-event in this very shape.
    facts: row.facts as EventFacts,
    attempt: attemptFrom(attempt),
  }
}

export function timingFrom(row: TimingRow): Timing {
  if (row.timing_kind === 'fixed' && row.fixed_at) return { kind: 'fixed', at: row.fixed_at.toTemporalInstant() }
  const base = AnchorBase.safeParse(row.anchor_base)
  const condition = Condition.safeParse(row.anchor_condition)
  if (!base.success || !condition.success) return { kind: 'unscheduled' }
  const hung = { base: base.data, condition: condition.data }
  if (row.timing_kind === 'anchored' && row.anchor_offset_seconds !== null) {
    return { kind: 'anchored', offsetSeconds: row.anchor_offset_seconds, ...hung }
  }
  if (row.timing_kind === 'calendar' && row.anchor_day_offset !== null && row.anchor_wall_time && row.anchor_zone) {
    const wallTime = row.anchor_wall_time.slice(0, 5)
    return { kind: 'calendar', dayOffset: row.anchor_day_offset, wallTime, zone: row.anchor_zone, ...hung }
  }
  return { kind: 'unscheduled' }
}
