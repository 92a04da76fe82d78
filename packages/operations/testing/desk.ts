import { randomUUIDv7 } from 'node:crypto'
import { type AgencyTx, inAgency } from '@comptoir/db'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import type { Role } from '@comptoir/domain/agency'
import type { Actor } from '@comptoir/domain/shared'

export type Member = Actor & { kind: 'member' }

/** An agency at work, to tell a test's story with: a client, its mandate, a channel by hand, two people. */
export type Desk = {
  database: TestDatabase
  agencyId: string
  clientId: string
  mandateId: string
  channelId: string
  /** Who writes. */
  writer: Member
  /** Who approves. */
  reviewer: Member
  work<T>(work: (tx: AgencyTx) => Promise<T>): Promise<T>
  seat(role: Role, name: string): Promise<Member>
  channel(network: string, state?: string): Promise<string>
}

export async function openDesk(database: TestDatabase): Promise<Desk> {
  const agencyId = await database.makeAgency()
  const work: Desk['work'] = (fn) => inAgency(database.db, agencyId, fn)
  const seat: Desk['seat'] = async (role, name) => {
    const userId = randomUUIDv7()
    const { id } = await work((tx) =>
      tx
        .insertInto('members')
        .values({
          agency_id: agencyId,
          user_id: userId,
          name,
          email: `${userId}@zinc.example`,
          role,
          language: 'fr',
          time_zone: 'Europe/Paris',
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    return { kind: 'member', memberId: id, userId }
  }
  const writer = await seat('creator', 'Nour Benali')
  const reviewer = await seat('account_manager', 'Salomé Wacquez')
  const { id: clientId } = await work((tx) =>
    tx
      .insertInto('clients')
      .values({ agency_id: agencyId, name: 'Orphée Lanceurs', time_zone: 'America/Cayenne' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const { id: mandateId } = await work((tx) =>
    tx
      .insertInto('mandates')
      .values({
        agency_id: agencyId,
        client_id: clientId,
        name: 'Réseaux',
        starts_on: '2024-06-01',
        ends_on: '2030-05-31',
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const channel: Desk['channel'] = async (network, state = 'by-hand') => {
    const { id } = await work((tx) =>
      tx
        .insertInto('channels')
        .values({
          agency_id: agencyId,
          client_id: clientId,
          network,
          handle: `orphee.${network}`,
          name: 'Orphée Lanceurs',
          state,
          remote_id: state === 'by-hand' ? null : randomUUIDv7(),
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    return id
  }
  return {
    database,
    agencyId,
    clientId,
    mandateId,
    channelId: await channel('bluesky'),
    writer,
    reviewer,
    work,
    seat,
    channel,
  }
}

export { createTestDatabase, type TestDatabase }
