import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { startChild } from '../../../testing/child.ts'

/** A real personal data server with its own identity directory, in memory and in a process of its own. */
export type TestPds = AsyncDisposable & {
  /** Origin, to be given to `allowOrigins` and to the connect form as `service`. */
  url: string
  /** A new account with an app password. `name` becomes `NAME.test`. */
  createAccount(name: string): Promise<{ did: string; handle: string; password: string }>
  stop: () => Promise<void>
}

const Session = z.object({ did: z.string(), handle: z.string(), accessJwt: z.string() })
const AppPassword = z.object({ password: z.string() })

export async function startPds(options: { rateLimits?: boolean } = {}): Promise<TestPds> {
  const script = fileURLToPath(new URL('./pds-process.ts', import.meta.url))
  const child = await startChild(script, { PDS_RATE_LIMITS: options.rateLimits ? '1' : '0', LOG_ENABLED: 'false' })
  const xrpc = async (method: string, body: object, token?: string): Promise<unknown> => {
    const answer = await fetch(`${child.url}/xrpc/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  return {
    url: child.url,
    stop: child.stop,
    [Symbol.asyncDispose]: child.stop,
    async createAccount(name) {
      const account = { handle: `${name}.test`, email: `${name}@example.test`, password: `main-${name}-password` }
      const session = Session.parse(await xrpc('com.atproto.server.createAccount', account))
      const app = AppPassword.parse(
        await xrpc('com.atproto.server.createAppPassword', { name: 'comptoir' }, session.accessJwt),
      )
      return { did: session.did, handle: session.handle, password: app.password }
    },
  }
}
