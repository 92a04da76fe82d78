import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type Child = { process: ChildProcess; stop(): Promise<void> }

/** Starts a program of ours and waits for the line in which it says that it is ready. */
export async function startProgram(script: string, env: Record<string, string>): Promise<Child> {
  const child = spawn(process.execPath, ['--no-warnings', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('"ready":true')) resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it was ready`)))
  })
  return {
    process: child,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const WORKER = fileURLToPath(new URL('../../apps/worker/main.ts', import.meta.url))

/** A worker of the house, as `pnpm start` runs it. */
export function startWorker(env: Record<string, string>): Promise<Child> {
  return startProgram(WORKER, env)
}
