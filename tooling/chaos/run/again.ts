import { setTimeout as sleep } from 'node:timers/promises'

/** Does it until it is done: the database is killed now and then. Gives up after a minute. `afterFailure` tells the work that an earlier try may have been committed. */
export async function untilDone<T>(work: (afterFailure: boolean) => Promise<T>): Promise<T> {
  const end = performance.now() + 60_000
  for (let tries = 0; ; tries += 1) {
    try {
      return await work(tries > 0)
    } catch (error) {
      if (performance.now() > end) throw error
      await sleep(100)
    }
  }
}
