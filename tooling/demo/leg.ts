import type { Actor } from '@comptoir/domain/shared'
import type { ChannelKey } from './cast.ts'
import type { FiguresRead } from './figures.ts'
import type { PastPost, Trouble } from './past-plan.ts'

/** What of a past post went to one channel. */
export type Leg = {
  post: PastPost
  postId: string
  variantId: string
  eventId: string | null
  key: ChannelKey
  hash: string
  planned: Temporal.Instant
  by: Actor
  parts: readonly string[]
  posted: { remoteId: string; permalink: string } | null
  read: readonly FiguresRead[]
  trouble: Trouble['kind'] | null
}
