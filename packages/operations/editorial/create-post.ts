import type { AgencyTx } from '@comptoir/db'
import type { CreatePost } from '@comptoir/domain/editorial'
import type { Actor } from '@comptoir/domain/shared'
import { changed, record } from '../shared/index.ts'
import { timingColumns } from './timing-columns.ts'
import { checkOwnership, type Mistyped, writeParts, writeRevision } from './write-post.ts'

/** Writes a new post as a draft. */
export async function createPost(
  tx: AgencyTx,
  actor: Actor,
  { clientId, ...input }: CreatePost,
): Promise<{ kind: 'created'; id: string } | Mistyped> {
  const mistyped = await checkOwnership(tx, clientId, input)
  if (mistyped) return mistyped
  const author = actor.kind === 'member' ? actor.memberId : null
  const { id } = await tx
    .insertInto('posts')
    .values((eb) => ({
      agency_id: tx.agencyId,
      client_id: clientId,
      mandate_id: input.mandateId,
      campaign_id: input.campaignId,
      event_id: input.eventId,
      title: input.title,
      text: input.text,
      link: input.link,
      ...timingColumns(input.timing),
      late_limit_seconds: eb.selectFrom('agencies').select('late_limit_seconds').where('agency_id', '=', tx.agencyId),
      author_id: author,
    }))
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeParts(tx, id, input)
  await writeRevision(tx, id, author, input)
  await record(tx, actor, 'posts.created', { kind: 'post', id }, { after: { title: input.title } })
  await changed(tx, 'posts', id)
  return { kind: 'created', id }
}
