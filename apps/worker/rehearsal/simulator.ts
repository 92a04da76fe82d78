import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/** The simulated networks of one rehearsal: a process of its own on this machine's loopback interface. */
export type Simulator = {
  /** `http://127.0.0.1:PORT`: written out, so that no name is ever looked up. */
  origin: string
  control<T>(method: 'GET' | 'POST' | 'DELETE', path: string, answer: z.ZodType<T>, body?: object): Promise<T>
  stop(): Promise<void>
}

/** The simulated networks could not be started, or did not do what they were asked. */
export class SimulatorFailed extends Error {}

const Ready = z.object({ ready: z.literal(true), url: z.url() })
const PATIENCE_MS = 15_000
const STOP_MS = 3_000

/** Starts the program and waits for its line of readiness. It ends when we end, however that is: it watches its end of our pipe. */
export async function startSimulator(program: string): Promise<Simulator> {
  // Nothing of this process's settings goes along: no address of a database, no key.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH, PORT: '0', SIMULATOR_URL: 'http://127.0.0.1:0' },
  })
  const { url } = await ready(child)
  const origin = new URL(url).origin
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(origin)) {
    child.kill('SIGKILL')
    throw new SimulatorFailed(`the simulator answers on ${origin}, which is not this machine's loopback interface`)
  }
  return {
    origin,
    async control(method, path, answer, body) {
      const response = await fetch(`${origin}/_control${path}`, {
        method,
        redirect: 'error',
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      })
      const text = await response.text()
      if (!response.ok) throw new SimulatorFailed(`${method} ${path}: ${response.status} ${text}`)
      return answer.parse(text === '' ? {} : JSON.parse(text))
    },
    stop: () => stop(child),
  }
}

function ready(child: ChildProcess): Promise<z.output<typeof Ready>> {
  return new Promise((resolve, reject) => {
    const giveUp = (why: string) => {
      child.kill('SIGKILL')
      reject(new SimulatorFailed(why))
    }
    const timer = setTimeout(() => giveUp('the simulator was not ready in time'), PATIENCE_MS)
    child.once('error', (error) => giveUp(`the simulator could not be started: ${error.message}`))
    child.once('exit', (code) => giveUp(`the simulator ended with ${code} before it was ready`))
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (!line.startsWith('{"ready":true')) return
      clearTimeout(timer)
      child.removeAllListeners('exit')
      resolve(Ready.parse(JSON.parse(line)))
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await gone
  clearTimeout(force)
}
