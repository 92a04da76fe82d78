import type { AgencyTx } from '@comptoir/db'
import type { HeldBecause } from '@comptoir/domain/publishing'
import { tell } from '../notices/index.ts'
import { type DeliveryNews, tellOfDeliveries } from './tell-of-deliveries.ts'

/** What a change keeps back and nobody would look for: it is told by itself. A hold and a scrub are told as one piece of news of their event. */
const TOLD: ReadonlySet<HeldBecause> = new Set(['too-late', 't0-in-the-past'])

/** Tells of what waits for a person from now on: an offered post once for all its channels, each delivery that is too late by its own line. */
export async function tellOfHeld(
  tx: AgencyTx,
  held: readonly { deliveryId: string; postId: string; fence: number; because: HeldBecause }[],
): Promise<void> {
  const news = held
    .filter(({ because }) => TOLD.has(because))
    .map(({ deliveryId, because, fence }): DeliveryNews => ({
      deliveryId,
      kind: 'delivery-held',
      why: because,
      key: fence,
    }))
  await tellOfDeliveries(tx, news)
  const offered = [...new Set(held.filter(({ because }) => because === 'offered').map(({ postId }) => postId))]
  if (offered.length > 0) await tellOfOffers(tx, offered)
}

async function tellOfOffers(tx: AgencyTx, postIds: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('posts as p')
    .innerJoin('events as e', (on) => on.onRef('e.agency_id', '=', 'p.agency_id').onRef('e.id', '=', 'p.event_id'))
    .innerJoin('clients as c', (on) => on.onRef('c.agency_id', '=', 'p.agency_id').onRef('c.id', '=', 'p.client_id'))
    .select(['p.id', 'p.title', 'p.client_id', 'p.mandate_id', 'c.name as client'])
    .select(['e.id as event_id', 'e.name as event', 'e.current_attempt_id'])
    .where('p.id', 'in', [...postIds])
    .execute()
  for (const row of rows) {
    await tell(tx, {
      kind: 'contingency-offered',
      subjectKind: 'event',
      subjectId: row.event_id,
      clientId: row.client_id,
      mandateId: row.mandate_id,
      detail: { title: row.title, event: row.event, client: row.client },
      dedupeKey: `contingency-offered:${row.id}:${row.current_attempt_id}`,
    })
  }
}
