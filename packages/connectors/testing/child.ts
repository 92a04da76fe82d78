import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

/** Starts a Node script that prints one JSON line with `url` when it is up. It ends when its stdin ends, so it never outlives us. */
export async function startChild(script: string, env: Record<string, string> = {}): Promise<Child> {
  const child = spawn(process.execPath, ['--no-warnings', script], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  const errors: string[] = []
  // The latest words, for the one moment when they matter.
  child.stderr.on('data', (chunk: Buffer) => void errors.splice(0, Math.max(0, errors.push(chunk.toString()) - 50)))
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      // Servers log to stdout as well: the line that counts is the one with both words.
      for (const line of text.split('\n').slice(0, -1)) {
        if (line.startsWith('{"ready":true')) {
          const said: { url: string } = JSON.parse(line)
          resolve(said.url)
        }
      }
      text = text.slice(text.lastIndexOf('\n') + 1)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}: ${errors.join('').slice(-2000)}`)))
  })
  const stop = () => ended(child)
  return { url, stop, [Symbol.asyncDispose]: stop }
}

export type Child = AsyncDisposable & { url: string; stop: () => Promise<void> }

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 5000)
  await gone
  clearTimeout(patience)
}
