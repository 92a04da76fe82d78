import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Network } from '../core/types.ts'
import { createSimulatorControl, type SimulatorControl } from './control.ts'

export interface StartOptions {
  /** 0 or left out: any free one. */
  port?: number
  dataFile?: string
  seed?: string
  publicUrl?: string
}

export interface Simulator {
  url: string
  /** The base address of each network. */
  bases: Record<Network, string>
  control: SimulatorControl
  pid: number
  /** Ends the process and waits for it; calling it twice is harmless. */
  stop: () => Promise<void>
}

const startWithinMs = 20_000

/** Starts a simulator as a child process, which dies with this one. */
export const startSimulator = async (options: StartOptions = {}): Promise<Simulator> => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../main.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: String(options.port ?? 0),
      SIMULATOR_DATA: options.dataFile ?? '',
      SIMULATOR_SEED: options.seed ?? '',
      SIMULATOR_URL: options.publicUrl ?? '',
      NODE_COMPILE_CACHE:
        process.env['NODE_COMPILE_CACHE'] ??
        fileURLToPath(new URL('../../../node_modules/.cache/node', import.meta.url)),
    },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`the simulator was not ready within ${startWithinMs} ms`))
    }, startWithinMs)
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer)
      resolve(JSON.parse(line).url)
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`the simulator ended before it was ready (code ${code})`))
    })
  })
  child.stdout.resume()
  const base = (network: Network): string => `${url}/${network}`
  return {
    url,
    bases: { bluesky: base('bluesky'), mastodon: base('mastodon'), facebook: base('facebook'), x: base('x') },
    control: createSimulatorControl(url),
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}
