import pg from 'pg'
import type { KeyRing } from './keys.ts'
import { StartRefused } from './start-refused.ts'
import { rolePassword, type LoginRole } from './urls.ts'

/** What each role is, word for word as `create role` and `alter role` take it. None is ever a superuser. */
const ROLES = {
  comptoir_owner: 'nologin inherit',
  comptoir_app: 'nologin inherit',
  comptoir_dispatch: 'nologin inherit',
  comptoir_runtime: 'login noinherit',
  comptoir_auth: 'login noinherit',
  comptoir_jobs: 'login noinherit',
} as const

const LOGINS: readonly LoginRole[] = ['comptoir_runtime', 'comptoir_auth', 'comptoir_jobs']

const quote = pg.escapeLiteral
const named = pg.escapeIdentifier

const markOf = (keyId: string) => `Comptoir, master key ${keyId}`

/** Role names belong to the whole server, not to one database: a second installation must not change the first one's passwords. */
async function refuseForeignRoles(client: pg.Client, keys: KeyRing): Promise<void> {
  const { rows } = await client.query<{ mark: string | null }>(
    `select shobj_description(oid, 'pg_authid') as mark from pg_roles where rolname = 'comptoir_runtime'`,
  )
  const mark = rows[0]?.mark
  if (!mark) return
  if ([...keys.keys.keys()].some((id) => mark === markOf(id))) return
  throw new StartRefused(
    'This PostgreSQL server already serves another Comptoir (its roles belong to another master key): ' +
      'bring that key back with COMPTOIR_MASTER_KEY_FILE, or use another server.',
  )
}

async function makeRoles(client: pg.Client, keys: KeyRing): Promise<void> {
  const { rows } = await client.query<{ rolname: string; rolsuper: boolean; rolbypassrls: boolean }>(
    'select rolname, rolsuper, rolbypassrls from pg_roles where rolname = any($1)',
    [Object.keys(ROLES)],
  )
  const there = new Map(rows.map((row) => [row.rolname, row]))
  for (const [role, nature] of Object.entries(ROLES)) {
    const found = there.get(role)
    if (found?.rolsuper || found?.rolbypassrls) {
      throw new StartRefused(
        `The role ${role} must not be a superuser nor bypass row-level security: take that right away.`,
      )
    }
    if (found) await client.query(`alter role ${role} ${nature}`)
    else await client.query(`create role ${role} ${nature}`)
  }
  for (const role of LOGINS) await client.query(`alter role ${role} password ${quote(rolePassword(keys, role))}`)
  // Sign-in names its tables without a schema; set on the role, because a pooler drops what a connection asks for.
  await client.query('alter role comptoir_auth set search_path = auth')
  await client.query(`comment on role comptoir_runtime is ${quote(markOf(keys.active.id))}`)
}

async function grantMembership(client: pg.Client, database: string): Promise<void> {
  await client.query(`
    grant comptoir_app, comptoir_dispatch to comptoir_runtime with inherit false, set true;
    grant comptoir_owner to current_user with inherit false, set true;
    grant connect on database ${named(database)} to comptoir_runtime, comptoir_auth, comptoir_jobs;
    grant connect, create on database ${named(database)} to comptoir_owner;
    revoke temporary on database ${named(database)} from public;
  `)
}

async function ownPublicSchema(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ owner: string }>(
    `select pg_get_userbyid(nspowner) as owner from pg_namespace where nspname = 'public'`,
  )
  if (rows[0]?.owner !== 'comptoir_owner') await client.query('alter schema public owner to comptoir_owner')
}

/** Creates or keeps the six roles and what they need of this database. Idempotent. */
export async function ensureRoles(client: pg.Client, database: string, keys: KeyRing): Promise<void> {
  await refuseForeignRoles(client, keys)
  await client.query('begin')
  try {
    await makeRoles(client, keys)
    await grantMembership(client, database)
    await ownPublicSchema(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    if (error instanceof pg.DatabaseError && error.code === '42501') {
      throw new StartRefused(
        `The user of DATABASE_URL may not prepare the database (${error.message}): it must own the database and have CREATEROLE.`,
      )
    }
    throw error
  }
}
