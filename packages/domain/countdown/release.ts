import { z } from 'zod'
import { Id, type Instant } from '../shared/index.ts'
import { isContingency } from './condition.ts'
import type { Timing } from './event.ts'

/** What happens when the condition of a contingency post comes to hold: it leaves by itself, or a person is asked first. */
export const Release = z.enum(['release', 'offer'])
export type Release = z.output<typeof Release>

/** What a person said of an offered post; good for the attempt that it was said in, the next one asks again. */
export type OfferAnswer = { attemptId: Id; answer: 'released' | 'dropped'; at: Instant }

/** How a post is let go: by itself, or by a person, who may have spoken already. */
export type Offer = { release: Release; answer: OfferAnswer | null }

/** How a post of this timing is let go: only contingency posts are ever offered, and they are unless one says otherwise. */
export function releaseOf(timing: Timing, asked: Release | null): Release {
  const contingency = (timing.kind === 'anchored' || timing.kind === 'calendar') && isContingency(timing.condition)
  return contingency ? (asked ?? 'offer') : 'release'
}

/** Whether a person is asked, has said yes, or no, once the condition holds in this attempt. */
export function offerStands(
  offer: Offer,
  timing: Timing,
  attemptId: Id,
): 'by-itself' | 'asked' | 'released' | 'dropped' {
  if (releaseOf(timing, offer.release) === 'release') return 'by-itself'
  return offer.answer?.attemptId === attemptId ? offer.answer.answer : 'asked'
}

/** Lets an offered post go, or lets it be, in the attempt whose end its author was looking at. */
export const AnswerOffer = z.object({ eventId: Id, attemptId: Id, postId: Id, answer: z.enum(['released', 'dropped']) })
export type AnswerOffer = z.output<typeof AnswerOffer>
