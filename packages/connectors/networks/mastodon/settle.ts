import { z } from 'zod'
import { comparable, noReading, readBackFrom, textOfHtml, unseen } from '../../sdk/index.ts'
import type { Channel, Connector, Ports, SettleOrder } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { preparedOf, refOf, Status } from './status.ts'
import type { PreparedStatus } from './status.ts'

const Source = z.object({ text: z.string() })

/**
 * Reads the account's latest statuses back and looks for this one: by time, by what it answers to, by its pictures and by its words.
 * Source: docs.joinmastodon.org/methods/accounts/#statuses.
 */
export const settle: Connector['settle'] = async (ports, channel, order) => {
  const prepared = preparedOf(order.prepared.steps[order.step]?.data)
  if (!prepared) return { kind: 'unknown', why: 'cannot-prove', failure: null, readAgainAt: null }
  const listed = await ask(ports, targetOf(channel), {
    purpose: 'settle',
    method: 'GET',
    path: `/api/v1/accounts/${encodeURIComponent(channel.remoteId)}/statuses?limit=40&exclude_reblogs=true`,
    scope: 'read:statuses',
    effect: 'read',
    schema: z.array(Status),
  })
  const now = ports.clock.now()
  if (listed.kind !== 'ok') return noReading(listed, now)
  const candidates = listed.value.filter((status) => couldBe(status, prepared, order))
  const matching: Status[] = []
  for (const status of candidates) {
    if (await saysTheSame(ports, channel, status, prepared)) matching.push(status)
  }
  const [only, other] = matching
  if (only && other) return { kind: 'unknown', why: 'several-match', failure: null, readAgainAt: null }
  return only ? { kind: 'there', ref: refOf(only) } : unseen('good', order.since, order.emptyReadings, now)
}

function couldBe(status: Status, prepared: PreparedStatus, order: SettleOrder): boolean {
  const at = Date.parse(status.created_at)
  const parent = order.step === 0 ? null : (order.before[order.step - 1]?.remoteId ?? null)
  return (
    at >= readBackFrom(order.since).epochMilliseconds &&
    (status.in_reply_to_id ?? null) === parent &&
    status.media_attachments.length === prepared.media_ids.length &&
    prepared.media_ids.every((id) => status.media_attachments.some((attached) => attached.id === id)) &&
    !order.before.some((ref) => ref.remoteId === status.id)
  )
}

/** The server's HTML shortens addresses and mentions; where it differs, the words as they were written are asked for. */
async function saysTheSame(ports: Ports, channel: Channel, status: Status, prepared: PreparedStatus): Promise<boolean> {
  const wanted = comparable(prepared.status)
  if (comparable(textOfHtml(status.content)) === wanted) return true
  const source = await ask(ports, targetOf(channel), {
    purpose: 'settle',
    method: 'GET',
    path: `/api/v1/statuses/${encodeURIComponent(status.id)}/source`,
    scope: 'read:statuses',
    effect: 'read',
    schema: Source,
  })
  return source.kind === 'ok' && comparable(source.value.text) === wanted
}
