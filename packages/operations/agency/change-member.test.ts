import { randomUUIDv7 } from 'node:crypto'
import { inAgency } from '@comptoir/db'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import type { Actor } from '@comptoir/domain/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NotFound } from '../shared/index.ts'
import { changeMemberRole, listMembers, removeMember } from './index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function seat(agencyId: string, role: string): Promise<{ id: string; actor: Actor }> {
  const userId = randomUUIDv7()
  const { id } = await inAgency(database.db, agencyId, (tx) =>
    tx
      .insertInto('members')
      .values({
        agency_id: agencyId,
        user_id: userId,
        name: role,
        email: `${userId}@zinc.example`,
        role,
        language: 'fr',
        time_zone: 'Europe/Paris',
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return { id, actor: { kind: 'member', memberId: id, userId } }
}

test('two directors who demote each other at the same moment leave one', async () => {
  const agencyId = await database.makeAgency()
  const [ines, salome] = [await seat(agencyId, 'director'), await seat(agencyId, 'director')]
  const demote = (by: typeof ines, whom: typeof ines) =>
    inAgency(database.db, agencyId, (tx) => changeMemberRole(tx, by.actor, { memberId: whom.id, role: 'analyst' }))
  const outcomes = await Promise.all([demote(ines, salome), demote(salome, ines)])
  expect(outcomes.map((one) => one.kind).sort()).toEqual(['changed', 'refused'])
  const members = await inAgency(database.db, agencyId, listMembers)
  expect(members.filter((one) => one.role === 'director')).toHaveLength(1)
})

test('another agency’s member is not found', async () => {
  const [here, there] = [await database.makeAgency(), await database.makeAgency()]
  const director = await seat(here, 'director')
  const theirs = await seat(there, 'creator')
  await expect(inAgency(database.db, here, (tx) => removeMember(tx, director.actor, theirs.id))).rejects.toThrow(
    NotFound,
  )
})

test('who is on duty for a mandate under way keeps their seat until somebody else is', async () => {
  const agencyId = await database.makeAgency()
  const director = await seat(agencyId, 'director')
  const nour = await seat(agencyId, 'community_manager')
  await inAgency(database.db, agencyId, async (tx) => {
    const client = await tx
      .insertInto('clients')
      .values({ agency_id: agencyId, name: 'Orphée Lanceurs', time_zone: 'America/Cayenne' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('mandates')
      .values({
        agency_id: agencyId,
        client_id: client.id,
        name: 'Réseaux',
        starts_on: '2020-01-01',
        ends_on: '2099-12-31',
        duty_member_id: nour.id,
      })
      .execute()
  })
  const outcome = await inAgency(database.db, agencyId, (tx) => removeMember(tx, director.actor, nour.id))
  expect(outcome).toEqual({ kind: 'refused', why: 'on-duty' })
})
