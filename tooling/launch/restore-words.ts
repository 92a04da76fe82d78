import type { Met, RestoredBecause } from '@comptoir/operations/restore'

const WHY: Readonly<Record<RestoredBecause, string>> = {
  backup: 'it was restored here from a backup',
  'marks-missing': 'it is older than what was sent from this data folder: a backup or a snapshot was brought back',
  'other-database': 'this data folder belongs to another database',
  'unknown-folder':
    'it has been at work with another data folder (a house that only moves takes its whole data folder along, or says `pnpm comptoir restored --moved` before its first start)',
  told: 'it was said to be restored',
}

/** What the start says of a database that came back; nothing of one that never left. */
export function ofRestore({ kind, because, knownUntil }: Met): string[] {
  if (kind !== 'restored' || because === null) return []
  return [
    `restored   The database knows the world until ${knownUntil?.toString({ smallestUnit: 'second' })}: ${WHY[because]}.`,
    'restored   Whatever was not out then is read back on its network before anything is sent; mails wait for a person, and everybody signs in anew.',
  ]
}
