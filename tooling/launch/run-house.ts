import { StartRefused } from '@comptoir/db'
import { onAbandoned } from './ancestors.ts'
import type { House, HouseOptions } from './house.ts'
import { sayOnStdout, since } from './progress.ts'

/**
 * A whole run in this process: start, greet, wait for a signal, stop in order. A first Ctrl-C lets the worker finish, a second one
 * does not; what people can mend is one sentence and exit code 1.
 */
export async function runHouse(start: (options: HouseOptions) => Promise<House>): Promise<void> {
  const say = sayOnStdout()
  const started = performance.now()
  const giveUp = new AbortController()
  let house: House | undefined
  let asked = 0

  const end = async (code: number): Promise<void> => {
    asked += 1
    if (!house) return giveUp.abort()
    if (asked === 1) {
      say('\nstopping: the worker finishes what it is sending (ask again to stop at once)')
      await house.stop()
    } else {
      await house.stopNow()
    }
    say('stopped')
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))

  try {
    house = await start({ env: process.env, say, signal: giveUp.signal })
  } catch (error) {
    const sentence =
      error instanceof StartRefused ? error.message : error instanceof Error ? error.stack : String(error)
    process.stderr.write(`${sentence}\n`, () => process.exit(1))
    return
  }
  await onAbandoned(() => void end(0))
  say('')
  say(`Comptoir is ready on ${house.url} (${since(started)})`)
  for (const line of house.greeting) say(line)
  say('Ctrl-C stops it.')
  const why = await house.fallen
  if (asked > 0) return
  say(why)
  await end(1)
}
