import type { AgencyTx } from '@comptoir/db'
import { boundsOf } from '@comptoir/domain/audience'
import { type Crop, sizeAfterCrop } from '@comptoir/domain/editorial'
import type { Period, Zone } from '@comptoir/domain/shared'
import type { PostInput, PostMetric, ReadingInput } from '@comptoir/reporting'
import { sql } from 'kysely'
import { pictureRef } from './pictures.ts'
import { definitionId } from './readings.ts'

/** What went out on some channels in a period, with what was read of it. What was withdrawn since is not reported. */
export async function postsOfPeriod(
  tx: AgencyTx,
  channelIds: readonly string[],
  period: Period,
  zone: Zone,
  asOf: Temporal.Instant,
): Promise<PostInput[]> {
  if (channelIds.length === 0) return []
  const { from, until } = boundsOf(period, zone)
  const { rows } = await sql<{ id: string }>`
    select id from deliveries where channel_id = any(${[...channelIds]}::uuid[]) and state in ('published', 'partial')
      and published_at >= ${from.toString()}::timestamptz and published_at < ${until.toString()}::timestamptz`.execute(
    tx,
  )
  return readPosts(
    tx,
    rows.map(({ id }) => id),
    asOf,
  )
}

type Row = {
  id: string
  channel_id: string
  network: string
  title: string
  text: string
  permalink: string | null
  published_at: Date
}

/** Posts by the ids of their deliveries, in the order in which they went out. */
export async function readPosts(
  tx: AgencyTx,
  deliveryIds: readonly string[],
  asOf: Temporal.Instant,
): Promise<PostInput[]> {
  if (deliveryIds.length === 0) return []
  const { rows } = await sql<Row>`
    select d.id, d.channel_id, ch.network, p.title, coalesce(v.parts[1], p.text) as text, d.permalink, d.published_at
    from deliveries d
    join posts p on p.agency_id = d.agency_id and p.id = d.post_id
    join channels ch on ch.agency_id = d.agency_id and ch.id = d.channel_id
    left join variants v on v.agency_id = d.agency_id and v.id = d.variant_id
    where d.id = any(${[...deliveryIds]}::uuid[]) and d.published_at is not null
    order by d.published_at, d.id`.execute(tx)
  const metrics = await postMetrics(tx, deliveryIds, asOf)
  const pictures = await firstPictures(tx, deliveryIds)
  return rows.map((row) => ({
    id: row.id,
    channelId: row.channel_id,
    title: row.title,
    text: row.text,
    permalink: row.permalink,
    publishedAt: row.published_at.toTemporalInstant(),
    picture: pictures.get(row.id) ?? null,
    metrics: (metrics.get(row.id) ?? []).map(({ definition, ...one }) => ({
      ...one,
      definition: definitionId(row.network, definition),
    })),
  }))
}

type MetricRow = {
  delivery_id: string
  metric: string
  at: Date
  value: number
  source: string
  definition: string
}

/** The last reading of each metric of each post: what people did with a post is a running total. */
async function postMetrics(
  tx: AgencyTx,
  deliveryIds: readonly string[],
  asOf: Temporal.Instant,
): Promise<Map<string, (ReadingInput & { metric: PostMetric })[]>> {
  const { rows } = await sql<MetricRow>`
    select distinct on (delivery_id, metric) delivery_id, metric, at, value, source, definition from readings
    where delivery_id = any(${[...deliveryIds]}::uuid[]) and at <= ${asOf.toString()}::timestamptz
    order by delivery_id, metric, at desc, read_at desc, id desc`.execute(tx)
  return Map.groupBy(
    rows.map((row) => ({
      deliveryId: row.delivery_id,
      metric: row.metric as PostMetric,
      at: row.at.toTemporalInstant(),
      value: row.value,
      source: row.source as ReadingInput['source'],
      definition: row.definition,
    })),
    (row) => row.deliveryId,
  )
}

type PictureRow = {
  delivery_id: string
  sha256: string
  mime: string
  width: number
  height: number
  alt: string
  crop: unknown
}

/** The first picture of each post, by the bytes that were published and the part of them that its channel shows. */
async function firstPictures(
  tx: AgencyTx,
  deliveryIds: readonly string[],
): Promise<Map<string, NonNullable<PostInput['picture']>>> {
  const { rows } = await sql<PictureRow>`
    select distinct on (d.id) d.id as delivery_id, m.sha256, m.mime, m.width, m.height, pm.alt,
      coalesce(v.crops -> m.id::text, pm.crop) as crop
    from deliveries d
    join post_media pm on pm.agency_id = d.agency_id and pm.post_id = d.post_id
    join media m on m.agency_id = pm.agency_id and m.id = pm.media_id
    left join variants v on v.agency_id = d.agency_id and v.id = d.variant_id
    where d.id = any(${[...deliveryIds]}::uuid[]) and m.state = 'ready' and m.sha256 is not null
    order by d.id, pm.position`.execute(tx)
  return new Map(
    rows.map((row) => {
      const crop = row.crop as Crop | null
      const { width, height } = sizeAfterCrop(row, crop)
      return [row.delivery_id, { ref: pictureRef(row.sha256, row.mime, crop), alt: row.alt, width, height }]
    }),
  )
}
