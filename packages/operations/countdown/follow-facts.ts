import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { judgeApproval, type LoadedPost, loadPost } from '../editorial/index.ts'

/** The approved posts of an event that hold placeholders and of which something has still to leave: as they stand before its facts change. */
export async function postsWithPlaceholders(tx: AgencyTx, eventId: string): Promise<LoadedPost[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from posts p
    where p.event_id = ${eventId}::uuid and p.review_state = 'approved' and p.cancelled_at is null
      and exists (select from variants v
        where v.agency_id = p.agency_id and v.post_id = p.id and not v.dropped
          and concat_ws(' ', p.text, array_to_string(v.parts, ' '), v.first_comment) like '%{%'
          and not exists (select from deliveries d
            where d.agency_id = v.agency_id and d.post_id = v.post_id and d.variant_id = v.id
              and d.state in ('sending', 'published', 'partial', 'uncertain', 'withdrawn')))
    order by p.id`.execute(tx)
  const posts: LoadedPost[] = []
  for (const { id } of rows) posts.push(await loadPost(tx, id, true))
  return posts
}

/** Judges their approvals once the facts have changed. Returns how many were lost: their words are no longer those that were approved. */
export async function judgeAnew(tx: AgencyTx, actor: Actor, before: readonly LoadedPost[]): Promise<number> {
  let lost = 0
  for (const post of before) if ((await judgeApproval(tx, actor, post)) === 'lapsed') lost += 1
  return lost
}
