import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for a state, not for a time; who waits in vain says for what. */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 30): Promise<void> {
  for (const end = performance.now() + seconds * 1000; !(await holds()); await sleep(50)) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`)
  }
}
