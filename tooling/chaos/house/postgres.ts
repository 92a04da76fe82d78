import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded, type EmbeddedServer } from '@comptoir/db/embedded'

export type Postgres = {
  port: number
  url(database: string): string
  createDatabase(name: string): Promise<void>
  /** As when the machine loses power under the server: all its processes at once. Comes back on the same port. */
  kill(downMs: number): Promise<void>
  stop(): Promise<void>
}

/** A PostgreSQL as it is installed (every commit on the disk), which may be killed. */
export async function startPostgres(home: string, password: string): Promise<Postgres> {
  let server: EmbeddedServer = await startEmbedded({ home, password })
  const { port } = server
  return {
    port,
    url: (database) => server.url(database),
    createDatabase: (name) => server.createDatabase(name),
    async kill(downMs) {
      await killTree(home)
      await server.ended
      // Lets go of the pipe that watches over a server that is no more.
      await server.stop()
      await sleep(downMs)
      server = await startAgain({ home, password, port })
    },
    stop: () => server.stop(),
  }
}

async function killTree(home: string): Promise<void> {
  const [first] = (await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')
  const postmaster = Number(first)
  // Stopped first, so that it makes no more children while they are counted.
  process.kill(postmaster, 'SIGSTOP')
  const children = (await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')).trim().split(' ')
  for (const pid of [...children.filter((one) => one !== '').map(Number), postmaster]) end(pid)
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

async function startAgain(settings: { home: string; password: string; port: number }): Promise<EmbeddedServer> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await startEmbedded(settings)
    } catch (error) {
      // What it left in shared memory is let go a moment after its last process.
      if (tries === 20) throw error
      await sleep(250)
    }
  }
}
