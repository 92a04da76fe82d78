import { withinSlipLimit } from '../countdown/index.ts'
import type { Instant } from '../shared/index.ts'
import type { Approval } from './post.ts'

/** Whether an approval stands, and if not, what voided it. */
export type ApprovalStanding = { holds: true } | { holds: false; why: 'none' | 'content-changed' | 'slipped-too-far' }

/**
 * Does the approval hold for this content and this T-0 (the instant itself, for a post with a fixed time)? `t0` null
 * means that it is not known yet: the slip limit is then judged once it is.
 */
export function approvalHolds(
  approval: Pick<Approval, 'contentHash' | 'reference'> | null,
  contentHash: string,
  t0: Instant | null,
  slipLimitSeconds: number,
): ApprovalStanding {
  if (!approval) return { holds: false, why: 'none' }
  if (approval.contentHash !== contentHash) return { holds: false, why: 'content-changed' }
  if (!withinSlipLimit(approval.reference, t0, slipLimitSeconds)) return { holds: false, why: 'slipped-too-far' }
  return { holds: true }
}
