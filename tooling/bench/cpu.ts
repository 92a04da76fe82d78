import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Stage } from './stage.ts'

/** CPU time since their start, in ms: the worker's process, and PostgreSQL with every backend that it ever had. */
export type Cpu = { worker: number; postgres: number }

/** Linux counts in hundredths of a second, whatever the kernel's own tick. */
const TICK_MS = 10

/** Null where the system keeps no /proc: the figure is then left out rather than guessed. */
export async function cpuOf({ database }: Stage, workerPid: number): Promise<Cpu | null> {
  if (process.platform !== 'linux') return null
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.root)
  const postmaster = (await statOf(rows[0]!.pid))?.parent
  const worker = await statOf(workerPid)
  if (!postmaster || !worker) return null
  let ticks = 0
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await statOf(Number(name))
    if (stat?.parent === postmaster) ticks += stat.own
    // What has ended already was added to its parent's account.
    if (Number(name) === postmaster) ticks += (stat?.own ?? 0) + (stat?.ended ?? 0)
  }
  return { worker: worker.own * TICK_MS, postgres: ticks * TICK_MS }
}

async function statOf(pid: number): Promise<{ parent: number; own: number; ended: number } | null> {
  // A process may end while the list is read.
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (line === null) return null
  // The name stands in parentheses and may hold anything; after it: state, parent, … user time, system time, and the same of ended children.
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  return { parent: fields[1]!, own: fields[11]! + fields[12]!, ended: fields[13]! + fields[14]! }
}
