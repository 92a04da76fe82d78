import type { House } from '../house/open-house.ts'
import type { Intent } from '../judge/history.ts'
import type { IntentPlan, Schedule } from '../schedule/plan.ts'
import { textOf } from './text.ts'

export type Planted = Intent & { n: number; plan: IntentPlan }

/** Approves and arms the posts of some plans. `events`: ids by place in the schedule. */
export async function plant(
  house: House,
  schedule: Schedule,
  { plans, start, events }: { plans: readonly IntentPlan[]; start: number; events: readonly string[] },
): Promise<Planted[]> {
  const planted: Planted[] = []
  for (const place of [0, 1] as const) {
    const own = plans.filter((plan) => plan.house === place)
    if (own.length === 0) continue
    const posts = own.map((plan) => toPost(house, plan, { start, events }))
    const ids = await house.rooms[place].plantMany(posts)
    const plantedAt = Date.now()
    own.forEach((plan, index) => {
      planted.push({
        n: plan.n,
        plan,
        deliveryId: ids[index]!,
        network: schedule.channels[plan.channel]!,
        steps: plan.parts + (plan.firstComment ? 1 : 0),
        plantedAt,
        dues: [{ at: start + plan.dueMs, from: 0, until: null }],
        poison: plan.poison,
      })
    })
  }
  return planted
}

function toPost(house: House, plan: IntentPlan, { start, events }: { start: number; events: readonly string[] }) {
  const of = plan.parts + (plan.firstComment ? 1 : 0)
  const parts = Array.from({ length: plan.parts }, (_, step) => textOf(plan.n, step, of))
  if (plan.poison) parts[0] += ` ${'trop long '.repeat(7_000)}`
  return {
    channelId: house.channels[plan.house][plan.channel]!.channelId,
    parts,
    pictures: plan.picture ? [house.picture] : undefined,
    firstComment: plan.firstComment ? textOf(plan.n, plan.parts, of) : undefined,
    eventId: plan.event === null ? undefined : events[plan.event]!,
    timing:
      plan.event !== null
        ? {
            kind: 'anchored' as const,
            base: 't0' as const,
            offsetSeconds: plan.offsetSeconds,
            condition: 'any' as const,
          }
        : { kind: 'fixed' as const, at: Temporal.Instant.fromEpochMilliseconds(start + plan.dueMs) },
  }
}
