import { sql, type Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'
import type { DB } from '../schema.generated.ts'
import { faultsOf, readCatalog } from './index.ts'

let house: TestDatabase

beforeAll(async () => {
  house = await createTestDatabase()
})
afterAll(() => house.close())

const faults = async () => faultsOf(await readCatalog(house.root))

/** Plants a fault, reads the faults, takes everything back. */
async function planted(statement: string): Promise<string[]> {
  const undone = new Error('undone')
  let found: string[] = []
  const plant = async (tx: Kysely<DB>) => {
    await sql.raw(statement).execute(tx)
    found = faultsOf(await readCatalog(tx))
    throw undone
  }
  await house.root
    .transaction()
    .execute(plant)
    .catch((error: unknown) => {
      if (error !== undone) throw error
    })
  return found
}

test('the database that the migrations make breaks no rule', async () => {
  expect(await faults()).toEqual([])
})

const SUB_SELECT = `(select nullif(current_setting('comptoir.agency_id', true), '')::uuid)`

test.each([
  ['a dropped policy', 'drop policy tenant on posts', 'public.posts: has no policy "tenant"'],
  [
    'FORCE taken away',
    'alter table posts no force row level security',
    'public.posts: row-level security is not forced',
  ],
  [
    'row security off',
    'alter table clients disable row level security',
    'public.clients: row-level security is not enabled',
  ],
  [
    'a partition without policy',
    'drop policy tenant on readings_default',
    'public.readings_default: has no policy "tenant"',
  ],
  [
    'a month made past the function',
    `create table readings_2099_01 partition of readings for values from ('2099-01-01') to ('2099-02-01')`,
    'public.readings_2099_01: row-level security is not enabled',
  ],
  [
    'the setting read per row',
    `drop policy tenant on posts; create policy tenant on posts using (agency_id = nullif(current_setting('comptoir.agency_id', true), '')::uuid)
      with check (agency_id = nullif(current_setting('comptoir.agency_id', true), '')::uuid)`,
    'public.posts: its policy "tenant" is not the sub-select form in USING and WITH CHECK',
  ],
  [
    'no WITH CHECK',
    `drop policy tenant on posts; create policy tenant on posts using (agency_id = ${SUB_SELECT})`,
    'public.posts: its policy "tenant" is not the sub-select form in USING and WITH CHECK',
  ],
  [
    'a second, wider policy',
    'create policy all_rows on posts for select using (true)',
    'public.posts: policy "all_rows" is not one that the house knows',
  ],
  [
    'a table without agency',
    'create table notes (id uuid primary key)',
    'public.notes: has no "agency_id uuid not null"',
  ],
  [
    'keys without agency',
    `create table notes (agency_id uuid not null references agencies, id uuid primary key, post_id uuid)`,
    'public.notes: primary key notes_pkey does not start with agency_id',
  ],
  [
    'a unique index without agency',
    'create unique index by_title on posts (id)',
    'public.posts: unique index by_title does not start with agency_id',
  ],
  [
    'a foreign key without agency',
    'create unique index solo on media (id); alter table posts add constraint astray foreign key (id) references media (id)',
    'public.posts: foreign key astray does not carry agency_id first',
  ],
  ['a right for everyone', 'grant select on posts to public', 'public.posts: grants select to public'],
  [
    'a whole row for the dispatcher',
    'grant select on posts to comptoir_dispatch',
    'public.posts: grants select to comptoir_dispatch',
  ],
  [
    'rehearsals shown to the dispatcher',
    'drop policy rehearsal on deliveries',
    'public.deliveries: shows the rows of rehearsals to whoever routes',
  ],
  [
    'a right for the bare login',
    'grant select on posts to comptoir_runtime',
    'public.posts: grants select to comptoir_runtime',
  ],
  [
    'a reader of passwords',
    'grant select on auth.account to comptoir_app',
    'auth.account: grants select to comptoir_app',
  ],
  [
    'another owner',
    'alter table posts owner to comptoir_root',
    'public.posts: belongs to comptoir_root, not to comptoir_owner',
  ],
  [
    "a view with its owner's eyes",
    'create view peek as select * from posts; alter view peek owner to comptoir_owner',
    'public.peek: is a view without security_invoker: it reads past row-level security',
  ],
  [
    'a materialized view',
    'create materialized view peek as select 1 as one; alter materialized view peek owner to comptoir_owner',
    'public.peek: is a materialized view: no policy protects it',
  ],
  [
    'a definer without search_path',
    `create function peek() returns int language sql security definer return 1; alter function peek() owner to comptoir_owner`,
    'function public.peek(): is SECURITY DEFINER without a fixed search_path',
  ],
  [
    'a function for everyone',
    'create function peek() returns int language sql return 1',
    'function public.peek(): may be executed by public',
  ],
  ['a schema on the side', 'create schema side', 'schema side: is not a schema that the house knows'],
  ['room for everyone in public', 'grant create on schema public to public', 'schema public: grants create to public'],
  ['an owner above the law', 'alter role comptoir_owner bypassrls', 'role comptoir_owner: bypasses row-level security'],
  ['a login that inherits', 'alter role comptoir_runtime inherit', 'role comptoir_runtime: inherits rights'],
  [
    'a login that may be the owner',
    'grant comptoir_owner to comptoir_runtime',
    'role comptoir_runtime: may become comptoir_app, comptoir_dispatch, comptoir_owner',
  ],
])('%s turns it red', async (_what, statement, fault) => {
  expect(await planted(statement)).toContain(fault)
  expect(await faults()).toEqual([])
})
