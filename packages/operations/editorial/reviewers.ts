import type { AgencyTx } from '@comptoir/db'
import { rolesThatMay } from '@comptoir/domain/agency'

/** Who is asked to review a post: the people of its mandate's team who may, else everybody who may. */
export async function reviewersOf(tx: AgencyTx, post: { mandateId: string | null }): Promise<string[]> {
  const able = await tx
    .selectFrom('members')
    .select('id')
    .where('agency_id', '=', tx.agencyId)
    .where('left_at', 'is', null)
    .where('role', 'in', rolesThatMay('posts.review'))
    .execute()
  const ids = able.map((one) => one.id)
  if (!post.mandateId) return ids
  const team = await tx
    .selectFrom('mandate_members')
    .select('member_id')
    .where('mandate_id', '=', post.mandateId)
    .execute()
  const inTeam = ids.filter((id) => team.some((one) => one.member_id === id))
  return inTeam.length > 0 ? inTeam : ids
}
