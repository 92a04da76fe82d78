import { randomUUIDv7 } from 'node:crypto'
import { contentHash, contentOf } from '@comptoir/domain/editorial'
import { createEvent, getEvent } from '@comptoir/operations/countdown'
import type { Connected } from '@comptoir/operations/testing'
import { sql } from 'kysely'
import type { Stage } from './stage.ts'

export type Hanging = {
  eventId: string
  attemptId: string
  /** Delivery ids, by the post's text. */ ids: Map<string, string>
}

/**
 * A launch with posts that hang from its T-0, approved for it and armed, whole enough to be sent. Written in one statement, since ten thousand by the use
 * cases would take minutes, and it is not the writing that is measured.
 */
export async function plantAnchored(
  { database, room }: Stage,
  channels: readonly Connected[],
  { word, count, t0, withinMs }: { word: string; count: number; t0: Temporal.Instant; withinMs: number },
): Promise<Hanging> {
  const made = await room.work((tx) =>
    createEvent(tx, room.reviewer, {
      clientId: room.clientId,
      name: `Lyre 3, ${word}`,
      subject: 'Orphée 5',
      site: 'Kourou',
      zone: 'America/Cayenne',
      windowMinutes: 45,
      t0: { kind: 'instant', at: t0 },
    }),
  )
  if (made.kind !== 'created') throw new Error(made.why)
  const rows = []
  for (let i = 0; i < count; i += 1) {
    const text = `${word} ${i}`
    const offsetSeconds = Math.floor((i * withinMs) / count / 1000)
    const timing = { kind: 'anchored', base: 't0', offsetSeconds, condition: 'any' } as const
    const { channelId } = channels[i % channels.length]!
    const variant = { channelId, parts: null, firstComment: null, link: null }
    const hash = await contentHash(contentOf({ text, link: null, timing, media: [] }, variant, () => ''))
    const [post, delivery] = [randomUUIDv7(), randomUUIDv7()]
    rows.push({ post, variant: randomUUIDv7(), delivery, channel: channelId, text, offset: offsetSeconds, hash })
  }
  await sql`
    with planned as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as p(post uuid, variant uuid, delivery uuid, channel uuid, text text, "offset" int, hash text)
    ), posts_in as (
      insert into posts (agency_id, id, client_id, mandate_id, event_id, title, text, review_state, timing_kind, anchor_base, anchor_offset_seconds, anchor_condition)
      select ${room.agencyId}::uuid, post, ${room.clientId}::uuid, ${room.mandateId}::uuid, ${made.eventId}::uuid, text, text, 'approved', 'anchored', 't0', "offset", 'any'
      from planned
    ), variants_in as (
      insert into variants (agency_id, id, post_id, channel_id, content_hash) select ${room.agencyId}::uuid, variant, post, channel, hash from planned
    ), approvals_in as (
      insert into approvals (agency_id, post_id, variant_id, content_hash, t0, approved_by)
      select ${room.agencyId}::uuid, post, variant, hash, ${t0.toString()}::timestamptz, ${room.reviewer.memberId}::uuid from planned
    ), told as (
      insert into delivery_transitions (agency_id, delivery_id, from_state, to_state, cause, actor)
      select ${room.agencyId}::uuid, delivery, null, 'scheduled', 'planned', ${JSON.stringify(room.reviewer)}::jsonb from planned
    )
    insert into deliveries (agency_id, id, post_id, variant_id, channel_id, event_id, state, cause, due_at, condition, content_hash)
    select ${room.agencyId}::uuid, delivery, post, variant, channel, ${made.eventId}::uuid, 'scheduled', 'planned',
      ${t0.toString()}::timestamptz + make_interval(secs => "offset"), 'any', hash from planned`.execute(database.root)
  // What a database does by itself after a while.
  await sql`analyze`.execute(database.root)
  const { attempt } = await room.work((tx) => getEvent(tx, made.eventId))
  return {
    eventId: made.eventId,
    attemptId: attempt.id,
    ids: new Map(rows.map(({ text, delivery }) => [text, delivery])),
  }
}
