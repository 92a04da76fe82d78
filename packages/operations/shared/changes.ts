import type { AgencyTx } from '@comptoir/db'

/** Puts a change on the live feed; open screens read again what the topic names. The wake-up leaves after the commit. */
export async function changed(tx: AgencyTx, topic: string, id: string | null = null): Promise<void> {
  await tx.insertInto('changes').values({ agency_id: tx.agencyId, topic, subject_id: id }).execute()
  tx.wake('comptoir_changes')
}
