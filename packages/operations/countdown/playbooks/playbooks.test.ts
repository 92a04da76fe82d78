import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomUUIDv7 } from 'node:crypto'
import type { PlaybookContent } from '@comptoir/domain/countdown'
import { inAgency } from '@comptoir/db'
import { loadPost } from '../../editorial/index.ts'
import { NotFound } from '../../shared/index.ts'
import { NO_REASON, openStory, T0 } from '../../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../../testing/desk.ts'
import {
  applyPlaybook,
  archivePlaybook,
  createPlaybook,
  doTask,
  duplicatePlaybook,
  getPlaybook,
  listPlaybooks,
  makePlaybookFromEvent,
  previewApplication,
  readTasks,
  savePlaybook,
  slipEvent,
  tellDueTask,
} from '../index.ts'

const HOUR = 3600
let database: TestDatabase
let desk: Desk
let past: Awaited<ReturnType<typeof openStory>>
let next: Awaited<ReturnType<typeof openStory>>

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  await desk.channel('mastodon')
  past = await openStory(desk)
  next = await openStory(desk)
  await desk.work((tx) => tx.updateTable('events').set({ name: 'Lyre 2' }).where('id', '=', past.eventId).execute())
})
afterAll(() => database.close())

const CONTENT: PlaybookContent = {
  posts: [
    {
      id: randomUUIDv7(),
      title: 'Rendez-vous {mission}',
      timing: { kind: 'anchored', base: 't0', offsetSeconds: -2 * HOUR, condition: 'go' },
      text: '{mission} emporte {payload}, {t0 Europe/Paris fr}',
      link: null,
      variants: [
        { network: 'bluesky', parts: null, firstComment: null },
        { network: 'mastodon', parts: ['Un', 'Deux'], firstComment: null },
        { network: 'facebook', parts: null, firstComment: 'Suite' },
      ],
      release: null,
      lateLimitSeconds: 120,
    },
    {
      id: randomUUIDv7(),
      title: 'Reporté',
      timing: { kind: 'calendar', base: 't0', dayOffset: -30, wallTime: '18:00', zone: 'UTC', condition: 'scrubbed' },
      text: 'Ce tir attendra.',
      link: null,
      variants: [{ network: 'bluesky', parts: null, firstComment: null }],
      release: 'release',
      lateLimitSeconds: null,
    },
  ],
  tasks: [
    {
      id: randomUUIDv7(),
      title: 'Masse utile de {mission}',
      offsetSeconds: -72 * HOUR,
      for: { kind: 'role', role: 'creator' },
    },
  ],
}

async function keep(content = CONTENT, name = 'Lancement Orphée 5') {
  const { id } = await desk.work((tx) => createPlaybook(tx, desk.reviewer, { name }))
  const saved = await desk.work((tx) => savePlaybook(tx, desk.reviewer, { playbookId: id, version: 1, name, content }))
  expect(saved).toEqual({ kind: 'saved', version: 2 })
  return id
}
const asked = (playbookId: string, eventId = next.eventId) => ({ playbookId, eventId, clientId: null })
async function show(playbookId: string, eventId = next.eventId) {
  const shown = await desk.work((tx) => previewApplication(tx, asked(playbookId, eventId)))
  if (shown.kind !== 'application') throw new Error(shown.why)
  return shown
}
const apply = (playbookId: string, fingerprint: string) =>
  desk.work((tx) => applyPlaybook(tx, desk.reviewer, { ...asked(playbookId), fingerprint }))
const postsOf = (eventId: string) =>
  desk.work(async (tx) => {
    const rows = await tx.selectFrom('posts').select('id').where('event_id', '=', eventId).orderBy('id').execute()
    return Promise.all(rows.map(({ id }) => loadPost(tx, id)))
  })

test('applying shows first what it makes, makes just that as drafts, and the same click twice makes it once', async () => {
  const neighbour = await next.hang('Déjà là', -2 * HOUR + 300, { draft: true })
  const playbookId = await keep()
  const shown = await show(playbookId)
  expect(shown.appliedBefore).toBeNull()
  expect(shown.posts[0]).toMatchObject({
    title: 'Rendez-vous Lyre 3',
    at: T0.subtract({ hours: 2 }).toString(),
    waitsFor: null,
    past: false,
    channels: [{ network: 'bluesky' }, { network: 'mastodon' }],
    missing: ['facebook'],
    unfilled: [{ placeholder: 'payload', why: 'no-fact' }],
    collisions: [{ title: 'Déjà là', network: 'bluesky' }],
  })
  expect(shown.posts[1]).toMatchObject({ waitsFor: 'not-scrubbed', unfilled: [], collisions: [] })
  expect(shown.tasks).toMatchObject([
    { title: 'Masse utile de Lyre 3', past: false, dueAt: T0.subtract({ hours: 72 }).toString() },
  ])
  expect(await postsOf(next.eventId)).toHaveLength(1)

  const both = await Promise.all([apply(playbookId, shown.fingerprint), apply(playbookId, shown.fingerprint)])
  expect(both).toEqual([{ kind: 'applied', posts: 2, tasks: 1, clientId: desk.clientId }, both[0]])
  const made = (await postsOf(next.eventId)).filter(({ id }) => id !== neighbour)
  expect(made).toHaveLength(2)
  expect(made[0]).toMatchObject({
    title: 'Rendez-vous Lyre 3',
    text: '{mission} emporte {payload}, {t0 Europe/Paris fr}',
    reviewState: 'draft',
    lateLimitSeconds: 120,
    timing: { kind: 'anchored', offsetSeconds: -2 * HOUR, condition: 'go' },
    variants: [{ parts: null }, { parts: ['Un', 'Deux'] }],
  })
  expect(made[1]).toMatchObject({ release: 'release', timing: { kind: 'calendar', condition: 'scrubbed' } })

  // Once more is another application, and says so before it is made.
  const again = await show(playbookId)
  expect(again.appliedBefore).toMatchObject({ by: 'Salomé Wacquez' })
  expect(again.fingerprint).not.toBe(shown.fingerprint)
  expect(await getPlaybookOf(playbookId)).toMatchObject({ applications: [{ posts: 2, tasks: 1, event: 'Lyre 3' }] })
})

