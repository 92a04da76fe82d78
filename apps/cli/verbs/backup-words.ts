import { readFile } from 'node:fs/promises'
import { StartRefused } from '@comptoir/db'

export const OF_A_SERVER_OF_YOUR_OWN = [
  'This house runs on a PostgreSQL server of your own (DATABASE_URL): use the server’s tools, such as pg_dump, pg_basebackup or your provider’s snapshots.',
  'Keep the folders "media" and "keys" of COMPTOIR_DATA with them, the keys apart.',
  'After such a backup was brought back, and before the house starts: pnpm comptoir restored --backup-taken=WHEN (what is not out is then read back before anything is sent).',
]

/** The passphrase in a file; its last line break is not part of it. */
export async function readPassphrase(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new StartRefused(
      `The passphrase file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    )
  })
  const passphrase = text.replace(/\r?\n$/, '')
  if (passphrase.length < 12) throw new StartRefused('A passphrase of at least 12 characters is needed.')
  return passphrase
}

/** The words of a verb: options by name, and the rest. Null when one is not known. */
export function readArgs(
  args: readonly string[],
  known: readonly string[],
): { options: ReadonlyMap<string, string>; rest: string[] } | null {
  const options = new Map<string, string>()
  const rest: string[] = []
  for (const one of args) {
    if (!one.startsWith('--')) {
      rest.push(one)
      continue
    }
    const [name = '', ...value] = one.slice(2).split('=')
    if (!known.includes(name)) return null
    options.set(name, value.join('='))
  }
  return { options, rest }
}
