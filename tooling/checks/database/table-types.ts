import { execFileSync } from 'node:child_process'
import type { DB } from '@comptoir/db'
import type { Kysely } from 'kysely'
import { generate, PostgresDialect } from 'kysely-codegen'

/** The table types of a database as `packages/db/schema.generated.ts` keeps them: the formatter's own form, so that a diff is a fault. */
export async function tableTypes(db: Kysely<DB>): Promise<string> {
  const text = await generate({
    db,
    dialect: new PostgresDialect({ dateParser: 'string', numericParser: 'number', defaultSchemas: ['public'] }),
    excludePattern: '(graphile_worker|upgrade).*',
    outFile: null,
    partitions: false,
    singularize: false,
    // How packages/db/column-types.ts reads them.
    typeMapping: { int8: 'number', numeric: 'number' },
  })
  return execFileSync('oxfmt', ['--stdin-filepath=schema.generated.ts'], { input: text, encoding: 'utf8' })
}
