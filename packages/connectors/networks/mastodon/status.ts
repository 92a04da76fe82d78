import { z } from 'zod'
import type { Json, PublishedRef } from '../../sdk/index.ts'

/** What is read of a status. Source: docs.joinmastodon.org/entities/Status. */
export const Status = z.object({
  id: z.string().min(1),
  url: z.string().nullable().optional(),
  uri: z.string().optional(),
  created_at: z.string(),
  content: z.string().default(''),
  in_reply_to_id: z.string().nullable().optional(),
  media_attachments: z.array(z.object({ id: z.string() })).default([]),
  favourites_count: z.number().int().nonnegative().optional(),
  replies_count: z.number().int().nonnegative().optional(),
  reblogs_count: z.number().int().nonnegative().optional(),
  quotes_count: z.number().int().nonnegative().optional(),
})
export type Status = z.output<typeof Status>

/** What a step says, as it was prepared. */
export const PreparedStatus = z.object({
  status: z.string(),
  media_ids: z.array(z.string()),
  language: z.string().nullable(),
})
export type PreparedStatus = z.output<typeof PreparedStatus>

export const preparedOf = (data: Json | undefined): PreparedStatus | null => {
  const read = PreparedStatus.safeParse(data)
  return read.success ? read.data : null
}

export const refOf = (status: Pick<Status, 'id' | 'url' | 'uri'>): PublishedRef => ({
  remoteId: status.id,
  permalink: status.url ?? status.uri ?? null,
  data: null,
})
