import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded, type EmbeddedServer } from './embedded/index.ts'
import { ringOf, upgrade } from './index.ts'
import { urlOf } from './urls.ts'

// A server of its own: roles belong to the whole server, and these tests change them.
let server: EmbeddedServer
let home: string
const masterKey = randomBytes(32).toString('base64')
const keys = ringOf([masterKey])

beforeAll(async () => {
  home = await mkdtemp(join('/tmp', 'comptoir-upgrade-'))
  server = await startEmbedded({ home, password: 'root', fast: true })
  // A customer's server: the owner of the database has CREATEROLE and is nobody's superuser.
  await asRoot(`create role customer login createrole password 'secret'`)
  await asRoot('create database house owner customer')
})
afterAll(async () => {
  await server.stop()
  await rm(home, { recursive: true, force: true })
})

async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

const asRoot = (text: string, database = 'postgres') => query(server.url(database), text)

function customer(database: string, password = 'secret'): string {
  const url = new URL(server.url(database))
  url.username = 'customer'
  url.password = password
  return url.toString()
}

test('a customer with CREATEROLE installs, and a second upgrade does nothing', async () => {
  const first = await upgrade({ ownerUrl: customer('house'), keys })
  expect(first.ran).toContain('0001_tenancy')
  expect((await upgrade({ ownerUrl: customer('house'), keys })).ran).toEqual([])
})

test('two upgrades in one moment wait for each other', async () => {
  const both = await Promise.all([
    upgrade({ ownerUrl: customer('house'), keys }),
    upgrade({ ownerUrl: customer('house'), keys }),
  ])
  expect(both.map(({ ran }) => ran)).toEqual([[], []])
})

test('each login may do its own work and nothing else', async () => {
  const runtime = urlOf(customer('house'), keys, 'comptoir_runtime')
  const auth = urlOf(customer('house'), keys, 'comptoir_auth')
  const jobs = urlOf(customer('house'), keys, 'comptoir_jobs')
  await expect(query(runtime, 'select 1 from public.agencies')).rejects.toThrow(/permission denied/)
  await expect(query(runtime, 'set role comptoir_owner')).rejects.toThrow(/permission denied/)
  await expect(query(runtime, 'select 1 from auth.account')).rejects.toThrow(/permission denied/)
  expect(await query(auth, 'select count(*)::int as n from "user"')).toEqual([{ n: 0 }])
  await expect(query(auth, 'select 1 from public.agencies')).rejects.toThrow(/permission denied/)
  expect(await query(jobs, 'select count(*)::int as n from graphile_worker._private_jobs')).toEqual([{ n: 0 }])
  await expect(query(jobs, 'create schema side')).rejects.toThrow(/permission denied/)
  await expect(query(jobs, 'select 1 from public.agencies')).rejects.toThrow(/permission denied/)
})

test('after a rotation the logins follow the new key', async () => {
  const rotated = ringOf([randomBytes(32).toString('base64'), masterKey])
  await upgrade({ ownerUrl: customer('house'), keys: rotated })
  expect(await query(urlOf(customer('house'), rotated, 'comptoir_runtime'), 'select 1 as one')).toEqual([{ one: 1 }])
  await expect(query(urlOf(customer('house'), keys, 'comptoir_runtime'), 'select 1')).rejects.toThrow(/password/)
  // Back: the ring still holds the key that the server was marked with.
  const back = ringOf([masterKey, rotated.active.secret.toString('base64')])
  await upgrade({ ownerUrl: customer('house'), keys: back })
})

test('roles of another installation are left alone, in one sentence', async () => {
  const stranger = ringOf([randomBytes(32).toString('base64')])
  await expect(upgrade({ ownerUrl: customer('house'), keys: stranger })).rejects.toThrow(
    /already serves another Comptoir/,
  )
  expect(await query(urlOf(customer('house'), keys, 'comptoir_runtime'), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a newer schema is refused before anything is changed', async () => {
  await asRoot(`insert into upgrade.migrations (name, timestamp) values ('9999_from_the_future', now()::text)`, 'house')
  await expect(upgrade({ ownerUrl: customer('house'), keys })).rejects.toThrow(
    /newer Comptoir \(it has 9999_from_the_future/,
  )
  await asRoot(`delete from upgrade.migrations where name = '9999_from_the_future'`, 'house')
})

test('a database that is not UTF8 is refused', async () => {
  await asRoot(
    `create database ascii owner customer template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`,
  )
  await expect(upgrade({ ownerUrl: customer('ascii'), keys })).rejects.toThrow(
    /needs a database in UTF8; this one is in SQL_ASCII/,
  )
})

test('a user without CREATEROLE is told what it lacks', async () => {
  await asRoot(`create role modest login password 'secret'`)
  await asRoot('create database small owner modest')
  const url = new URL(customer('small'))
  url.username = 'modest'
  await expect(upgrade({ ownerUrl: url.toString(), keys })).rejects.toThrow(/must own the database and have CREATEROLE/)
})

test.each([
  ['a wrong password', () => customer('house', 'wrong'), /refuses the user "customer" or its password/],
  ['no such database', () => customer('nowhere'), /there is no database "nowhere"/],
  ['nobody listening', () => 'postgres://a:b@127.0.0.1:1/c', /nothing listens on 127.0.0.1:1/],
  ['not an address', () => 'mysql and then some', /not a PostgreSQL address/],
])('%s: one plain sentence', async (_what, url, sentence) => {
  await expect(upgrade({ ownerUrl: url(), keys })).rejects.toThrow(sentence)
})
