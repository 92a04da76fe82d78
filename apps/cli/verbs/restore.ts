import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { deriveSecret, openKeyRing, ringOf } from '@comptoir/db'
import { stageRestore, type Unlock } from '@comptoir/db/backup'
import { holdDataFolder } from '@comptoir/db/embedded'
import { leaveNote } from '@comptoir/operations/restore'
import { readSettings, type Settings } from '@comptoir/operations/settings'
import type { VerbInput } from '../verb.ts'
import { OF_A_SERVER_OF_YOUR_OWN, readArgs, readPassphrase } from './backup-words.ts'

const USAGE = 'pnpm comptoir restore FILE [--passphrase-file=PATH] [--replace]'

/** Brings a backup of the embedded database back. It is read to its end, and found whole, before anything is replaced. */
export async function restore({ args, env, say }: VerbInput): Promise<boolean> {
  const read = readArgs(args, ['passphrase-file', 'replace'])
  const [named] = read?.rest ?? []
  if (!read || !named || read.rest.length > 1) {
    say(USAGE)
    return false
  }
  const settings = readSettings(env)
  if (settings.databaseUrl) {
    for (const line of OF_A_SERVER_OF_YOUR_OWN) say(line)
    return false
  }
  const { dataDir } = settings
  const passphraseFile = read.options.get('passphrase-file')
  const folder = await holdDataFolder(dataDir, 'a restore', 0)
  try {
    const staged = await stageRestore({
      file: resolve(named),
      dataDir,
      replace: read.options.has('replace'),
      log: say,
      unlock: async (hint) =>
        hint.kind === 'passphrase'
          ? { secrets: new Map(), passphrase: passphraseFile ? await readPassphrase(passphraseFile) : null }
          : secretsOf(settings),
    })
    // First, so that no start in between takes the database for one that knows the world.
    await leaveNote(dataDir, { id: randomUUID(), backupAt: staged.takenAt.toString() })
    const aside = await staged.swap()
    say(`Restored: ${staged.files} files, as of ${staged.takenAt.toString({ smallestUnit: 'second' })}.`)
    for (const path of aside) say(`What stood there is kept: ${path}`)
    say(
      'At the next start, whatever was not out then is read back on its network before anything is sent, mails wait for a person, and everybody signs in anew.',
    )
    return true
  } finally {
    await folder.release()
  }
}

/** By the id of each master key that is here. */
async function secretsOf({ dataDir, masterKey }: Settings): Promise<Unlock> {
  const ring = await openKeyRing({ dataDir, masterKey: masterKey ?? undefined })
  const secrets = new Map(
    [...ring.keys.values()].map((key) => [key.id, deriveSecret(ringOf([key.secret.toString('base64')]), 'backup')]),
  )
  return { secrets, passphrase: null }
}
