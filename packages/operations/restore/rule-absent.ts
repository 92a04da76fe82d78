import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { decideUncertain } from '../publishing/index.ts'

/**
 * A person has looked at the accounts and says of several deliveries that none of them is there: each is again what it was. One that changed since it was shown is left
 * alone.
 */
export async function ruleAbsent(
  tx: AgencyTx,
  actor: Actor & { kind: 'member' },
  input: { deliveries: readonly { deliveryId: string; fence: number }[] },
): Promise<{ kind: 'done'; decided: number }> {
  let decided = 0
  // In one order, so that two who press at once wait for each other instead of standing in each other's way.
  for (const { deliveryId, fence } of input.deliveries.toSorted((a, b) => a.deliveryId.localeCompare(b.deliveryId))) {
    const outcome = await decideUncertain(tx, actor, { deliveryId, fence, found: 'absent' })
    if (outcome.kind === 'done') decided += 1
  }
  return { kind: 'done', decided }
}
