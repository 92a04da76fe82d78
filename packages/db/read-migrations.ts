import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Migration, MigrationProvider } from 'kysely/migration'

const FOLDER = join(import.meta.dirname, 'migrations')

/** The plain SQL files of `migrations/`, each a migration named by its file. */
export const sqlMigrations: MigrationProvider = {
  async getMigrations() {
    const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).toSorted()
    const entries = await Promise.all(
      files.map(async (file): Promise<[string, Migration]> => {
        const text = await readFile(join(FOLDER, file), 'utf8')
        return [
          file.slice(0, -'.sql'.length),
          {
            async up(db) {
              await sql.raw(text).execute(db)
            },
          },
        ]
      }),
    )
    return Object.fromEntries(entries)
  },
}
