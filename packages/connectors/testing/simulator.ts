import { fileURLToPath } from 'node:url'
import { startChild } from './child.ts'
import type { Child } from './child.ts'

/** The simulated networks, as a process of their own, spoken to by HTTP only. */
export type Simulator = AsyncDisposable & {
  url: string
  control(method: string, path: string, body?: object): Promise<unknown>
  stop: () => Promise<void>
}

export async function startSimulator(): Promise<Simulator> {
  const child: Child = await startChild(fileURLToPath(new URL('../../../tooling/simulator/main.ts', import.meta.url)), {
    PORT: '0',
  })
  return {
    url: child.url,
    stop: child.stop,
    [Symbol.asyncDispose]: child.stop,
    async control(method, path, body) {
      const answer = await fetch(`${child.url}/_control${path}`, {
        method,
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
      return text === '' ? {} : JSON.parse(text)
    },
  }
}
