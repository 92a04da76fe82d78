import { jsonb } from '@comptoir/db'
import { nextReading } from '@comptoir/operations/publishing'
import type { Armful } from './armful.ts'
import { exchangeOf } from './exchange.ts'
import { metricsOf } from './figures.ts'
import type { Leg } from './leg.ts'
import type { Telling } from './telling.ts'

const WORKER = 'zinc-roubaix-1'
/** What went over the wire is kept with the posts of so many days, as long as somebody may ask. */
const EXCHANGES_DAYS = 21

/** One delivery of the past with its steps, its attempts and every transition, by the ledger's own shapes. Returns its id. */
export function layDelivery(telling: Telling, rows: Armful, leg: Leg): string {
  const { tx, id } = telling
  const deliveryId = id(leg.planned)
  rows.delivery_transitions.push({
    agency_id: tx.agencyId,
    id: id(leg.planned),
    delivery_id: deliveryId,
    from_state: null,
    to_state: 'scheduled',
    cause: 'planned',
    actor: jsonb(leg.by),
    at: leg.planned.toString(),
  })
  switch (leg.trouble) {
    case 'held':
      layHeld(telling, rows, leg, deliveryId)
      break
    case 'failed':
    case 'uncertain':
      layTroubled(telling, rows, leg, deliveryId, leg.trouble)
      break
    case null:
      layPublished(telling, rows, leg, deliveryId)
  }
  return deliveryId
}

const common = ({ tx }: Telling, leg: Leg, deliveryId: string, channelId: string) => ({
  agency_id: tx.agencyId,
  id: deliveryId,
  post_id: leg.postId,
  variant_id: leg.variantId,
  channel_id: channelId,
  event_id: leg.eventId,
  due_at: leg.post.at.toString(),
  condition: leg.post.anchor?.condition ?? null,
  content_hash: leg.hash,
  fence: 1,
  held_because: null as string | null,
  failure: null as ReturnType<typeof jsonb> | null,
  tries: 0,
  sending_at: null as string | null,
  published_at: null as string | null,
  remote_id: null as string | null,
  permalink: null as string | null,
  next_metrics_at: null as string | null,
  created_at: leg.planned.toString(),
})

/** Claimed half a minute ahead, through the gate at its instant. Returns the instant of the passage. */
function layPassage(telling: Telling, rows: Armful, leg: Leg, deliveryId: string): Temporal.Instant {
  const { tx, id, chance } = telling
  const claimed = leg.post.at.subtract({ milliseconds: chance.whole(26_000, 29_900) })
  const passed = leg.post.at.add({ milliseconds: chance.whole(3, 14) })
  const moved = (at: Temporal.Instant, from: string, to: string, cause: string) => ({
    agency_id: tx.agencyId,
    id: id(at),
    delivery_id: deliveryId,
    from_state: from,
    to_state: to,
    cause,
    actor: jsonb({ kind: 'system', name: WORKER }),
    at: at.toString(),
  })
  rows.delivery_transitions.push(
    moved(claimed, 'scheduled', 'claimed', 'leased'),
    moved(passed, 'claimed', 'sending', 'gate-passed'),
  )
  return passed
}

function layEnd(
  telling: Telling,
  rows: Armful,
  deliveryId: string,
  at: Temporal.Instant,
  to: string,
  cause: string,
): void {
  rows.delivery_transitions.push({
    agency_id: telling.tx.agencyId,
    id: telling.id(at),
    delivery_id: deliveryId,
    from_state: 'sending',
    to_state: to,
    cause,
    actor: jsonb({ kind: 'system', name: WORKER }),
    at: at.toString(),
  })
}

