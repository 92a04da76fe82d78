import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Run = {
  pid: number
  /** What it has said until now, both streams. */
  said(): string
  /** Waits until it has said this; throws with its words when it ends first. */
  until(words: string): Promise<void>
  signal(name: NodeJS.Signals): void
  /** Its exit code or signal. */
  exit: Promise<number | string>
}

/** The launcher as a process of its own, in a group of its own as a shell would start it. */
export function runLauncher(env: NodeJS.ProcessEnv, script = 'testing/stand-in-house.ts'): Run {
  const { PATH, HOME, TMPDIR } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', script)], {
    env: { PATH, HOME, TMPDIR, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  let ended = false
  const exit = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => {
      ended = true
      resolve(code ?? signal ?? 'unknown')
    }),
  )
  return {
    pid: child.pid!,
    said: () => said,
    async until(words) {
      for (let waited = 0; waited < 30_000; waited += 20) {
        if (said.includes(words)) return
        if (ended) throw new Error(`it ended without saying "${words}":\n${said}`)
        await sleep(20)
      }
      throw new Error(`it did not say "${words}" within 30 s:\n${said}`)
    },
    signal: (name) => void child.kill(name),
    exit,
  }
}

export async function until(what: string, holds: () => boolean | Promise<boolean>, patience = 20_000): Promise<void> {
  for (let waited = 0; waited < patience; waited += 50) {
    if (await holds()) return
    await sleep(50)
  }
  throw new Error(`not within ${patience / 1000} s: ${what}`)
}

/** A process that runs, zombies not counted. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
