import type { Timing } from '@comptoir/domain/countdown'

/** A timing in the columns of `posts` that hold it; those of another kind are emptied. */
export function timingColumns(timing: Timing) {
  const anchored = timing.kind === 'anchored' || timing.kind === 'calendar' ? timing : null
  return {
    timing_kind: timing.kind,
    fixed_at: timing.kind === 'fixed' ? timing.at.toString() : null,
    anchor_base: anchored?.base ?? null,
    anchor_condition: anchored?.condition ?? null,
    anchor_offset_seconds: timing.kind === 'anchored' ? timing.offsetSeconds : null,
    anchor_day_offset: timing.kind === 'calendar' ? timing.dayOffset : null,
    anchor_wall_time: timing.kind === 'calendar' ? timing.wallTime : null,
    anchor_zone: timing.kind === 'calendar' ? timing.zone : null,
  }
}
