import { join } from 'node:path'
import { listingOf, readCatalog } from '@comptoir/db/catalog'
import { cloneDatabase, startTestServer } from '@comptoir/db/testing'
import { tableTypes } from './table-types.ts'

const DB = join(import.meta.dirname, '..', '..', '..', 'packages', 'db')

/** What git keeps of the database, written from a database that the migrations have just made: path and text. */
export async function keptFiles(): Promise<{ path: string; text: string }[]> {
  const { server, stop } = await startTestServer()
  try {
    const database = await cloneDatabase(server)
    try {
      return [
        { path: join(DB, 'schema.generated.ts'), text: await tableTypes(database.root) },
        { path: join(DB, 'catalog.generated.txt'), text: listingOf(await readCatalog(database.root)) },
      ]
    } finally {
      await database.close()
    }
  } finally {
    await stop()
  }
}
