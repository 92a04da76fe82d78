import { createServer } from 'node:net'
import { type AppRouter, openApi } from '@comptoir/api'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import { PASSWORD } from '../cast.ts'
import type { TestHouse } from './demo-house.ts'

export type SignedIn = { client: TRPCClient<AppRouter>; close(): Promise<void> }

/** One of the demo's people, signed in through the real door with the password that the greeting prints. */
export async function signIn(house: TestHouse, email: string): Promise<SignedIn> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const { database, keys } = house
  const api = await openApi({ settings: { ...house.settings, port, url }, db: database.db, keys }, database.pools)
  await api.server.listen({ port, host: 'localhost' })
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`${email} may not sign in: ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return {
    client: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers: { cookie } })] }),
    close: () => api.close(),
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, 'localhost', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
