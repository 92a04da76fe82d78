import type { AgencyTx } from '@comptoir/db'
import { releaseOf } from '@comptoir/domain/countdown'
import type { CreatePost } from '@comptoir/domain/editorial'
import { mandateInForce } from '@comptoir/domain/mandates'
import { type Actor, dayIn } from '@comptoir/domain/shared'
import { changed, record } from '../shared/index.ts'
import { timingColumns } from './timing-columns.ts'
import { checkOwnership, type Mistyped, writeParts, writeRevision } from './write-post.ts'

/** Writes a new post as a draft. One that names no mandate falls under the client's mandate in force: its limits and its person on duty are that mandate's. */
export async function createPost(
  tx: AgencyTx,
  actor: Actor,
  { clientId, ...input }: CreatePost,
): Promise<{ kind: 'created'; id: string } | Mistyped> {
  const mistyped = await checkOwnership(tx, clientId, input)
  if (mistyped) return mistyped
  const mandateId = input.mandateId ?? (await mandateOfToday(tx, clientId))
  const author = actor.kind === 'member' ? actor.memberId : null
  const { id } = await tx
    .insertInto('posts')
    .values((eb) => ({
      agency_id: tx.agencyId,
      client_id: clientId,
      mandate_id: mandateId,
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

async function mandateOfToday(tx: AgencyTx, clientId: string): Promise<string | null> {
  const rows = await tx
    .selectFrom('mandates as m')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.agency_id', '=', 'm.agency_id').onRef('c.id', '=', 'm.client_id'),
    )
    .select(['m.id', 'm.starts_on as startsOn', 'm.ends_on as endsOn', 'c.time_zone as zone'])
    .where('m.client_id', '=', clientId)
    .execute()
  const zone = rows[0]?.zone
  return zone ? (mandateInForce(rows, dayIn(zone, await tx.now()))?.id ?? null) : null
}
