import { upgrade } from '@comptoir/db'
import { withHouse } from '../house.ts'
import type { VerbInput } from '../verb.ts'

export async function upgradeVerb({ env, say }: VerbInput): Promise<boolean> {
  return withHouse(env, async ({ directUrl, keys }) => {
    const { ran } = await upgrade({ ownerUrl: directUrl, keys, log: say })
    say(ran.length === 0 ? 'The database was up to date.' : `The database is up to date: ${ran.length} migrations ran.`)
    return true
  })
}
