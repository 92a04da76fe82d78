import { z } from 'zod'
import { Outcome } from '../countdown/index.ts'
import { Id, Instant } from '../shared/index.ts'

const MAX_OFFSET_SECONDS = 90 * 86_400
const seconds = z
  .int()
  .positive()
  .max(30 * 86_400)
const lasting = z.int().positive().max(86_400)

/** When a step comes: at a reading of the countdown's clock (negative before T-0), or so many seconds after the step before it. */
export const StepAt = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clock'), seconds: z.int().min(-MAX_OFFSET_SECONDS).max(MAX_OFFSET_SECONDS) }),
  z.object({ kind: z.literal('after'), seconds: z.int().nonnegative().max(MAX_OFFSET_SECONDS) }),
])
export type StepAt = z.output<typeof StepAt>

/** What happens: an order of the countdown, or trouble with one channel's network (`channelId` null: with every channel's). */
export const StepDoes = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('go') }),
  z.object({ verb: z.literal('hold') }),
  /** The clock runs again, so many seconds before the new T-0. */
  z.object({ verb: z.literal('resumed'), inSeconds: seconds, to: z.enum(['planned', 'go']) }),
  z.object({ verb: z.literal('slipped'), bySeconds: seconds }),
  z.object({ verb: z.literal('scrubbed') }),
  z.object({ verb: z.literal('launched') }),
  z.object({ verb: z.literal('closed'), outcome: Outcome }),
  z.object({ verb: z.literal('attempt-opened'), inSeconds: seconds }),
  z.object({ verb: z.literal('token-dies'), channelId: Id }),
  z.object({ verb: z.literal('rate-limited'), channelId: Id.nullable(), forSeconds: lasting }),
  z.object({ verb: z.literal('network-down'), channelId: Id.nullable(), forSeconds: lasting }),
  /** Posts arrive, their answers do not. */
  z.object({ verb: z.literal('answers-lost'), channelId: Id.nullable(), forSeconds: lasting }),
])
export type StepDoes = z.output<typeof StepDoes>
export type StepVerb = StepDoes['verb']

export const Step = z.object({ at: StepAt, does: StepDoes })
export type Step = z.output<typeof Step>

/** What happens in a rehearsal, in order. */
export const Script = z.array(Step).max(40)
export type Script = z.output<typeof Script>

/** What one orders: which event, the T-0 that it begins with, and what happens. */
export const OrderRehearsal = z.object({ eventId: Id, t0: Instant, script: Script })
export type OrderRehearsal = z.output<typeof OrderRehearsal>

/**
 * The instant of a step, given what the clock counts from (the lift-off, else the T-0 that stands; a held clock counts from its last one) and when the step before
 * it came. Never before that one: a script is told in order.
 */
export function instantOfStep({ at }: Step, zero: Instant, previous: Instant): Instant {
  const wanted = at.kind === 'clock' ? zero.add({ seconds: at.seconds }) : previous.add({ seconds: at.seconds })
  return Temporal.Instant.compare(wanted, previous) < 0 ? previous : wanted
}
