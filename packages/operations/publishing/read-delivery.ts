import type { AgencyTx } from '@comptoir/db'
import type { Cause } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import type { PublishedRef } from '@comptoir/connectors/sdk'
import { sql } from 'kysely'
import { found } from '../shared/index.ts'
import type { StepRow } from './ledger/gate-facts.ts'
import { isAddressOnly } from './verbs/unknown-steps.ts'
import { canOf, type DeliveryLine, joins, line, type LineRow, toLine } from './queries.ts'

/** One thing that happened to a delivery, in the order of time. Instants are to the millisecond. */
export type Happening =
  | { what: 'moved'; at: string; from: string | null; to: string; cause: Cause; by: By }
  | {
      what: 'attempt'
      at: string
      until: string | null
      kind: string
      outcome: string | null
      part: number | null
      partKind: string | null
      by: By
      /** What went over the wire, redacted. */
      exchanges: unknown[]
      failure: unknown
      /** What else is known: why reading back proved nothing, the words that were mended. */
      more: Record<string, unknown>
    }

export type By = { kind: 'member'; name: string } | { kind: 'system'; name: string } | { kind: 'link' }

export type DeliveryPage = DeliveryLine & {
  lateLimitSeconds: number
  retryAt: string | null
  settleAt: string | null
  sendingAt: string | null
  channelState: string
  eventZone: string | null
  clientZone: string
  /** What the network lets us do with what is out. */
  can: ReturnType<typeof canOf>
  parts: {
    position: number
    kind: string
    state: StepRow['state']
    text: string | null
    permalink: string | null
    publishedAt: string | null
  }[]
  /** How often the account was read back without finding the post. */
  emptyReads: number
  happenings: Happening[]
}

/** One delivery with every transition, part and attempt, ready to be told in plain words. */
export async function getDelivery(tx: AgencyTx, deliveryId: string): Promise<DeliveryPage> {
  const { rows } = await sql<
    LineRow & {
      late_limit_seconds: number
      retry_at: Date | null
      settle_at: Date | null
      channel_state: string
      event_zone: string | null
      client_zone: string
      first_comment: string | null
      all_parts: string[] | null
    }
  >`
    select ${line}, ''::text as sort_at, d.late_limit_seconds, d.retry_at, d.settle_at, ch.state as channel_state, e.time_zone as event_zone,
      c.time_zone as client_zone, v.first_comment, v.parts as all_parts ${joins}
    where d.id = ${deliveryId}::uuid`.execute(tx)
  const row = found(rows[0], 'delivery')
  const steps = await tx
    .selectFrom('delivery_steps')
    .select(['id', 'position', 'kind', 'state', 'ref', 'published_at', 'empty_reads'])
    .where('delivery_id', '=', deliveryId)
    .orderBy('position')
    .execute()
  const texts = row.all_parts ?? [row.text]
  return {
    ...toLine(row),
    lateLimitSeconds: row.late_limit_seconds,
    retryAt: row.retry_at?.toISOString() ?? null,
    settleAt: row.settle_at?.toISOString() ?? null,
    sendingAt: row.sending_at?.toISOString() ?? null,
    channelState: row.channel_state,
    eventZone: row.event_zone,
    clientZone: row.client_zone,
    can: canWith(canOf(row.network), steps),
    parts: steps.map((step) => ({
      position: step.position,
      kind: step.kind,
      state: step.state as StepRow['state'],
      text: step.kind === 'first-comment' ? row.first_comment : (texts[step.position] ?? null),
      permalink: (step.ref as { permalink?: string | null } | null)?.permalink ?? null,
      publishedAt: step.published_at?.toISOString() ?? null,
    })),
    emptyReads: steps.reduce((sum, step) => sum + step.empty_reads.length, 0),
    happenings: await happeningsOf(tx, deliveryId, new Map(steps.map((step) => [step.id, step]))),
  }
}

/** What was found by its address alone has no name that the network could be asked by. */
function canWith(can: ReturnType<typeof canOf>, steps: readonly { ref: unknown }[]): ReturnType<typeof canOf> {
  const named = steps.every(({ ref }) => !ref || !isAddressOnly(ref as PublishedRef))
  return named ? can : { ...can, withdraw: false, mend: false }
}

async function happeningsOf(
  tx: AgencyTx,
  deliveryId: string,
  steps: ReadonlyMap<string, { position: number; kind: string }>,
): Promise<Happening[]> {
  const transitions = await tx
    .selectFrom('delivery_transitions')
    .select(['from_state', 'to_state', 'cause', 'actor', 'at'])
    .where('delivery_id', '=', deliveryId)
    .orderBy('id')
    .execute()
  const attempts = await tx
    .selectFrom('delivery_attempts')
    .select(['kind', 'step_id', 'worker', 'started_at', 'ended_at', 'outcome', 'detail'])
    .where('delivery_id', '=', deliveryId)
    .orderBy('id')
    .execute()
  const names = await memberNames(tx)
  const by = (actor: Actor): By =>
    actor.kind === 'member'
      ? { kind: 'member', name: names.get(actor.memberId) ?? '' }
      : actor.kind === 'system'
        ? { kind: 'system', name: actor.name }
        : { kind: 'link' }
  const told: Happening[] = [
    ...transitions.map((one) => ({
      what: 'moved' as const,
      at: one.at.toISOString(),
      from: one.from_state,
      to: one.to_state,
      cause: one.cause as Cause,
      by: by(one.actor as Actor),
    })),
    ...attempts.map((one) => {
      const { exchanges = [], failure = null, ...more } = (one.detail ?? {}) as Record<string, unknown>
      const step = one.step_id ? steps.get(one.step_id) : undefined
      const member = names.get(one.worker)
      return {
        what: 'attempt' as const,
        at: one.started_at.toISOString(),
        until: one.ended_at?.toISOString() ?? null,
        kind: one.kind,
        outcome: one.outcome,
        part: step?.position ?? null,
        partKind: step?.kind ?? null,
        by:
          member === undefined
            ? { kind: 'system' as const, name: one.worker }
            : { kind: 'member' as const, name: member },
        exchanges: exchanges as unknown[],
        failure,
        more,
      }
    }),
  ]
  // A call begins in the moment in which the gate lets it through: the passage is told first.
  return told.sort((a, b) => (a.at === b.at ? (a.what === 'moved' ? -1 : 1) : a.at < b.at ? -1 : 1))
}

async function memberNames(tx: AgencyTx): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('members').select(['id', 'name']).where('agency_id', '=', tx.agencyId).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
