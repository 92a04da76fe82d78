import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { isJsonObject } from '../../sdk/index.ts'
import type { Channel, Json, PublishOrder, PublishedRef } from '../../sdk/index.ts'
import { postPage } from './permalink.ts'

export const POSTS = 'app.bsky.feed.post'

const Named = z.object({ cid: z.string() })

/** The frozen record: what was prepared, the identity's time, and for a later step what it answers to. Null when that is missing. */
export function recordOf(order: Omit<PublishOrder, 'deadline'>): Json {
  const step = order.prepared.steps[order.step]
  if (!isJsonObject(step?.data)) return null
  const record = { ...step.data, createdAt: order.identity.createdAt }
  if (order.step === 0) return record
  const root = strongRef(order.before[0])
  const parent = strongRef(order.before[order.step - 1])
  return root && parent ? { ...record, reply: { root, parent } } : null
}

/** Whether a record read back is the one that was to be put, whatever the order of its keys; the server writes the type in where it is missing. */
export const isSameRecord = (ours: Json, theirs: Json): boolean =>
  isJsonObject(ours) && isDeepStrictEqual({ $type: POSTS, ...ours }, theirs)

function strongRef(ref: PublishedRef | undefined): { uri: string; cid: string } | null {
  const named = Named.safeParse(ref?.data)
  return ref && named.success ? { uri: ref.remoteId, cid: named.data.cid } : null
}

export function refOf(channel: Channel, rkey: string, record: { uri: string; cid: string }): PublishedRef {
  return { remoteId: record.uri, permalink: postPage(channel.baseUrl, channel.handle, rkey), data: { cid: record.cid } }
}
