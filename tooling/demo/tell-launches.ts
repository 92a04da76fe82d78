import { jsonb } from '@comptoir/db'
import { type Attempt, CreateEvent, type EventOrder, newAttempt, obey } from '@comptoir/domain/countdown'
import { attemptOnWire, createEvent, setT0 } from '@comptoir/operations/countdown'
import { insertRows } from './rows.ts'
import { CAYENNE, type Launch, LAUNCHES, liftoffOf, scrubOf, t0Of } from './story-time.ts'
import { type Person, type Telling, told } from './telling.ts'

export type ToldEvents = { past: Map<string, string>; lyre3: { eventId: string; attemptId: string }; far: string[] }

const NO_COUNTS = { moved: 0, held: 0, released: 0, approvalsLost: 0 }

type Step = {
  at: Temporal.Instant
  by: Person
  reason: string | null
  verb: string
  before: Attempt | null
  after: Attempt
}
type Verb = EventOrder extends infer Order
  ? Order extends { verb: string }
    ? Omit<Order, 'eventId' | 'attemptId' | 'reason'>
    : never
  : never

/** A launch of the past, by the domain's own rules: each step is what they make of the one before. */
function chronicle(telling: Telling, launch: Launch): { attempts: Attempt[]; steps: Step[] } {
  const { time, people, id } = telling
  const liftoff = liftoffOf(time, launch)
  const t0 = t0Of(time, launch)
  const scrub = scrubOf(time, launch)
  const created = time.at(launch.day - 71, '09:12')
  const steps: Step[] = []
  const attempts = new Map<string, Attempt>()
  const note = (at: Temporal.Instant, by: Person, verb: string, after: Attempt, reason: string | null = null) => {
    steps.push({ at, by, verb, after, reason, before: steps.at(-1)?.after ?? null })
    attempts.set(after.id, after)
  }
  const order = (at: Temporal.Instant, by: Person, verb: Verb, reason = '') => {
    const before = steps.at(-1)?.after
    if (!before) throw new Error(`${launch.name} was never created`)
    const whole = { ...verb, eventId: before.id, attemptId: before.id, reason } as EventOrder
    note(at, by, verb.verb, told(obey(whole, before, CAYENNE, id(at), at), 'obeyed').attempt, reason || null)
  }
  note(created, people.salome, 'created', newAttempt(id(created), 1, { kind: 'day', day: dayAt(launch, time) }))
  const first = scrub && launch.scrubbed ? scrub.add({ seconds: launch.scrubbed.secondsBefore }) : t0
  order(time.at(launch.day - 18, '10:30'), people.salome, { verb: 't0-set', t0: { kind: 'instant', at: first } })
  order(first.subtract({ hours: 2, minutes: 35 }), people.salome, { verb: 'go' })
  if (scrub) {
    const words = 'Capteur de pression du réservoir d’oxygène, arrêt automatique à T−7 s'
    order(scrub, people.nour, { verb: 'scrubbed' }, words)
    const again = { verb: 'attempt-opened', t0: { kind: 'instant', at: t0 } } as const
    order(scrub.add({ hours: 5, minutes: 12 }), people.salome, again, 'Capteur remplacé, même fenêtre dans deux jours')
    order(t0.subtract({ hours: 2, minutes: 10 }), people.salome, { verb: 'go' })
  }
  order(liftoff.add({ seconds: 14 }), people.nour, { verb: 'launched', liftoffAt: liftoff })
  order(liftoff.add({ minutes: 47 }), people.salome, { verb: 'closed', outcome: 'success' }, 'Séparation confirmée')
  return { attempts: [...attempts.values()], steps }
}

const dayAt = (launch: Launch, time: Telling['time']) =>
  time.today.add({ days: launch.scrubbed?.day ?? launch.day }).toString()

