import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asPerson, inAgency } from '../index.ts'
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'
import { readCatalog, type Relation } from './index.ts'

let house: TestDatabase
let tables: Relation[]
const agencies: string[] = []

const VALUES: Record<string, string> = {
  uuid: 'uuidv7()',
  text: `'x'`,
  boolean: 'false',
  integer: '1',
  smallint: '1',
  bigint: '1',
  'double precision': '1',
  jsonb: `'{}'`,
  bytea: `'\\x00'`,
  date: 'current_date',
  'timestamp with time zone': 'now()',
  'time without time zone': `'18:00'`,
  'text[]': `'{}'`,
  'uuid[]': `'{}'`,
}

function valueFor(type: string): string {
  if (type.startsWith('numeric')) return '1'
  if (type.startsWith('character')) return `'x'`
  const value = VALUES[type]
  if (!value) throw new Error(`no example value for the type ${type}: add one`)
  return value
}

function insertInto(table: Relation, agencyId: string): string {
  const needed = table.columns.filter(
    (column) => column.name === 'agency_id' || (column.notNull && column.default === null),
  )
  const values = needed.map((column) => (column.name === 'agency_id' ? `'${agencyId}'` : valueFor(column.type)))
  return `insert into ${table.name} (${needed.map((column) => `"${column.name}"`).join(', ')}) values (${values.join(', ')})`
}

beforeAll(async () => {
  house = await createTestDatabase()
  const { relations } = await readCatalog(house.root)
  tables = relations.filter(
    (relation) =>
      relation.schema === 'public' &&
      (relation.kind === 'table' || relation.kind === 'partitioned table') &&
      relation.columns.some((column) => column.name === 'agency_id'),
  )
  // One row of each agency in each table, whatever the table is about: what a row may say is another test's business.
  for (const table of tables) {
    for (const { name, kind } of table.constraints) {
      if (kind === 'c' || kind === 'f')
        await sql.raw(`alter table ${table.name} drop constraint if exists "${name}" cascade`).execute(house.root)
    }
    await sql.raw(`alter table ${table.name} disable trigger user`).execute(house.root)
  }
  for (const name of ['Zinc & Cie', 'Autre Maison']) agencies.push(await house.makeAgency(name))
  for (const table of tables.filter(({ name }) => name !== 'agencies')) {
    for (const agency of agencies) await sql.raw(insertInto(table, agency)).execute(house.root)
  }
})
afterAll(() => house.close())

const count = async (table: string, agency: string) =>
  inAgency(house.db, agency, async (tx) => {
    const { rows } = await sql<{ agency_id: string }>`select agency_id from ${sql.table(table)}`.execute(tx)
    return rows.map((row) => row.agency_id)
  })

test('there are tenant tables to try', () => {
  expect(tables.length).toBeGreaterThan(30)
})

test('in every tenant table each agency reads its own row and no other', async () => {
  for (const { name } of tables) {
    for (const agency of agencies) expect([name, await count(name, agency)]).toEqual([name, [agency]])
  }
})

test('no agency changes, deletes or plants a row of another', async () => {
  const [ours, theirs] = agencies as [string, string]
  for (const table of tables) {
    const can = new Set(
      table.grants.find(({ grantee, column }) => grantee === 'comptoir_app' && !column)?.rights.split(', '),
    )
    const attempt = (statement: string) => inAgency(house.db, ours, (tx) => sql.raw(statement).execute(tx))
    if (can.has('insert')) {
      await expect(attempt(insertInto(table, theirs)), `insert into ${table.name}`).rejects.toThrow(
        /row-level security/,
      )
    }
    if (can.has('update')) {
      const result = await attempt(`update ${table.name} set agency_id = agency_id where agency_id = '${theirs}'`)
      expect([table.name, result.numAffectedRows]).toEqual([table.name, 0n])
    }
    if (can.has('delete') && table.name !== 'agencies') {
      const result = await attempt(`delete from ${table.name} where agency_id = '${theirs}'`)
      expect([table.name, result.numAffectedRows]).toEqual([table.name, 0n])
      expect([table.name, await count(table.name, theirs)]).toEqual([table.name, [theirs]])
    }
  }
})

test('without an agency nothing is seen', async () => {
  for (const { name } of tables) {
    const { rows } = await asPerson(house.db, 'nobody', (tx) => sql`select 1 from ${sql.table(name)}`.execute(tx))
    expect([name, rows]).toEqual([name, []])
  }
})
