import { StandIn } from '@comptoir/operations/workers'
import type { Services } from '@comptoir/operations/services'

/** Workers that start with this process are given this long to say that they live. */
const GRACE_MS = 20_000
const LOOK_MS = 5_000

/** Watches over the workers from here: when none lives, there is no worker to say so. */
export function startStandIn(services: Services): { stop(): Promise<void> } {
  const complain = (error: unknown) => services.log.error({ err: error }, 'the workers could not be watched over')
  const standIn = new StandIn(services, complain)
  let looking: Promise<void> | null = null
  const look = () => {
    looking ??= standIn
      .look()
      .then(() => undefined, complain)
      .finally(() => {
        looking = null
      })
  }
  let timer = setTimeout(() => {
    timer = setInterval(look, LOOK_MS)
    look()
  }, GRACE_MS)
  return {
    async stop() {
      clearTimeout(timer)
      await looking
    },
  }
}
