import { execFileSync } from 'node:child_process'
import { readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Postmaster = { pid: number; port: number; ready: boolean }

/** What `postmaster.pid` says; null without one, or while it is being written. */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | null> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number.isInteger(port) ? port : 0, ready: lines[7]?.trim() === 'ready' }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

// A process id is used again: after a reboot the file may name anything at all.
async function isPostgres(pid: number): Promise<boolean> {
  if (!alive(pid)) return false
  if (process.platform === 'linux') {
    const program = await readlink(`/proc/${pid}/exe`).catch(() => null)
    if (program !== null) return /\/postgres( \(deleted\))?$/.test(program)
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return /(^|\/)postgres\0/.test(command)
  }
  return /(^|\/)postgres\b/.test(execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }))
}

/** The postmaster of a folder that is alive now. */
export async function livePostmaster(clusterDir: string): Promise<Postmaster | null> {
  const found = await readPostmaster(clusterDir)
  return found && (await isPostgres(found.pid)) ? found : null
}

/** Stops a postmaster that outlived its launcher, and clears away a pid file that names nobody. */
export async function stopLeftover(clusterDir: string, log: (line: string) => void): Promise<void> {
  const found = await readPostmaster(clusterDir)
  if (!found) return
  if (!(await isPostgres(found.pid))) {
    await rm(join(clusterDir, 'postmaster.pid'), { force: true })
    return
  }
  log('stopping the PostgreSQL that the last run left behind')
  await endPostmaster(found.pid)
}

/** Fast shutdown: sessions are ended, everything committed is kept. */
export async function endPostmaster(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (!alive(pid)) return
    process.kill(pid, signal)
    for (let waited = 0; waited < patience; waited += 25) {
      await sleep(25)
      if (!alive(pid)) return
    }
  }
  throw new Error(`the PostgreSQL process ${pid} does not end`)
}
