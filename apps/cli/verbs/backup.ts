import { resolve } from 'node:path'
import { deriveSecret } from '@comptoir/db'
import { makeBackup } from '@comptoir/db/backup'
import { clusterFolder } from '@comptoir/db/embedded'
import { readSettings } from '@comptoir/operations/settings'
import { withHouse } from '../house.ts'
import type { VerbInput } from '../verb.ts'
import { OF_A_SERVER_OF_YOUR_OWN, readArgs, readPassphrase } from './backup-words.ts'

const USAGE = 'pnpm comptoir backup FILE [--passphrase-file=PATH] [--with-keys]'

/** The embedded database and the media, while the house runs or not, in one sealed file. */
export async function backup({ args, env, say }: VerbInput): Promise<boolean> {
  const read = readArgs(args, ['passphrase-file', 'with-keys'])
  const [named] = read?.rest ?? []
  if (!read || !named || read.rest.length > 1) {
    say(USAGE)
    return false
  }
  if (readSettings(env).databaseUrl) {
    for (const line of OF_A_SERVER_OF_YOUR_OWN) say(line)
    return false
  }
  const file = resolve(named)
  const passphraseFile = read.options.get('passphrase-file')
  const withKeys = read.options.has('with-keys')
  if (withKeys && !passphraseFile) {
    say('With the keys inside, the file must be locked with something that is not inside: --passphrase-file=PATH.')
    return false
  }
  return withHouse(env, async ({ settings, keys, ownerUrl }) => {
    const lock = passphraseFile
      ? { passphrase: await readPassphrase(passphraseFile) }
      : { keyId: keys.active.id, secret: deriveSecret(keys, 'backup') }
    const { dataDir } = settings
    const made = await makeBackup({
      clusterDir: await clusterFolder(dataDir),
      url: ownerUrl,
      dataDir,
      file,
      lock,
      withKeys,
    })
    say(
      `${file}: ${(made.bytes / 1e6).toFixed(1)} MB, ${made.files} files, as of ${made.takenAt.toString({ smallestUnit: 'second' })}.`,
    )
    if (withKeys) say('The keys are inside: whoever has the file and the passphrase has the accounts’ credentials.')
    else {
      say(
        `Keep ${dataDir}/keys elsewhere, and apart from it: without them the database does not open, nor the credentials in it.`,
      )
      if (settings.masterKey) say('COMPTOIR_MASTER_KEY is not inside either: keep it as well.')
      if (!passphraseFile) say(`The file is locked with the master key ${keys.active.id}.`)
    }
    return true
  })
}
