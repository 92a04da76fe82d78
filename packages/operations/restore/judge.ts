/** Why a database is taken for one that came back from a backup. */
export type RestoredBecause = 'backup' | 'marks-missing' | 'other-database' | 'unknown-folder' | 'told'

/** What the database says of itself, and the data folder of the database. */
export type BothSides = {
  incarnation: string
  /** A data folder has known this database before. */
  marked: boolean
  /** Incarnations that a restore ended and that this database has been through since, and those that data folders knew then. */
  ended: ReadonlySet<string>
  /** What the data folder knows; null when it knows none. */
  known: string | null
  /** Marks that the data folder keeps of this incarnation and that the database does not know. */
  missing: number
  /** A restore was carried out on this data folder, and has not been counted. */
  isNoted: boolean
}

export type Judged = { kind: 'known' } | { kind: 'met' } | { kind: 'restored'; because: RestoredBecause }

/**
 * Is this database as young as the world? Only a mark that is kept outside and missing inside proves that it is not; a folder that knows another database, or a database that
 * knows another folder, leave it open and are taken for a restore.
 */
export function judge(sides: BothSides): Judged {
  if (sides.isNoted) return { kind: 'restored', because: 'backup' }
  if (sides.known === null) {
    return sides.marked ? { kind: 'restored', because: 'unknown-folder' } : { kind: 'met' }
  }
  if (sides.known !== sides.incarnation) {
    // Another process of the house, or another folder, found the restore first.
    return sides.ended.has(sides.known) ? { kind: 'met' } : { kind: 'restored', because: 'other-database' }
  }
  return sides.missing > 0 ? { kind: 'restored', because: 'marks-missing' } : { kind: 'known' }
}
