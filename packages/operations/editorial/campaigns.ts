import type { AgencyTx } from '@comptoir/db'
import type { CreateCampaign } from '@comptoir/domain/editorial'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { changed, found, record } from '../shared/index.ts'

export async function createCampaign(
  tx: AgencyTx,
  actor: Actor,
  input: CreateCampaign,
): Promise<{ kind: 'created'; id: string } | Refused<'of-another-client'>> {
  found(await tx.selectFrom('clients').select('id').where('id', '=', input.clientId).executeTakeFirst(), 'client')
  if (input.mandateId) {
    const mandate = await tx
      .selectFrom('mandates')
      .select('client_id')
      .where('id', '=', input.mandateId)
      .executeTakeFirst()
    if (mandate?.client_id !== input.clientId) return refused('of-another-client')
  }
  const { id } = await tx
    .insertInto('campaigns')
    .values({ agency_id: tx.agencyId, client_id: input.clientId, mandate_id: input.mandateId, name: input.name })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, actor, 'campaigns.created', { kind: 'campaign', id }, { after: input })
  await changed(tx, 'posts')
  return { kind: 'created', id }
}

export async function listCampaigns(tx: AgencyTx, clientId: string) {
  return tx
    .selectFrom('campaigns')
    .select(['id', 'name', 'mandate_id as mandateId'])
    .where('client_id', '=', clientId)
    .orderBy('name')
    .execute()
}
