import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'

/** Who did it, by name, as the log keeps it: it stays readable when the person has left. */
export async function actorName(tx: AgencyTx, actor: Actor): Promise<string> {
  if (actor.kind === 'system') return actor.name
  if (actor.kind === 'link') return 'link'
  const row = await tx.selectFrom('members').select('name').where('id', '=', actor.memberId).executeTakeFirst()
  return row?.name ?? ''
}