function layPublished(telling: Telling, rows: Armful, leg: Leg, deliveryId: string): void {
  const { tx, time, id, chance, channels } = telling
  const channel = channels[leg.key]
  const passed = layPassage(telling, rows, leg, deliveryId)
  let at = passed
  for (const [position] of leg.parts.entries()) {
    const begun = at
    at = begun.add({ milliseconds: chance.whole(42, 230) })
    const ref = position === 0 && leg.posted ? { ...leg.posted, data: null } : null
    const stepId = id(begun)
    rows.delivery_steps.push({
      agency_id: tx.agencyId,
      id: stepId,
      delivery_id: deliveryId,
      position,
      kind: position === 0 ? 'post' : 'reply',
      identity: jsonb({ key: chance.bytes(16).toString('hex'), createdAt: passed.toString() }),
      state: 'published',
      ref: ref ? jsonb(ref) : null,
      empty_reads: [],
      published_at: at.toString(),
    })
    const recent = time.now.epochMilliseconds - at.epochMilliseconds < EXCHANGES_DAYS * 86_400_000
    const exchanges = recent ? [exchangeOf(channel, leg, position, begun, at, { status: 200, ref })] : []
    rows.delivery_attempts.push({
      agency_id: tx.agencyId,
      id: id(begun),
      delivery_id: deliveryId,
      step_id: stepId,
      kind: 'publish',
      fence: 1,
      worker: WORKER,
      started_at: begun.toString(),
      ended_at: at.toString(),
      outcome: 'published',
      detail: jsonb({ exchanges, ref }),
    })
  }
  layEnd(telling, rows, deliveryId, at, 'published', 'network-confirmed')
  const next = leg.posted ? nextReading(at, time.now) : null
  rows.deliveries.push({
    ...common(telling, leg, deliveryId, channel.id),
    state: 'published',
    cause: 'network-confirmed',
    published_at: at.toString(),
    remote_id: leg.posted?.remoteId ?? null,
    permalink: leg.posted?.permalink ?? null,
    // Not all at once: each is read again some time within its own span.
    next_metrics_at: next?.subtract({ seconds: chance.whole(0, 600) }).toString() ?? null,
    updated_at: at.toString(),
  })
  for (const read of leg.read) {
    for (const { metric, value, definition } of metricsOf(channel.network, read)) {
      if (
        metric === 'clicks' &&
        channel.network === 'x' &&
        read.at.epochMilliseconds - at.epochMilliseconds > 30 * 86_400_000
      )
        continue
      rows.readings.push({
        agency_id: tx.agencyId,
        id: id(read.at),
        channel_id: channel.id,
        delivery_id: deliveryId,
        metric,
        at: read.at.toString(),
        value,
        source: 'api',
        definition,
        read_at: read.at.add({ milliseconds: 900 }).toString(),
      })
    }
  }
}

/** Nobody's machine was there at its instant; the watchdog kept it back, ten minutes later. */
function layHeld(telling: Telling, rows: Armful, leg: Leg, deliveryId: string): void {
  const { tx, id, channels } = telling
  const at = leg.post.at.add({ minutes: 10, seconds: 2 })
  rows.delivery_transitions.push({
    agency_id: tx.agencyId,
    id: id(at),
    delivery_id: deliveryId,
    from_state: 'scheduled',
    to_state: 'held',
    cause: 'late-limit',
    actor: jsonb({ kind: 'system', name: 'watchdog' }),
    at: at.toString(),
  })
  rows.deliveries.push({
    ...common(telling, leg, deliveryId, channels[leg.key].id),
    state: 'held',
    cause: 'late-limit',
    held_because: 'too-late',
    updated_at: at.toString(),
  })
}

/** Refused for good, or an answer that never came. */
function layTroubled(telling: Telling, rows: Armful, leg: Leg, deliveryId: string, kind: 'failed' | 'uncertain'): void {
  const { tx, id, chance, channels } = telling
  const channel = channels[leg.key]
  const failed = kind === 'failed'
  const passed = layPassage(telling, rows, leg, deliveryId)
  const ended = passed.add({ milliseconds: failed ? 187 : 15_000 })
  const failure = failed
    ? {
        kind: 'refused',
        field: 'text',
        rule: 'duplicate',
        reason: 'Duplicate status message',
        status: 400,
        code: '506',
      }
    : { kind: 'uncertain', why: 'time-out', status: null, code: null }
  const stepId = id(passed)
  const reads = failed ? [] : [2, 4, 12].map((minutes) => ended.add({ minutes }))
  rows.delivery_steps.push({
    agency_id: tx.agencyId,
    id: stepId,
    delivery_id: deliveryId,
    position: 0,
    kind: 'post',
    identity: jsonb({ key: chance.bytes(16).toString('hex'), createdAt: passed.toString() }),
    state: failed ? 'failed' : 'uncertain',
    ref: null,
    empty_reads: reads.map(String),
    published_at: null,
  })
  const attempt = { agency_id: tx.agencyId, delivery_id: deliveryId, step_id: stepId, fence: 1, worker: WORKER }
  const exchange = exchangeOf(channel, leg, 0, passed, ended, { status: failed ? 400 : null, ref: null })
  rows.delivery_attempts.push({
    ...attempt,
    id: id(passed),
    kind: 'publish',
    started_at: passed.toString(),
    ended_at: ended.toString(),
    outcome: failed ? 'refused' : 'uncertain',
    detail: jsonb({ exchanges: [exchange], failure }),
  })
  for (const at of reads) {
    rows.delivery_attempts.push({
      ...attempt,
      id: id(at),
      kind: 'settle',
      started_at: at.toString(),
      ended_at: at.add({ milliseconds: 214 }).toString(),
      outcome: 'unknown',
      detail: jsonb({ exchanges: [], why: 'not-seen-yet', readAgainAt: null }),
    })
  }
  layEnd(telling, rows, deliveryId, ended, kind, failed ? 'network-refused' : 'answer-lost')
  rows.deliveries.push({
    ...common(telling, leg, deliveryId, channel.id),
    state: kind,
    cause: failed ? 'network-refused' : 'answer-lost',
    failure: jsonb(failure),
    sending_at: failed ? null : passed.toString(),
    updated_at: ended.toString(),
  })
}
