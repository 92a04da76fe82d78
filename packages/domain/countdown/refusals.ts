import type { AttemptState } from './event.ts'

/** The refusal for an attempt that has left the states in which its T-0 may still be changed. */
export function whyPast(state: AttemptState): 'on-hold' | 'launched' | 'attempt-is-over' {
  if (state === 'hold') return 'on-hold'
  return state === 'launched' ? 'launched' : 'attempt-is-over'
}
