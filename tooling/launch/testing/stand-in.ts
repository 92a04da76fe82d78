import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { runningInstance } from '@comptoir/db/embedded'
import pg from 'pg'

/**
 * A process that behaves as api, worker and simulator do towards the launcher: says that it is ready, writes down when it stops and
 * whether the database was still there, ends when its parent is gone.
 */
export async function standIn(name: string, settles: number): Promise<void> {
  const journal = process.env.STAND_IN_JOURNAL
  const note = (what: string) => journal && appendFileSync(journal, `${name} ${what}\n`)

  const server = createServer((_request, response) => response.end('{"ready":true}'))
  await new Promise<void>((resolve) => server.listen(name === 'worker' ? 0 : Number(process.env.PORT), resolve))
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0

  let stopping = false
  const stop = async (why: string) => {
    if (stopping) return
    stopping = true
    await sleep(settles)
    // The simulator is not told of the database: it looks for it.
    const url = process.env.DATABASE_URL ?? (await runningInstance(process.env.COMPTOIR_DATA!)) ?? undefined
    const client = new pg.Client({ connectionString: url })
    await client.connect().then(
      () => note(`${why}, database there`),
      () => note(`${why}, database gone`),
    )
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('asked'))
  process.on('disconnect', () => void stop('orphaned'))
  process.on('SIGINT', () => void note('interrupted'))
  process.stdout.write(`${JSON.stringify({ ready: true, port, url: `http://localhost:${port}` })}\n`)
}
