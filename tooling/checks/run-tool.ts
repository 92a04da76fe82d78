import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')
const BIN = join(ROOT, 'node_modules', '.bin')

export type Ran = { code: number; said: string }

/** Runs a program of node_modules/.bin from the root; its words are kept, and passed on as they come when `show` is set. */
export async function runTool(
  name: string,
  args: readonly string[],
  options: { show?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  const child = spawn(join(BIN, name), args, {
    cwd: ROOT,
    // The pinned Node first: a tool's own `#!/usr/bin/env node` finds it.
    env: {
      ...process.env,
      PATH: `${BIN}:${process.env.PATH}`,
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const hear = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
    said += chunk.toString()
    if (options.show) stream.write(chunk)
  }
  child.stdout.on('data', hear(process.stdout))
  child.stderr.on('data', hear(process.stderr))
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      said += `${error.message}\n`
      resolve(127)
    })
    child.once('close', (status) => resolve(status ?? 1))
  })
  return { code, said }
}
