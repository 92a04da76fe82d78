import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, type WriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { StartRefused } from '@comptoir/db'

export type ChildSettings = {
  name: string
  /** The TypeScript file that is its whole program. */
  main: string
  env: NodeJS.ProcessEnv
  cwd: string
  /** Everything that it says. */
  logFile: string
  /** Milliseconds to its line of readiness. */
  patience: number
  nodeFlags?: readonly string[]
}

export type Child = {
  name: string
  pid: number
  /** The JSON line by which it said that it is ready. */
  ready: Record<string, unknown>
  /** Resolves with the reason when it ends, asked or not. */
  ended: Promise<string>
  /** SIGTERM, then SIGKILL past the patience. */
  stop(patience: number): Promise<void>
  kill(): void
}

function readyLine(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{"ready":true')) return null
  const parsed: unknown = JSON.parse(line)
  return typeof parsed === 'object' ? { ...parsed } : null
}

/** Keeps the log, and the last words of a process that dies. */
function listenTo(process_: ChildProcess, log: WriteStream, onLine: (line: string) => void): { words: () => string } {
  const last: string[] = []
  const keep = (line: string) => {
    log.write(`${line}\n`)
    if (last.push(line) > 20) last.shift()
  }
  createInterface({ input: process_.stdout! }).on('line', (line) => {
    keep(line)
    onLine(line)
  })
  createInterface({ input: process_.stderr! }).on('line', keep)
  return { words: () => last.filter((line) => !line.startsWith('{"ready"')).join('\n') }
}

/**
 * Starts a process of the house and waits for its line `{"ready":true,…}`. It gets a process group of its own, so that a Ctrl-C
 * reaches the launcher alone and the order of stopping is ours; it stops by itself when its channel to us closes.
 */
export async function startChild(settings: ChildSettings): Promise<Child> {
  const { name, main, env, cwd, patience } = settings
  const log = createWriteStream(settings.logFile, { flags: 'w', mode: 0o600 })
  const child = spawn(process.execPath, [...(settings.nodeFlags ?? []), main], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => {
      log.end()
      resolve(signal ?? `code ${code}`)
    })
  })
  const kill = () => {
    if (child.pid && child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  }
  let said = { words: () => '' }
  const readiness = new Promise<Record<string, unknown>>((resolve) => {
    said = listenTo(child, log, (line) => {
      const ready = readyLine(line)
      if (ready) resolve(ready)
    })
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), patience)))
  const first = await Promise.race([readiness, late, ended])
  clearTimeout(timer)
  if (first === null || typeof first === 'string') {
    kill()
    const why = first === null ? `was not ready within ${patience / 1000} s` : `ended before it was ready (${first})`
    throw new StartRefused(
      [`The ${name} ${why}; its log is ${settings.logFile}.`, said.words()].filter(Boolean).join('\n'),
    )
  }
  return {
    name,
    pid: child.pid!,
    ready: first,
    ended,
    kill,
    async stop(limit) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      const force = setTimeout(kill, limit)
      await ended
      clearTimeout(force)
    },
  }
}
