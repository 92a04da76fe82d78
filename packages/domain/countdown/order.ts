import { z } from 'zod'
import { Id, Instant } from '../shared/index.ts'
import {
  type Attempt,
  Close,
  type EventVerb,
  Hold,
  MarkLaunched,
  OpenAttempt,
  Resume,
  Scrub,
  SetGo,
  SetT0,
  Slip,
} from './event.ts'
import { close } from './close.ts'
import { hold } from './hold.ts'
import { markLaunched } from './mark-launched.ts'
import { openAttempt } from './open-attempt.ts'
import { resume } from './resume.ts'
import { scrub } from './scrub.ts'
import { setGo } from './set-go.ts'
import { setT0 } from './set-t0.ts'
import { slip } from './slip.ts'
import type { Refused, Zone } from '../shared/index.ts'

/**
 * What a person decides about one post while a change is shown. `wait`: it leaves when the quiet hours end · `withhold`: its approval lapses and is
 * not asked for again yet · `move`: the post with a fixed time that it collides with goes to `at`.
 */
export const Decision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wait'), postId: Id }),
  z.object({ kind: z.literal('withhold'), postId: Id }),
  z.object({ kind: z.literal('move'), postId: Id, at: Instant }),
])
export type Decision = z.output<typeof Decision>

/**
 * What a commit carries beside the order: the fingerprint of the difference that was shown (null: none was shown, as when a hold cannot wait), and what was
 * decided about single posts.
 */
export const Shown = z.object({
  fingerprint: z.string().max(64).nullable().default(null),
  decisions: z.array(Decision).max(1000).default([]),
})
export type Shown = z.output<typeof Shown>

/** An order to change an event's T-0 or state: the same for the preview and for the commit. */
export const EventOrder = z.discriminatedUnion('verb', [
  SetT0.extend({ verb: z.literal('t0-set') }),
  SetGo.extend({ verb: z.literal('go') }),
  Hold.extend({ verb: z.literal('hold') }),
  Resume.extend({ verb: z.literal('resumed') }),
  Slip.extend({ verb: z.literal('slipped') }),
  Scrub.extend({ verb: z.literal('scrubbed') }),
  MarkLaunched.extend({ verb: z.literal('launched') }),
  Close.extend({ verb: z.literal('closed') }),
  OpenAttempt.extend({ verb: z.literal('attempt-opened') }),
])
export type EventOrder = z.output<typeof EventOrder>

export type OrderRefusal =
  | 'already-go'
  | 'on-hold'
  | 'not-on-hold'
  | 'launched'
  | 'not-launched'
  | 'not-go'
  | 'not-scrubbed'
  | 'attempt-is-over'
  | 't0-not-an-instant'
  | 't0-in-the-past'
  | 't0-unchanged'
  | 'liftoff-in-the-future'

/** The attempt after an order, by the rule of its verb; nothing is written. `nextId` is the id of a new attempt, should one be opened. */
export function obey(
  order: EventOrder,
  attempt: Attempt,
  zone: Zone,
  nextId: Id,
  now: Instant,
): { kind: 'obeyed'; verb: EventVerb; attempt: Attempt } | Refused<OrderRefusal> {
  const outcome = applied(order, attempt, zone, nextId, now)
  return outcome.kind === 'refused' ? outcome : { kind: 'obeyed', verb: order.verb, attempt: outcome.attempt }
}

function applied(order: EventOrder, attempt: Attempt, zone: Zone, nextId: Id, now: Instant) {
  switch (order.verb) {
    case 't0-set':
      return setT0(attempt, order.t0, zone, now)
    case 'go':
      return setGo(attempt, now)
    case 'hold':
      return hold(attempt, now)
    case 'resumed':
      return resume(attempt, order.to, order.t0, now)
    case 'slipped':
      return slip(attempt, order.t0, now)
    case 'scrubbed':
      return scrub(attempt, now)
    case 'launched':
      return markLaunched(attempt, order.liftoffAt, now)
    case 'closed':
      return close(attempt, order.outcome, now)
    case 'attempt-opened':
      return openAttempt(attempt, { id: nextId, t0: order.t0, zone }, now)
  }
}
