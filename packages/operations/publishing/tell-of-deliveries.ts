import type { AgencyTx } from '@comptoir/db'
import type { NoticeKind } from '@comptoir/domain/notices'
import { tell } from '../notices/index.ts'

export type DeliveryNews = {
  deliveryId: string
  kind: Extract<NoticeKind, `delivery-${string}` | 'by-hand-due'>
  why: string | null
  /** Tells this news from the same news of another day: the fence, an instant. */
  key: string | number
}

/** Tells whoever is on duty for the mandate what became of deliveries. */
export async function tellOfDeliveries(tx: AgencyTx, news: readonly DeliveryNews[]): Promise<void> {
  if (news.length === 0) return
  const rows = await tx
    .selectFrom('deliveries')
    .innerJoin('posts', (join) =>
      join.onRef('posts.agency_id', '=', 'deliveries.agency_id').onRef('posts.id', '=', 'deliveries.post_id'),
    )
    .innerJoin('clients', (join) =>
      join.onRef('clients.agency_id', '=', 'posts.agency_id').onRef('clients.id', '=', 'posts.client_id'),
    )
    .innerJoin('channels', (join) =>
      join.onRef('channels.agency_id', '=', 'deliveries.agency_id').onRef('channels.id', '=', 'deliveries.channel_id'),
    )
    .select(['deliveries.id', 'deliveries.due_at', 'posts.title', 'posts.client_id', 'posts.mandate_id'])
    .select(['clients.name as client', 'clients.time_zone', 'channels.network', 'channels.handle'])
    .where(
      'deliveries.id',
      'in',
      news.map(({ deliveryId }) => deliveryId),
    )
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const { deliveryId, kind, why, key } of news) {
    const row = byId.get(deliveryId)
    if (!row) continue
    await tell(tx, {
      kind,
      subjectKind: 'delivery',
      subjectId: deliveryId,
      clientId: row.client_id,
      mandateId: row.mandate_id,
      detail: {
        title: row.title,
        client: row.client,
        network: row.network,
        channel: row.handle,
        zone: row.time_zone,
        ...(why ? { why } : {}),
        ...(row.due_at ? { at: row.due_at.toISOString() } : {}),
      },
      dedupeKey: `${kind}:${deliveryId}:${key}`,
    })
  }
}
