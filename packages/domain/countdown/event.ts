import { z } from 'zod'
import { Day, Id, Instant, WallTime, Zone } from '../shared/index.ts'
import { EventFacts } from './placeholders.ts'

/** Where an attempt stands. `launched` and `closed` follow a lift-off, `scrubbed` ends an attempt without one. */
export const AttemptState = z.enum(['planned', 'go', 'hold', 'launched', 'closed', 'scrubbed'])
export type AttemptState = z.output<typeof AttemptState>

/** How a launched attempt ended. */
export const Outcome = z.enum(['success', 'partial', 'failure'])
export type Outcome = z.output<typeof Outcome>

/** T-0: not known, a day in the event's zone ("NET 12 December"), or an instant. */
export const T0 = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('day'), day: Day }),
  z.object({ kind: z.literal('instant'), at: Instant }),
])
export type T0 = z.output<typeof T0>
export type T0Kind = T0['kind']

/**
 * One attempt of an event. `heldClockSeconds` is where the clock stood when it was held or scrubbed: negative before
 * T-0, null when no T-0 was known. `liftoffAt` is set from Launched on, `outcome` and `outcomeAt` when closed.
 */
export const Attempt = z.object({
  id: Id,
  number: z.int().positive(),
  state: AttemptState,
  t0: T0,
  heldClockSeconds: z.int().nullable(),
  heldAt: Instant.nullable(),
  liftoffAt: Instant.nullable(),
  scrubbedAt: Instant.nullable(),
  outcome: Outcome.nullable(),
  outcomeAt: Instant.nullable(),
})
export type Attempt = z.output<typeof Attempt>

/** Something that happens at an instant which may move: a launch, a match, an unveiling. */
export const CountdownEvent = z.object({
  id: Id,
  clientId: Id,
  name: z.string().trim().min(1).max(160),
  subject: z.string().trim().max(160).nullable(),
  site: z.string().trim().max(160).nullable(),
  zone: Zone,
  windowMinutes: z.int().positive().max(1440).nullable(),
  facts: EventFacts,
  attempt: Attempt,
})
export type CountdownEvent = z.output<typeof CountdownEvent>

/** What one types to add an event. */
export const CreateEvent = z.object({
  clientId: Id,
  name: CountdownEvent.shape.name,
  subject: CountdownEvent.shape.subject.default(null),
  site: CountdownEvent.shape.site.default(null),
  zone: Zone,
  windowMinutes: CountdownEvent.shape.windowMinutes.default(null),
  /** What placeholders are filled from. Left out: as they are. */
  facts: EventFacts.optional(),
  /** The other clients whose posts may hang from it: the payload's owner, the site's. Left out: as they are. */
  otherClientIds: z.array(Id).max(20).optional(),
  t0: T0.default({ kind: 'unknown' }),
})
export type CreateEvent = z.output<typeof CreateEvent>

/** What one types to change what an event is called and where it is. */
export const UpdateEvent = CreateEvent.omit({ clientId: true, t0: true }).extend({ eventId: Id })
export type UpdateEvent = z.output<typeof UpdateEvent>

const reason = z.string().trim().max(500).default('')

/**
 * The buttons of the launch room. Each names the attempt that its author was looking at: an order for a past attempt is
 * refused.
 */
export const SetGo = z.object({ eventId: Id, attemptId: Id, reason })
export const Hold = z.object({ eventId: Id, attemptId: Id, reason })
export const Resume = z.object({ eventId: Id, attemptId: Id, t0: Instant, to: z.enum(['planned', 'go']), reason })
export const Slip = z.object({ eventId: Id, attemptId: Id, t0: Instant, reason })
export const SetT0 = z.object({ eventId: Id, attemptId: Id, t0: T0, reason })
export const Scrub = z.object({ eventId: Id, attemptId: Id, reason })
export const MarkLaunched = z.object({
  eventId: Id,
  attemptId: Id,
  liftoffAt: Instant.nullable().default(null),
  reason,
})
export const Close = z.object({ eventId: Id, attemptId: Id, outcome: Outcome, reason })
export const OpenAttempt = z.object({ eventId: Id, attemptId: Id, t0: T0.default({ kind: 'unknown' }), reason })

/** What happened to an event, as its log says it. */
export const EventVerb = z.enum([
  'created',
  't0-set',
  'go',
  'hold',
  'resumed',
  'slipped',
  'scrubbed',
  'launched',
  'closed',
  'attempt-opened',
  'offer-released',
  'offer-dropped',
])
export type EventVerb = z.output<typeof EventVerb>

/** The instant that a post hangs from. */
export const AnchorBase = z.enum(['t0', 'liftoff', 'scrub', 'outcome'])
export type AnchorBase = z.output<typeof AnchorBase>

/** What must hold of the attempt at the moment of publishing. */
export const Condition = z.enum(['any', 'go', 'launched', 'success', 'anomaly', 'scrubbed'])
export type Condition = z.output<typeof Condition>

/** Ninety days either way: farther than that a post is a plan, not an anchor. */
const MAX_OFFSET_SECONDS = 90 * 86_400

/**
 * When a post goes out. `anchored`: so many elapsed seconds from the base. `calendar`: a wall time in a zone, so many
 * days from the day of the base in that zone ("the day before at 18:00 in Paris").
 */
export const Timing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unscheduled') }),
  z.object({ kind: z.literal('fixed'), at: Instant }),
  z.object({
    kind: z.literal('anchored'),
    base: AnchorBase,
    offsetSeconds: z.int().min(-MAX_OFFSET_SECONDS).max(MAX_OFFSET_SECONDS),
    condition: Condition,
  }),
  z.object({
    kind: z.literal('calendar'),
    base: AnchorBase,
    dayOffset: z.int().min(-90).max(90),
    wallTime: WallTime,
    zone: Zone,
    condition: Condition,
  }),
])
export type Timing = z.output<typeof Timing>
