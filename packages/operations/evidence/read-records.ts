import type { AgencyTx } from '@comptoir/db'
import { EvidenceRecord } from '@comptoir/domain/evidence'
import { type RawBuilder, sql } from 'kysely'

type Row = { post_id: string; record: Record<string, unknown> }

/** An instant as records carry it: UTC, to the microsecond, whatever the session's zone. */
export const stamp = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** The actor's id that stays; names of today and how they sign in are not for a record that leaves the house. */
const by = (column: RawBuilder<unknown>) => sql`case ${column} ->> 'kind'
  when 'member' then jsonb_build_object('kind', 'member', 'memberId', ${column} -> 'memberId')
  when 'system' then jsonb_build_object('kind', 'system', 'name', ${column} -> 'name')
  else jsonb_build_object('kind', 'link', 'linkId', ${column} -> 'linkId') end`

/**
 * What was written down of each post, in the order of time: from rows that are only ever added, and from columns of others that are
 * written once. Rows of one microsecond stand in a fixed order, so that the same rows always make the same chain.
 */
export async function readRecords(tx: AgencyTx, postIds: readonly string[]): Promise<Map<string, EvidenceRecord[]>> {
  const { rows } = await sql<Row>`
    with wanted as materialized (select id as post_id from posts where agency_id = ${tx.agencyId}::uuid and id = any(${[...postIds]}::uuid[])),
    own as materialized (
      select d.id, d.post_id, d.channel_id from deliveries d join wanted w on w.post_id = d.post_id where d.agency_id = ${tx.agencyId}::uuid
    )
    select post_id, record from (
    ${revisions(tx)} union all ${events(tx)} union all ${reviews(tx)} union all ${approvals(tx)} union all ${lapses(tx)}
    union all ${orders(tx)} union all ${transitions(tx)} union all ${begun(tx)} union all ${ended(tx)}
    ) told order by post_id, at collate "C", rank, id`.execute(tx)
  const byPost = new Map<string, EvidenceRecord[]>(postIds.map((id) => [id, []]))
  for (const row of rows) byPost.get(row.post_id)?.push(EvidenceRecord.parse(row.record))
  return byPost
}

/** One kind of record: where it stands in time, and what it says. */
const told = (
  what: EvidenceRecord['what'],
  rank: number,
  { post, id, at, says }: Record<'post' | 'id' | 'at' | 'says', RawBuilder<unknown>>,
) => sql`
  select ${post} as post_id, ${stamp(at)} as at, ${sql.lit(rank)} as rank, ${id} as id,
    jsonb_build_object('what', ${sql.lit(what)}, 'id', ${id}, 'at', ${stamp(at)}) || ${says} as record`

