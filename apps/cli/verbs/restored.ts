import { upgrade } from '@comptoir/db'
import { sayMoved, sayRestored } from '@comptoir/operations/restore'
import { withHouse, withPools } from '../house.ts'
import type { VerbInput } from '../verb.ts'
import { readArgs } from './backup-words.ts'

const USAGE = 'pnpm comptoir restored [--backup-taken=WHEN], or: pnpm comptoir restored --moved'

/** Says what no machine can see: that the database came back from a backup, or that it did not, and only moved. */
export async function restored({ args, env, say }: VerbInput): Promise<boolean> {
  const read = readArgs(args, ['backup-taken', 'moved'])
  if (!read || read.rest.length > 0 || (read.options.has('moved') && read.options.size > 1)) {
    say(USAGE)
    return false
  }
  const taken = read.options.get('backup-taken')
  const backupAt = taken === undefined ? null : instantOf(taken)
  if (taken !== undefined && !backupAt) {
    say(
      `"${taken}" is not an instant: write it as 2026-12-12T13:37:00Z, or with its zone as 2026-12-12T10:37:00-03:00.`,
    )
    return false
  }
  return withHouse(env, async (house) => {
    await upgrade({ ownerUrl: house.directUrl, keys: house.keys })
    return withPools(house, async (pools) => {
      const meeting = { pools, dataDir: house.settings.dataDir }
      if (read.options.has('moved')) {
        await sayMoved(meeting)
        say('This data folder and this database belong together from now on; nothing is read back.')
        return true
      }
      const { knownUntil } = await sayRestored(meeting, backupAt)
      say(
        `Whatever was not out at ${knownUntil?.toString({ smallestUnit: 'second' })} is read back on its network before anything is sent; mails wait for a person, and everybody signs in anew.`,
      )
      return true
    })
  })
}

function instantOf(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
