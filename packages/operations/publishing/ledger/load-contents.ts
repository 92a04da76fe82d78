import type { AgencyTx } from '@comptoir/db'
import { fillerOf } from '@comptoir/domain/countdown'
import { contentHash, contentOf, type Crop, cropFor, type Crops } from '@comptoir/domain/editorial'
import { toTiming, TIMING_COLUMNS } from '../delivery-rows.ts'
import { toFilling } from '../filling.ts'

/** A picture of a post as it stands in the media store. */
export type StoredPicture = {
  sha256: string
  mime: string
  bytes: number
  width: number
  height: number
  alt: string
  crop: Crop | null
}

/** What a variant says now, with its hash: the same hash that was approved, or it does not leave. */
export type VariantContent = {
  hash: string
  parts: readonly string[]
  firstComment: string | null
  link: string | null
  pictures: StoredPicture[]
  language: string
}

/** The contents of variants, by variant id. One that is gone, or has a picture that is not ready, is left out. */
export async function loadContents(tx: AgencyTx, variantIds: readonly string[]): Promise<Map<string, VariantContent>> {
  const rows = await tx
    .selectFrom('variants')
    .innerJoin('posts', (join) =>
      join.onRef('posts.agency_id', '=', 'variants.agency_id').onRef('posts.id', '=', 'variants.post_id'),
    )
    .innerJoin('clients', (join) =>
      join.onRef('clients.agency_id', '=', 'posts.agency_id').onRef('clients.id', '=', 'posts.client_id'),
    )
    .leftJoin('events', (join) =>
      join.onRef('events.agency_id', '=', 'posts.agency_id').onRef('events.id', '=', 'posts.event_id'),
    )
    .leftJoin('attempts', (join) =>
      join.onRef('attempts.agency_id', '=', 'events.agency_id').onRef('attempts.id', '=', 'events.current_attempt_id'),
    )
    .select(['events.name as mission', 'events.subject as launcher', 'events.site', 'events.facts', 'attempts.t0'])
    .select([
      'variants.id',
      'variants.post_id',
      'variants.channel_id',
      'variants.parts',
      'variants.first_comment',
      'variants.crops',
    ])
    .select(['variants.link as own_link', 'posts.text', 'posts.link', 'clients.language'])
    .select(TIMING_COLUMNS)
    .where('variants.id', 'in', [...variantIds])
    .execute()
  const postIds = [...new Set(rows.map((row) => row.post_id))]
  const pictures = await picturesOf(tx, postIds)
  const contents = new Map<string, VariantContent>()
  for (const row of rows) {
    const own = pictures.get(row.post_id) ?? []
    if (own.some((picture) => picture.stored === null)) continue
    const crops = row.crops as Crops
    const stored = new Map(own.map(({ mediaId, stored: file }) => [mediaId, file!]))
    const content = contentOf(
      {
        text: row.text,
        link: row.link,
        timing: toTiming(row),
        media: own.map(({ mediaId, stored: file }) => ({ mediaId, alt: file!.alt, crop: file!.crop })),
      },
      { channelId: row.channel_id, parts: row.parts, firstComment: row.first_comment, link: row.own_link, crops },
      (mediaId) => stored.get(mediaId)!.sha256,
      fillerOf(row.mission === null ? null : toFilling({ ...row, mission: row.mission })),
    )
    contents.set(row.id, {
      hash: await contentHash(content),
      parts: content.parts,
      firstComment: content.firstComment,
      link: content.link,
      pictures: [...stored].map(([mediaId, file]) => ({
        ...file,
        crop: cropFor({ crops }, { mediaId, crop: file.crop }),
      })),
      language: row.language,
    })
  }
  return contents
}

type Attached = { mediaId: string; stored: StoredPicture | null }

async function picturesOf(tx: AgencyTx, postIds: readonly string[]): Promise<Map<string, Attached[]>> {
  const grouped = new Map<string, Attached[]>()
  if (postIds.length === 0) return grouped
  const rows = await tx
    .selectFrom('post_media')
    .innerJoin('media', (join) =>
      join.onRef('media.agency_id', '=', 'post_media.agency_id').onRef('media.id', '=', 'post_media.media_id'),
    )
    .select(['post_media.post_id', 'post_media.media_id', 'post_media.alt', 'post_media.crop'])
    .select(['media.state', 'media.sha256', 'media.mime', 'media.bytes', 'media.width', 'media.height'])
    .where('post_media.post_id', 'in', [...postIds])
    .orderBy('post_media.position')
    .execute()
  for (const row of rows) {
    const { sha256, mime, bytes, width, height } = row
    const ready = row.state === 'ready' && sha256 && mime && bytes && width && height
    const stored = ready ? { sha256, mime, bytes, width, height, alt: row.alt, crop: row.crop as Crop | null } : null
    const list = grouped.get(row.post_id) ?? []
    list.push({ mediaId: row.media_id, stored })
    grouped.set(row.post_id, list)
  }
  return grouped
}
