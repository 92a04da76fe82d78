import type { Quota, QuotaReading } from '@comptoir/connectors/sdk'

type Budget = { remaining: number; resetAt: Temporal.Instant }

/** What the networks' own headers said last, per channel and bucket. A budget that is spent makes callers wait for its reset. */
export function rememberedQuota(now: () => Temporal.Instant): { of(channelKey: string): Quota } {
  const budgets = new Map<string, Budget>()
  return {
    of: (channelKey) => ({
      async take(bucket, cost) {
        const key = `${channelKey} ${bucket}`
        const budget = budgets.get(key)
        if (!budget) return { kind: 'ok' }
        if (Temporal.Instant.compare(budget.resetAt, now()) <= 0) {
          budgets.delete(key)
          return { kind: 'ok' }
        }
        if (budget.remaining < cost) return { kind: 'wait', until: budget.resetAt }
        budget.remaining -= cost
        return { kind: 'ok' }
      },
      saw({ bucket, remaining, resetAt }: QuotaReading) {
        if (remaining === null || resetAt === null) return
        budgets.set(`${channelKey} ${bucket}`, { remaining, resetAt })
      },
    }),
  }
}
