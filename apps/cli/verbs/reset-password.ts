import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { withHouse, withPools } from '../house.ts'
import type { VerbInput } from '../verb.ts'

const MINUTES = 60

/** Writes the one-time token where better-auth looks for it, as its own mail would have carried it. */
export async function resetPassword({ args, env, say }: VerbInput): Promise<boolean> {
  const [email] = args
  if (!email?.includes('@')) {
    say('Whose? pnpm comptoir reset-password EMAIL')
    return false
  }
  return withHouse(env, (house) =>
    withPools(house, async ({ auth }) => {
      const { rows } = await auth.query<{ id: string; name: string }>('select id, name from "user" where email = $1', [
        email.toLowerCase(),
      ])
      const person = rows[0]
      if (!person) {
        say(`Nobody signs in with ${email}.`)
        return false
      }
      const token = randomBytes(24).toString('base64url')
      await auth.query(
        `insert into verification (id, identifier, value, "expiresAt") values ($1, $2, $3, now() + make_interval(mins => $4))`,
        [randomUUIDv7(), `reset-password:${token}`, person.id, MINUTES],
      )
      say(`${person.name} chooses a new password here, once, within ${MINUTES} minutes:`)
      say(`${house.settings.url}/reset-password?token=${token}`)
      return true
    }),
  )
}
