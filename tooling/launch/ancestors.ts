import { readFile, readlink } from 'node:fs/promises'
import { basename } from 'node:path'

type Ancestor = { pid: number; born: string }

async function lookAt(pid: number): Promise<{ parent: number; born: string; manager: boolean } | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
    // Never a shell, whatever its command line says: a script that started us may well end before us.
    const program = basename(await readlink(`/proc/${pid}/exe`))
    const manager = /^(node|npm|pnpm)/.test(program) && /\b(npx|npm|pnpm)\b/.test(command)
    return { parent: Number(fields[1]), born: fields[19] ?? '', manager }
  } catch {
    // No /proc on this system, or the process is gone: nothing to watch.
    return null
  }
}

/** The package managers that this process runs under (npx, npm, pnpm), nearest first. */
async function packageManagers(): Promise<Ancestor[]> {
  const chain: (Ancestor & { manager: boolean })[] = []
  for (let pid = process.ppid; pid > 1 && chain.length < 8;) {
    const seen = await lookAt(pid)
    if (!seen) break
    chain.push({ pid, born: seen.born, manager: seen.manager })
    pid = seen.parent
  }
  return chain.slice(0, chain.findLastIndex(({ manager }) => manager) + 1)
}

/**
 * Calls back once when one of the package managers above is gone: whoever killed `npx … start` meant the house, and a house that
 * nobody sees would keep its port.
 */
export async function onAbandoned(callback: () => void): Promise<void> {
  const watched = await packageManagers()
  if (watched.length === 0) return
  const timer = setInterval(() => {
    void Promise.all(watched.map(async ({ pid, born }) => (await lookAt(pid))?.born === born)).then((alive) => {
      if (alive.every(Boolean)) return
      clearInterval(timer)
      callback()
    })
  }, 1_000)
  timer.unref()
}
