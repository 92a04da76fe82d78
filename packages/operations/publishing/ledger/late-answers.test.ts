import { randomUUIDv7 } from 'node:crypto'
import type { AgencyTx } from '@comptoir/db'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { connectorOf } from '@comptoir/connectors'
import type { Failure, Published } from '@comptoir/connectors/sdk'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Newsroom, openNewsroom } from '../../testing/index.ts'
import { claimDue } from './claim-due.ts'
import { closeAttempts } from './close-attempts.ts'
import { enterSending, type Passage } from './enter-sending.ts'
import { savePrepared } from './save-prepared.ts'
import { claimSettlements } from './settle.ts'
import { releaseExpiredLeases } from './sweep.ts'

let database: TestDatabase
let simulator: Simulator
let room: Newsroom
let channelId: string

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator()
  room = await openNewsroom(database, simulator)
  channelId = (await room.connect('bluesky')).channelId
}, 60_000)

afterAll(async () => {
  await room?.close()
  await simulator?.stop()
  await database?.close()
})

const markOf = async (tx: AgencyTx) => {
  const { incarnation } = await tx.selectFrom('instance').select('incarnation').executeTakeFirstOrThrow()
  return { id: randomUUIDv7(), incarnation, last: null }
}

/** Through the gate, and then silent until its lease has lapsed. */
async function lostInSending(): Promise<Passage> {
  const timing = { kind: 'fixed', at: Temporal.Now.instant().add({ milliseconds: 50 }) } as const
  const deliveryId = await room.plant({ channelId, timing, parts: ['Perdu de vue'] })
  await new Promise((resolve) => setTimeout(resolve, 80))
  const { delivery } = (await claimDue(database.db, 'w1')).find((one) => one.delivery.id === deliveryId)!
  const { fence, contentHash, eventId } = delivery
  const prepared = { network: 'bluesky', steps: [{ kind: 'part' as const, data: null }], expiresAt: null }
  const { mintIdentity } = connectorOf('bluesky')!
  const order = {
    deliveryId,
    fence,
    clientId: room.clientId,
    eventId,
    steps: ['post' as const],
    mintIdentity,
    isReady: true,
  }
  const answer = await room.work(async (tx) => {
    await savePrepared(tx, [{ deliveryId, fence, contentHash, prepared }])
    return enterSending(tx, 'w1', [order], await markOf(tx))
  })
  await sql`update deliveries set lease_until = clock_timestamp() - interval '1 second' where id = ${deliveryId}::uuid`.execute(
    database.root,
  )
  await releaseExpiredLeases(database.db)
  return answer.sending[0]!
}

const answered = (passage: Passage, answer: Published | Failure) =>
  room.work((tx) =>
    closeAttempts(tx, 'w1', [
      {
        ...passage,
        channelId,
        stepId: passage.stepIds[0]!,
        kind: 'post',
        answer,
        exchanges: [],
        endedAt: Temporal.Now.instant(),
      },
    ]),
  )

test('a late answer that proves nothing leaves the step to those who read it back', async () => {
  const passage = await lostInSending()
  await answered(passage, { kind: 'unavailable', why: 'deadline-passed', status: null, code: null })
  const work = await claimSettlements(database.db)
  expect(work.map(({ delivery, step }) => ({ id: delivery.id, state: delivery.state, step }))).toEqual([
    { id: passage.deliveryId, state: 'uncertain', step: 0 },
  ])
})

test('a late answer that it is out is a proof', async () => {
  const passage = await lostInSending()
  const ref = { remoteId: 'at://did:plc:x/app.bsky.feed.post/3k', permalink: null, data: null }
  await answered(passage, { kind: 'published', ref, at: Temporal.Now.instant() })
  const { state } = await room.work((tx) =>
    tx.selectFrom('deliveries').select('state').where('id', '=', passage.deliveryId).executeTakeFirstOrThrow(),
  )
  expect(state).toBe('published')
})
