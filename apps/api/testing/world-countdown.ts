import { randomUUIDv7 } from 'node:crypto'
import { type AgencyTx, jsonb } from '@comptoir/db'
import { createEvent, openPoll, savePoll, tendPoll } from '@comptoir/operations/countdown'
import { sql } from 'kysely'
import type { Seat, TestApi } from './test-api.ts'

type Around = { clientId: string; memberId: string; director: Seat; secret: string }

/** An event with what hangs from it: an open poll, a playbook that was applied, a task, a rehearsal that failed. */
export async function plantCountdown(tx: AgencyTx, house: TestApi, { clientId, memberId, director, secret }: Around) {
  const own = { agency_id: tx.agencyId }
  const made = await createEvent(tx, director.actor, {
    clientId,
    name: `${secret} Lyre 3`,
    subject: null,
    site: null,
    zone: 'America/Cayenne',
    windowMinutes: null,
    t0: { kind: 'instant', at: Temporal.Now.instant().add({ hours: 240 }).round('second') },
  })
  if (made.kind !== 'created') throw new Error(made.why)
  const { eventId, attemptId } = made
  const poll = await savePoll(tx, director.actor, {
    eventId,
    askOffsetSeconds: -7200,
    closeOffsetSeconds: -600,
    people: [
      {
        kind: 'outside',
        name: `${secret} Guidon`,
        email: `${eventId}@orphee.example`,
        role: '',
        language: 'fr',
        zone: null,
      },
      { kind: 'member', memberId: memberId, role: '' },
    ],
  })
  await openPoll(tx, director.actor, eventId)
  await tendPoll(tx, house.url, poll.pollId)
  const voice = await tx.selectFrom('poll_voices').select('id').orderBy('position').executeTakeFirstOrThrow()
  await tx
    .insertInto('event_clients')
    .values({ ...own, event_id: eventId, client_id: clientId })
    .execute()
  await tx
    .insertInto('event_watchers')
    .values({ ...own, event_id: eventId, member_id: director.memberId })
    .execute()
  const playbookId = randomUUIDv7()
  await tx
    .insertInto('playbooks')
    .values({
      ...own,
      id: playbookId,
      name: `${secret} lancement`,
      content: jsonb({
        posts: [],
        tasks: [{ id: playbookId, title: secret, offsetSeconds: 0, for: { kind: 'role', role: 'creator' } }],
      }),
    })
    .execute()
  await tx
    .insertInto('playbook_applications')
    .values({
      ...own,
      playbook_id: playbookId,
      event_id: eventId,
      version: 1,
      fingerprint: secret,
      posts: 0,
      tasks: 1,
      actor_name: secret,
    })
    .execute()
  const taskId = randomUUIDv7()
  await tx
    .insertInto('event_tasks')
    .values({
      ...own,
      id: taskId,
      event_id: eventId,
      title: `${secret} à faire`,
      offset_seconds: -60,
      role: 'creator',
    })
    .execute()
  const rehearsalId = randomUUIDv7()
  await tx
    .insertInto('rehearsals')
    .values({
      ...own,
      id: rehearsalId,
      event_id: eventId,
      state: 'failed',
      because: 'simulator-failed',
      ended_at: sql<Date>`clock_timestamp()`,
      script: jsonb([]),
      t0: sql<Date>`clock_timestamp() + interval '2 days'`,
      ordered_by: director.memberId,
    })
    .execute()
  return { eventId, attemptId, voiceId: voice.id, playbookId, taskId, rehearsalId }
}