test('what was shown is what happens: a T-0 that moved in between is shown again, and nothing is made', async () => {
  const playbookId = await keep({ posts: CONTENT.posts.slice(1), tasks: CONTENT.tasks }, 'Court')
  const shown = await show(playbookId)
  const before = (await postsOf(next.eventId)).length
  const to = T0.add({ hours: 5 })
  await desk.work(async (tx) => slipEvent(tx, desk.reviewer, { ...(await next.at()), t0: to, ...NO_REASON }))
  const outcome = await apply(playbookId, shown.fingerprint)
  expect(outcome).toMatchObject({
    kind: 'shown-again',
    application: { tasks: [{ dueAt: to.subtract({ hours: 72 }).toString() }] },
  })
  expect(await postsOf(next.eventId)).toHaveLength(before)
  // The task of before has moved with it.
  const [task] = await desk.work((tx) => readTasks(tx, next.eventId))
  expect(task).toMatchObject({ dueAt: to.subtract({ hours: 72 }).toString({ fractionalSecondDigits: 3 }), done: null })

  // Nobody is told before its time; then whoever it is for, once; once it is done, nobody.
  expect(await desk.work((tx) => tellDueTask(tx, task!.id))).toBe(0)
  const due = (at: Temporal.Instant) =>
    desk.work((tx) => tx.updateTable('event_tasks').set({ due_at: at.toString() }).where('id', '=', task!.id).execute())
  await due(Temporal.Now.instant().subtract({ minutes: 1 }))
  expect(await desk.work((tx) => tellDueTask(tx, task!.id))).toBe(1)
  expect(await desk.work((tx) => tellDueTask(tx, task!.id))).toBe(0)
  const analyst = await desk.seat('analyst', 'Hugo Marescaux')
  expect(await desk.work((tx) => doTask(tx, analyst, task!.id))).toMatchObject({ kind: 'refused', why: 'not-yours' })
  expect(await desk.work((tx) => doTask(tx, desk.writer, task!.id))).toEqual({ kind: 'done' })
  await due(Temporal.Now.instant().subtract({ seconds: 30 }))
  expect(await desk.work((tx) => tellDueTask(tx, task!.id))).toBe(0)
})

test('a past event becomes a playbook: its names become placeholders, called off posts are left out', async () => {
  await past.hang('Lyre 2 sur Orphée 5 depuis Kourou, à 14 h 20', HOUR)
  const off = await past.hang('Non', 0, { draft: true })
  await desk.work((tx) => tx.updateTable('posts').set({ cancelled_at: new Date() }).where('id', '=', off).execute())
  const made = await desk.work((tx) =>
    makePlaybookFromEvent(tx, desk.reviewer, { eventId: past.eventId, name: 'Comme Lyre 2' }),
  )
  const page = await getPlaybookOf(made.id)
  expect(page.madeFrom).toEqual({ id: past.eventId, name: 'Lyre 2' })
  expect(page.content.posts).toMatchObject([
    {
      text: '{mission} sur {launcher} depuis {site}, à 14 h 20',
      timing: { kind: 'anchored', offsetSeconds: HOUR },
      variants: [{ network: 'bluesky', parts: null }],
    },
  ])
})

test('a stale edit is refused, a copy is its own, what is put away is not applied', async () => {
  const playbookId = await keep()
  const stale = { playbookId, version: 1, name: 'Non', content: CONTENT }
  expect(await desk.work((tx) => savePlaybook(tx, desk.reviewer, stale))).toEqual({ kind: 'refused', why: 'stale' })
  const copy = await desk.work((tx) => duplicatePlaybook(tx, desk.reviewer, { playbookId, name: 'Copie' }))
  expect((await getPlaybookOf(copy.id)).content.posts.map(({ text }) => text)).toEqual(
    CONTENT.posts.map(({ text }) => text),
  )
  await desk.work((tx) => archivePlaybook(tx, desk.reviewer, playbookId))
  expect(await desk.work((tx) => previewApplication(tx, asked(playbookId)))).toEqual({
    kind: 'refused',
    why: 'archived',
  })
  const lines = await desk.work((tx) => listPlaybooks(tx))
  expect(lines.at(-1)).toMatchObject({ id: playbookId, archived: true, posts: 2, tasks: 1 })
})

test('another agency finds neither playbook nor event', async () => {
  const playbookId = await keep()
  const other = await database.makeAgency()
  await expect(inAgency(database.db, other, (tx) => getPlaybook(tx, playbookId))).rejects.toThrow(NotFound)
  await expect(inAgency(database.db, other, (tx) => previewApplication(tx, asked(playbookId)))).rejects.toThrow(
    NotFound,
  )
})

function getPlaybookOf(playbookId: string) {
  return desk.work((tx) => getPlaybook(tx, playbookId))
}
