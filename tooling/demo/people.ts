import { randomUUIDv7 } from 'node:crypto'
import { asPerson, type Database } from '@comptoir/db'
import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { PASSWORD, PEOPLE, type PersonKey } from './cast.ts'

export type UserIds = Record<PersonKey, string>

/** The six can sign in, each with the demo's password. Who is there already, from a telling that was cut short, is taken as they are. */
export async function seatUsers(auth: pg.Pool, now: Temporal.Instant): Promise<UserIds> {
  const seated = await Promise.all(PEOPLE.map(async (person) => [person.key, await seat(auth, person, now)] as const))
  return Object.fromEntries(seated) as UserIds
}

async function seat(auth: pg.Pool, person: (typeof PEOPLE)[number], now: Temporal.Instant): Promise<string> {
  const password = await hashPassword(PASSWORD)
  const client = await auth.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ id: string; made: boolean }>(
      `insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ($1, $2, $3, true, $4, $4)
       on conflict (email) do update set name = excluded.name returning id, id = $1 as made`,
      [randomUUIDv7(), person.name, person.email, now.toString()],
    )
    const [user] = rows
    if (!user) throw new Error(`${person.email} could not be seated`)
    await client.query(
      `insert into account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
       select $1, $2, 'credential', $2, $3, $4, $4 where not exists (select from account where "userId" = $2 and "providerId" = 'credential')`,
      [randomUUIDv7(), user.id, password, now.toString()],
    )
    await client.query('commit')
    return user.id
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Takes the six away; one who has since been given a seat in another agency stays. */
export async function removeUsers(db: Database, auth: pg.Pool): Promise<void> {
  const { rows } = await auth.query<{ id: string }>('select id from "user" where email = any($1)', [
    PEOPLE.map((person) => person.email),
  ])
  for (const { id } of rows) {
    const seats = await asPerson(db, id, (tx) => tx.selectFrom('members').select('id').execute())
    if (seats.length === 0) await auth.query('delete from "user" where id = $1', [id])
  }
}
