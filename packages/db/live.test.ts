import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { announce, inAgency, listen, type Channel, type Listener } from './index.ts'
import { createTestDatabase, type TestDatabase } from './testing/index.ts'

let house: TestDatabase
let listener: Listener
const woken: Channel[] = []

beforeAll(async () => {
  house = await createTestDatabase()
  listener = await listen({
    url: house.pools.listenUrl,
    channels: ['comptoir_changes', 'comptoir_dispatch'],
    onWake: (channel) => void woken.push(channel),
  })
})
afterAll(async () => {
  await listener.close()
  await house.close()
})

test('a hundred changes in one tick are one wake-up', async () => {
  woken.length = 0
  for (let n = 0; n < 100; n += 1) announce(house.db, 'comptoir_changes')
  announce(house.db, 'comptoir_dispatch')
  await vi.waitFor(() => expect(woken.toSorted()).toEqual(['comptoir_changes', 'comptoir_dispatch']))
  await sleep(60)
  expect(woken).toHaveLength(2)
})

test('a transaction wakes once it is committed', async () => {
  woken.length = 0
  const agency = await house.makeAgency()
  await inAgency(house.db, agency, async (tx) => {
    tx.wake('comptoir_changes')
    await sleep(60)
    expect(woken).toEqual([])
  })
  await vi.waitFor(() => expect(woken).toEqual(['comptoir_changes']))
})

test('a cut connection comes back and says that something may have been missed', async () => {
  woken.length = 0
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'comptoir listen' and datname = current_database()`.execute(
    house.root,
  )
  await vi.waitFor(() => expect(woken.toSorted()).toEqual(['comptoir_changes', 'comptoir_dispatch']), {
    timeout: 5_000,
  })
  woken.length = 0
  announce(house.db, 'comptoir_changes')
  await vi.waitFor(() => expect(woken).toEqual(['comptoir_changes']))
})
