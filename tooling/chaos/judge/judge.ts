import type { Arrival, History, Intent, LedgerLine, Stop } from './history.ts'
import { lateAllowance } from './lateness.ts'

export type Pledge = 'duplicates' | 'lost' | 'early' | 'late' | 'afterHold' | 'unsettled'

/** A broken promise, with what is needed to look at it. */
export type Breach = { promise: Pledge; deliveryId: string; what: string }

export type Verdict = {
  counts: Record<Pledge, number>
  breaches: Breach[]
  /** Arrivals after a stop of what its answer had called unknown: told apart, no promise is broken. */
  unknownCameLater: number
  /** What stands before a person at the end: held, failed or uncertain, and told. */
  beforeAPerson: number
}

/** Two processes read one clock: what they read may differ by so much. */
const CLOCK_MS = 5
/** What passed the gate before a change returned may arrive within the send deadline (2 s) and a moment on the way. */
const ON_ITS_WAY_MS = 3_000

/** Judges a history: pure, and so itself put to the test. */
export function judge(history: History): Verdict {
  const arrivals = Map.groupBy(history.arrivals, ({ deliveryId }) => deliveryId)
  const ledger = new Map(history.ledger.map((line) => [line.deliveryId, line]))
  const breaches: Breach[] = []
  let unknownCameLater = 0
  let beforeAPerson = 0
  for (const intent of history.intents) {
    const own = arrivals.get(intent.deliveryId) ?? []
    const line = ledger.get(intent.deliveryId) ?? null
    const stops = history.stops.filter(({ scope }) => scope.includes(intent.deliveryId))
    const add = (promise: Pledge, what: string) => void breaches.push({ promise, deliveryId: intent.deliveryId, what })
    for (const what of twice(intent, own)) add('duplicates', what)
    for (const what of tooEarly(intent, own)) add('early', what)
    for (const stop of stops) {
      const after = afterStop(intent, own, stop)
      unknownCameLater += after.unknown
      for (const what of after.broken) add('afterHold', what)
    }
    const fate = fateOf(intent, own, line)
    if (fate === 'before-a-person') beforeAPerson += 1
    else if (fate !== null) add(fate.promise, fate.what)
    const late = tooLate(intent, own, line, stops, history)
    if (late) add('late', late)
  }
  const known = new Set(history.intents.map(({ deliveryId }) => deliveryId))
  for (const deliveryId of history.forgotten ?? []) {
    known.add(deliveryId)
    for (const [step, { length }] of Map.groupBy(arrivals.get(deliveryId) ?? [], (arrival) => arrival.step))
      if (length > 1) breaches.push({ promise: 'duplicates', deliveryId, what: `step ${step} arrived ${length} times` })
  }
  for (const arrival of history.arrivals) {
    if (!known.has(arrival.deliveryId)) {
      breaches.push({ promise: 'duplicates', deliveryId: arrival.deliveryId, what: 'nobody meant this to go out' })
    }
  }
  const counts = { duplicates: 0, lost: 0, early: 0, late: 0, afterHold: 0, unsettled: 0 }
  for (const { promise } of breaches) counts[promise] += 1
  return { counts, breaches, unknownCameLater, beforeAPerson }
}

function* twice(intent: Intent, own: readonly Arrival[]): Generator<string> {
  for (const [step, same] of Map.groupBy(own, (arrival) => arrival.step)) {
    if (step >= intent.steps) yield `step ${step} of ${intent.steps} arrived`
    if (same.length > 1) yield `step ${step} arrived ${same.length} times`
  }
  if (intent.poison && own.length > 0) yield 'what is against the rules arrived'
}

function* tooEarly(intent: Intent, own: readonly Arrival[]): Generator<string> {
  for (const { step, at } of own) {
    // What follows in a thread has no instant of its own.
    if (step > 0) continue
    const inForce = intent.dues.filter(
      ({ from, until }) => from <= at + CLOCK_MS && (until === null || at <= until + ON_ITS_WAY_MS),
    )
    const allowed = inForce.some((due) => due.at !== null && due.at <= at + CLOCK_MS)
    const next = inForce.flatMap((due) => due.at ?? [])[0]
    if (!allowed) yield next === undefined ? 'arrived while it had no instant' : `${Math.round(next - at)} ms early`
  }
}

