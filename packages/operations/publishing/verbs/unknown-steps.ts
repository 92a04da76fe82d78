import { type AgencyTx, jsonb } from '@comptoir/db'
import type { PublishedRef } from '@comptoir/connectors/sdk'

/** Says of the steps whose outcome was unknown what they are; where a post is, `ref` names it. */
export async function setUnknownSteps(
  tx: AgencyTx,
  deliveryId: string,
  state: 'waiting' | 'published',
  ref: PublishedRef | null,
  at: Temporal.Instant | null = null,
): Promise<void> {
  await tx
    .updateTable('delivery_steps')
    .set({ state, empty_reads: [], ...(ref ? { ref: jsonb(ref), published_at: at?.toString() ?? null } : {}) })
    .where('delivery_id', '=', deliveryId)
    .where('state', 'in', ['sending', 'uncertain'])
    .execute()
}

/** A post of which only the address is known, since a person typed it: the network cannot be asked for it by name. */
export const isAddressOnly = (ref: PublishedRef) => ref.remoteId === ref.permalink
