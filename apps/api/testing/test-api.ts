import { randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inAgency } from '@comptoir/db'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import type { Role } from '@comptoir/domain/agency'
import type { Actor } from '@comptoir/domain/shared'
import type { Services } from '@comptoir/operations/services'
import { readSettings, type Settings } from '@comptoir/operations/settings'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import { sql } from 'kysely'
import type { AppRouter } from '../routers/index.ts'
import { type Api, openApi } from '../server.ts'

/** A person signed in through the real door, with the agency they sit in. */
export type Person = {
  agencyId: string
  sessionId: string
  memberId: string
  userId: string
  email: string
  password: string
  actor: Actor & { kind: 'member' }
  cookie: string
  client: TRPCClient<AppRouter>
  fetch(path: string, init?: RequestInit): Promise<Response>
}

export type TestApi = {
  url: string
  api: Api
  database: TestDatabase
  services: Services
  /** A new person in an agency (a new agency when none is named), signed in. */
  person(input?: { role?: Role; agencyId?: string; name?: string; language?: 'fr' | 'en' }): Promise<Person>
  /** Somebody who is not signed in. */
  stranger: TRPCClient<AppRouter>
  close(): Promise<void>
}

const PASSWORD = 'correct horse battery'

/** The API on a random port, on a database of its own. */
export async function openTestApi(override: Partial<Settings> = {}): Promise<TestApi> {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'comptoir-api-'))
  const settings = { ...readSettings({ COMPTOIR_LOG: 'error', COMPTOIR_DATA: dataDir }), ...override }
  const opened = { settings, db: database.db, keys: database.keys }
  // The port is known once it listens, and the public address must name it: sign-in checks the origin.
  const port = await freePort()
  settings.port = port
  settings.url = `http://localhost:${port}`
  const api = await openApi(opened, database.pools)
  await api.server.listen({ port, host: 'localhost' })
  const url = settings.url

  const person: TestApi['person'] = async ({
    role = 'director',
    agencyId,
    name = 'Inès Vanhoutte',
    language = 'fr',
  } = {}) => {
    const agency = agencyId ?? (await database.makeAgency())
    const email = `${randomUUIDv7()}@zinc.example`
    const user = await api.house.signIn.createUser({ email, name, password: PASSWORD })
    const { id: memberId } = await inAgency(database.db, agency, (tx) =>
      tx
        .insertInto('members')
        .values({ agency_id: agency, user_id: user.userId, name, email, role, language, time_zone: 'Europe/Paris' })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    // All of a test's people share one address; what is counted is tested where it is the subject.
    await sql`delete from auth."rateLimit"`.execute(database.root)
    const answer = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password: PASSWORD }),
    })
    if (!answer.ok) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`)
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const { rows } = await sql<{ id: string }>`select id from auth.session where "userId" = ${user.userId}`.execute(
      database.root,
    )
    return {
      agencyId: agency,
      sessionId: rows[0]!.id,
      memberId,
      userId: user.userId,
      email,
      password: PASSWORD,
      actor: { kind: 'member', memberId, userId: user.userId },
      cookie,
      client: clientOf(url, { cookie }),
      fetch: (path, init = {}) => fetch(url + path, { ...init, headers: { cookie, origin: url, ...init.headers } }),
    }
  }

  return {
    url,
    api,
    database,
    services: api.house.services,
    person,
    stranger: clientOf(url, {}),
    async close() {
      await api.close()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function clientOf(url: string, headers: Record<string, string>): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers })] })
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, 'localhost', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** Somebody as rows are planted for them. */
export type Seat = Pick<Person, 'memberId' | 'email' | 'sessionId' | 'actor'>