async function tellLaunch(telling: Telling, launch: Launch): Promise<string> {
  const { tx, time, clients, people, id } = telling
  const { attempts, steps } = chronicle(telling, launch)
  const created = time.at(launch.day - 71, '09:12')
  const eventId = id(created)
  const last = attempts.at(-1)
  if (!last) throw new Error(`${launch.name} has no attempt`)
  const event = {
    agency_id: tx.agencyId,
    id: eventId,
    client_id: clients.orphee,
    name: launch.name,
    subject: 'Orphée 5',
    site: 'Kourou',
    time_zone: CAYENNE,
    window_minutes: 45,
    facts: jsonb({ payload: launch.payload }),
    current_attempt_id: last.id,
    created_by: people.salome.memberId,
    created_at: created.toString(),
  }
  await insertRows(tx, 'events', [event])
  await insertRows(
    tx,
    'attempts',
    attempts.map((one) => ({
      agency_id: tx.agencyId,
      id: one.id,
      event_id: eventId,
      number: one.number,
      state: one.state,
      t0_kind: one.t0.kind,
      t0_day: one.t0.kind === 'day' ? one.t0.day : null,
      t0: one.t0.kind === 'instant' ? one.t0.at.toString() : null,
      held_clock_seconds: one.heldClockSeconds,
      held_at: one.heldAt?.toString() ?? null,
      liftoff_at: one.liftoffAt?.toString() ?? null,
      scrubbed_at: one.scrubbedAt?.toString() ?? null,
      outcome: one.outcome,
      outcome_at: one.outcomeAt?.toString() ?? null,
      created_at: created.toString(),
    })),
  )
  await insertRows(
    tx,
    'event_changes',
    steps.map((step) => ({
      agency_id: tx.agencyId,
      id: id(step.at),
      event_id: eventId,
      attempt_id: step.after.id,
      verb: step.verb,
      at: step.at.toString(),
      actor: jsonb({ kind: 'member', memberId: step.by.memberId, userId: step.by.userId }),
      actor_name: step.by.name,
      reason: step.reason,
      before: jsonb(step.before ? attemptOnWire(step.before) : null),
      after: jsonb(attemptOnWire(step.after)),
      moved: jsonb(step.verb === 'created' ? {} : { counts: NO_COUNTS }),
    })),
  )
  return eventId
}

/** The launches behind, the one in two weeks, and two that nobody holds their breath for yet. */
export async function tellEvents(telling: Telling): Promise<ToldEvents> {
  const { tx, time, clients, people } = telling
  const past = new Map<string, string>()
  for (const launch of LAUNCHES) past.set(launch.name, await tellLaunch(telling, launch))
  const plan = async (input: Omit<Parameters<typeof CreateEvent.parse>[0] & object, 'clientId'>) =>
    told(await createEvent(tx, people.salome, CreateEvent.parse({ ...input, clientId: clients.orphee })), 'created')
  const lyre3 = await plan({
    name: 'Lyre 3',
    subject: 'Orphée 5',
    site: 'Kourou',
    zone: CAYENNE,
    windowMinutes: 45,
    facts: { payload: 'Méridienne-1' },
    t0: { kind: 'day', day: time.firstT0.toZonedDateTimeISO(CAYENNE).toPlainDate().toString() },
  })
  const fixed = { eventId: lyre3.eventId, attemptId: lyre3.attemptId, reason: 'Date confirmée par la base' }
  const t0 = { kind: 'instant', at: time.firstT0 } as const
  told(await setT0(tx, people.salome, { ...fixed, t0, fingerprint: null, decisions: [] }), 'changed')
  const lyre4 = await plan({
    name: 'Lyre 4',
    subject: 'Orphée 5',
    site: 'Kourou',
    zone: CAYENNE,
    windowMinutes: 45,
    t0: { kind: 'day', day: time.today.add({ months: 4 }).with({ day: 20 }).toString() },
  })
  const maiden = await plan({
    name: 'Vol inaugural',
    subject: 'Orphée 6',
    site: 'Kourou',
    zone: CAYENNE,
    t0: { kind: 'unknown' },
  })
  const far = [lyre4.eventId, maiden.eventId]
  return { past, lyre3: { eventId: lyre3.eventId, attemptId: lyre3.attemptId }, far }
}