/** What arrived in a stop's time, although it was listed as stopped or not listed; and what was listed as stopped although it was out. */
function afterStop(intent: Intent, own: readonly Arrival[], stop: Stop): { broken: string[]; unknown: number } {
  const { deliveryId } = intent
  const during = own.filter(
    ({ at }) => at > stop.returnedAt + CLOCK_MS && (stop.liftedAt === null || at < stop.liftedAt),
  )
  if (stop.unknown.includes(deliveryId)) return { broken: [], unknown: during.length }
  const isStopped = stop.stopped.includes(deliveryId)
  const list = isStopped ? 'stopped' : stop.alreadyOut.includes(deliveryId) ? 'already out' : null
  const broken = during.map(
    ({ at }) =>
      `arrived ${Math.round(at - stop.returnedAt)} ms after a ${stop.what}, ${list ? `listed as ${list}` : 'in no list'}`,
  )
  // A thread may be stopped between two parts; a single post that is out may not be called stopped.
  if (isStopped && intent.steps === 1 && own.some(({ at }) => at <= stop.returnedAt)) {
    broken.push(`listed as stopped by a ${stop.what}, but out`)
  }
  return { broken, unknown: 0 }
}

type Fate = { promise: 'lost' | 'unsettled'; what: string } | 'before-a-person' | null

function fateOf(intent: Intent, own: readonly Arrival[], line: LedgerLine | null): Fate {
  if (!line) return { promise: 'lost', what: 'the ledger does not know it' }
  const steps = new Set(own.map(({ step }) => step)).size
  switch (line.state) {
    case 'published': {
      // A comment that was refused leaves the post published, and is told.
      if (steps < intent.steps && !line.told)
        return { promise: 'lost', what: `published, ${steps} of ${intent.steps} arrived` }
      return steps === 0 ? { promise: 'lost', what: 'published, and nothing arrived' } : null
    }
    case 'uncertain':
      return line.told && !line.isReadAgain ? 'before-a-person' : { promise: 'unsettled', what: 'uncertain at the end' }
    case 'held':
      // Whoever stopped it knows; whatever else held it must be told.
      if (OF_AN_ORDER.has(line.heldBecause ?? '')) return null
      // Whoever said that it is not there is the person before whom it stands.
      if (line.transitions.at(-1)?.cause === 'person-ruled-absent') return 'before-a-person'
      return line.told ? 'before-a-person' : { promise: 'lost', what: `held (${line.heldBecause}), nobody was told` }
    case 'failed':
    case 'partial':
      return line.told ? 'before-a-person' : { promise: 'lost', what: `${line.state}, nobody was told` }
    case 'scheduled':
    case 'claimed':
    case 'sending':
      return { promise: 'lost', what: `still ${line.state} at the end` }
    case 'cancelled':
    case 'withdrawn':
      return { promise: 'lost', what: `${line.state}, and nobody asked for it` }
  }
}

/** What a person's own order held: its answer said so. */
const OF_AN_ORDER = new Set(['hold', 'stop-switch', 'condition-not-met', 't0-in-the-past'])

function tooLate(
  intent: Intent,
  own: readonly Arrival[],
  line: LedgerLine | null,
  stops: readonly Stop[],
  history: History,
): string | null {
  const first = own.filter(({ step }) => step === 0).toSorted((a, b) => a.at - b.at)[0]
  if (!first || !line) return null
  const due = intent.dues.findLast((one) => one.at !== null && one.from <= first.at)?.at
  if (due === undefined || due === null) return null
  const lifted = stops.flatMap(({ liftedAt }) => (liftedAt !== null && liftedAt <= first.at ? [liftedAt] : []))
  const ready = Math.max(due, intent.plantedAt, ...lifted)
  const allowed = lateAllowance(intent, line, { from: ready, until: first.at }, history)
  const late = first.at - ready
  return late > allowed ? `${Math.round(late)} ms late, ${Math.round(allowed)} ms allowed` : null
}