const revisions = (tx: AgencyTx) =>
  sql`${told('revision', 0, {
    post: sql`r.post_id`,
    id: sql`r.id`,
    at: sql`r.at`,
    says: sql`jsonb_build_object('memberId', r.author_id, 'number', r.number, 'content', r.content, 'media', (
    select coalesce(jsonb_agg(jsonb_build_object('mediaId', m.id, 'originalSha256', m.original_sha256) order by named.place), '[]')
    from jsonb_array_elements(jsonb_path_query_array(r.content, '$.media[*].mediaId')) with ordinality as named(id, place)
    join media m on m.agency_id = ${tx.agencyId}::uuid and m.id = (named.id #>> '{}')::uuid))`,
  })} from revisions r join wanted w on w.post_id = r.post_id where r.agency_id = ${tx.agencyId}::uuid`

/** A decision of the event that the post hung from at that moment, by the version that stood then. */
const events = (tx: AgencyTx) => sql`${told('event', 1, {
  post: sql`w.post_id`,
  id: sql`c.id`,
  at: sql`c.at`,
  says: sql`jsonb_build_object('by', ${by(sql`c.actor`)}, 'byName', c.actor_name, 'eventId', c.event_id, 'attemptId', c.attempt_id, 'verb', c.verb,
    'reason', c.reason, 'before', c.before, 'after', c.after, 'touched', jsonb_build_object(
      'posts', jsonb_path_query_array(c.moved, '$.posts[*] ? (@.postId == $id)', jsonb_build_object('id', w.post_id)),
      'decisions', jsonb_path_query_array(c.moved, '$.decisions[*] ? (@.postId == $id)', jsonb_build_object('id', w.post_id)),
      'deliveries', (select coalesce(jsonb_agg(moved.one order by moved.place), '[]')
        from jsonb_array_elements(jsonb_path_query_array(c.moved, '$.deliveries[*]')) with ordinality as moved(one, place)
        join own on own.id = (moved.one ->> 'deliveryId')::uuid and own.post_id = w.post_id)))`,
})} from wanted w
  join lateral (select distinct (r.content ->> 'eventId')::uuid as event_id from revisions r
    where r.agency_id = ${tx.agencyId}::uuid and r.post_id = w.post_id and r.content ->> 'eventId' is not null) named on true
  join event_changes c on c.agency_id = ${tx.agencyId}::uuid and c.event_id = named.event_id
  where (select r.content ->> 'eventId' from revisions r where r.agency_id = ${tx.agencyId}::uuid and r.post_id = w.post_id and r.at <= c.at
    order by r.number desc limit 1) = named.event_id::text`

const reviews = (tx: AgencyTx) =>
  sql`${told('review', 2, {
    post: sql`r.post_id`,
    id: sql`r.id`,
    at: sql`r.at`,
    says: sql`jsonb_build_object('memberId', r.member_id, 'kind', r.kind, 'revision', r.revision, 'comment', r.comment, 'because', r.because)`,
  })} from reviews r join wanted w on w.post_id = r.post_id where r.agency_id = ${tx.agencyId}::uuid`

const fromApprovals = (tx: AgencyTx) => sql`from approvals a join wanted w on w.post_id = a.post_id
  join variants v on v.agency_id = a.agency_id and v.id = a.variant_id where a.agency_id = ${tx.agencyId}::uuid`

const approvals = (tx: AgencyTx) =>
  sql`${told('approval', 3, {
    post: sql`a.post_id`,
    id: sql`a.id`,
    at: sql`a.at`,
    says: sql`jsonb_build_object('memberId', a.approved_by, 'channelId', v.channel_id, 'contentHash', a.content_hash, 't0', ${stamp(sql`a.t0`)})`,
  })} ${fromApprovals(tx)}`

const lapses = (tx: AgencyTx) =>
  sql`${told('lapse', 4, {
    post: sql`a.post_id`,
    id: sql`a.id`,
    at: sql`a.lapsed_at`,
    says: sql`jsonb_build_object('channelId', v.channel_id, 'contentHash', a.content_hash, 'because', a.lapsed_because)`,
  })} ${fromApprovals(tx)} and a.lapsed_at is not null`

const order = { id: sql`l.id`, at: sql`l.at` }
const ordered = (deliveryId: RawBuilder<unknown>) =>
  sql`jsonb_build_object('by', ${by(sql`l.actor`)}, 'verb', l.verb, 'deliveryId', ${deliveryId}, 'before', l.before, 'after', l.after)`

/** What people ordered; what the review and the versions say themselves is not said twice. */
const orders = (tx: AgencyTx) => sql`${told('order', 5, {
  post: sql`w.post_id`,
  says: ordered(sql`null::uuid`),
  ...order,
})} from wanted w join audit_log l on l.agency_id = ${tx.agencyId}::uuid and l.subject_kind = 'post' and l.subject_id = w.post_id::text
    and l.verb in ('posts.cancelled', 'posts.restored')
  union all ${told('order', 5, { post: sql`d.post_id`, says: ordered(sql`d.id`), ...order })} from own d
  join audit_log l on l.agency_id = ${tx.agencyId}::uuid and l.subject_kind = 'delivery' and l.subject_id = d.id::text`

const transitions = (tx: AgencyTx) =>
  sql`${told('transition', 6, {
    post: sql`d.post_id`,
    id: sql`t.id`,
    at: sql`t.at`,
    says: sql`jsonb_build_object('deliveryId', d.id, 'channelId', d.channel_id, 'from', t.from_state, 'to', t.to_state, 'cause', t.cause,
    'by', ${by(sql`t.actor`)})`,
  })} from own d join delivery_transitions t on t.agency_id = ${tx.agencyId}::uuid and t.delivery_id = d.id`

const ofCall = sql`jsonb_build_object('deliveryId', d.id, 'channelId', d.channel_id, 'kind', a.kind, 'part', s.position, 'partKind', s.kind)`
const fromCalls = (tx: AgencyTx) => sql`from own d
  join delivery_attempts a on a.agency_id = ${tx.agencyId}::uuid and a.delivery_id = d.id
  left join delivery_steps s on s.agency_id = ${tx.agencyId}::uuid and s.id = a.step_id`

const begun = (tx: AgencyTx) =>
  sql`${told('call-begun', 7, {
    post: sql`d.post_id`,
    id: sql`a.id`,
    at: sql`a.started_at`,
    says: sql`${ofCall} || jsonb_build_object('worker', a.worker, 'fence', a.fence, 'identity', s.identity)`,
  })} ${fromCalls(tx)}`

/** A call whose worker vanished has no end: the delivery's transition says so. */
const ended = (tx: AgencyTx) =>
  sql`${told('call-ended', 8, {
    post: sql`d.post_id`,
    id: sql`a.id`,
    at: sql`a.ended_at`,
    says: sql`${ofCall} || jsonb_build_object('outcome', a.outcome, 'detail', a.detail)`,
  })} ${fromCalls(tx)} where a.ended_at is not null`
