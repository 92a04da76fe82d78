import type { AgencyTx } from '@comptoir/db'
import { releaseOf } from '@comptoir/domain/countdown'
import type { MovePost, SavePost } from '@comptoir/domain/editorial'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, record } from '../shared/index.ts'
import { judgeApproval } from './approvals.ts'
import { lockPost, type NotEditable } from './edit-guard.ts'
import type { LoadedPost } from './load-post.ts'
import { timingColumns } from './timing-columns.ts'
import { checkOwnership, type Mistyped, type PostContent, writeParts, writeRevision } from './write-post.ts'

export type Saved = { kind: 'saved'; version: number; approval: 'holds' | 'lapsed' | 'none' }

/** Saves the composer's whole post over the version that it was opened at. An approved post whose content changed waits for approval again. */
export async function savePost(
  tx: AgencyTx,
  actor: Actor,
  { postId, version, ...input }: SavePost,
): Promise<Saved | NotEditable | Mistyped> {
  const lock = await lockPost(tx, postId, version)
  if (lock.kind === 'refused') return lock
  const mistyped = await checkOwnership(tx, lock.post.clientId, input)
  if (mistyped) return mistyped
  return write(tx, actor, lock.post, input)
}

/** Gives a post another time and nothing else: what a drag in the calendar does. */
export async function movePost(
  tx: AgencyTx,
  actor: Actor,
  { postId, version, timing }: MovePost,
): Promise<Saved | NotEditable | Refused<'anchor-without-event'>> {
  const lock = await lockPost(tx, postId, version)
  if (lock.kind === 'refused') return lock
  const { post } = lock
  if ((timing.kind === 'anchored' || timing.kind === 'calendar') && !post.eventId)
    return refused('anchor-without-event')
  return write(tx, actor, post, { ...post, timing })
}

async function write(tx: AgencyTx, actor: Actor, before: LoadedPost, input: PostContent): Promise<Saved> {
  const version = before.version + 1
  await tx
    .updateTable('posts')
    .set((eb) => ({
      mandate_id: input.mandateId,
      campaign_id: input.campaignId,
      event_id: input.eventId,
      title: input.title,
      text: input.text,
      link: input.link,
      ...timingColumns(input.timing),
      release: releaseOf(input.timing, input.release),
      late_limit_seconds:
        input.lateLimitSeconds ??
        eb.selectFrom('agencies').select('late_limit_seconds').where('agency_id', '=', tx.agencyId),
      version,
      updated_at: sql<Date>`clock_timestamp()`,
    }))
    .where('id', '=', before.id)
    .execute()
  const content: PostContent = {
    mandateId: input.mandateId,
    campaignId: input.campaignId,
    eventId: input.eventId,
    title: input.title,
    text: input.text,
    link: input.link,
    timing: input.timing,
    release: input.release,
    lateLimitSeconds: input.lateLimitSeconds,
    media: input.media.map(({ mediaId, alt, crop }) => ({ mediaId, alt, crop })),
    variants: input.variants.map(({ channelId, parts, firstComment, link, crops }) => ({
      channelId,
      parts,
      firstComment,
      link,
      crops,
    })),
  }
  await writeParts(tx, before.id, content)
  await writeRevision(tx, before.id, actor.kind === 'member' ? actor.memberId : null, content)
  const approval = await judgeApproval(tx, actor, before)
  await record(tx, actor, 'posts.saved', { kind: 'post', id: before.id }, { after: { version, approval } })
  await changed(tx, 'posts', before.id)
  return { kind: 'saved', version, approval }
}
