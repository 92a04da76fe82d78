import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const Ready = z.object({
  url: z.url(),
  simulator: z.url(),
  /** An account on a real Bluesky server, with an app password. */
  bluesky: z.object({ service: z.url(), did: z.string(), handle: z.string(), password: z.string() }),
})
export type StartedHouse = z.output<typeof Ready> & { stop(): Promise<void> }

/** Starts a house of its own: empty database, free ports. What it says is told when it does not start. */
export async function startWholeHouse(env: NodeJS.ProcessEnv = {}): Promise<StartedHouse> {
  const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'serve.ts')], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => void said.push(chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = await Promise.race([
    new Promise<z.output<typeof Ready>>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (!line.startsWith('{"ready":true')) return
        const read = Ready.safeParse(JSON.parse(line))
        if (read.success) resolve(read.data)
        else reject(read.error)
      })
    }),
    ended.then((code) => {
      throw new Error(`the house did not start (${code}):\n${said.join('')}`)
    }),
  ])
  return {
    ...ready,
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}
