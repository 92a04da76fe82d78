import { type AgencyTx, jsonb } from '@comptoir/db'
import { PlaybookContent, type SavePlaybook } from '@comptoir/domain/countdown'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { randomUUIDv7 } from 'node:crypto'
import { changed, record } from '../../shared/index.ts'
import { readPlaybook } from './read-playbooks.ts'

const EMPTY: PlaybookContent = { posts: [], tasks: [] }

/** Adds an empty playbook. */
export function createPlaybook(tx: AgencyTx, actor: Actor, { name }: { name: string }) {
  return insertPlaybook(tx, actor, { name, content: EMPTY, madeFrom: null })
}

/** Writes a playbook that is new, wherever its content comes from. */
export async function insertPlaybook(
  tx: AgencyTx,
  actor: Actor,
  { name, content, madeFrom }: { name: string; content: PlaybookContent; madeFrom: string | null },
): Promise<{ kind: 'created'; id: string }> {
  const { id } = await tx
    .insertInto('playbooks')
    .values({
      agency_id: tx.agencyId,
      name,
      content: jsonb(content),
      made_from: madeFrom,
      created_by: actor.kind === 'member' ? actor.memberId : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const counts = { posts: content.posts.length, tasks: content.tasks.length }
  await record(tx, actor, 'countdown.playbook-created', { kind: 'playbook', id }, { after: { name, ...counts } })
  await changed(tx, 'events')
  return { kind: 'created', id }
}

/** Saves the whole of it over the version that it was opened at. Events that it was applied to keep what they got. */
export async function savePlaybook(
  tx: AgencyTx,
  actor: Actor,
  input: SavePlaybook,
): Promise<{ kind: 'saved'; version: number } | Refused<'stale' | 'archived' | 'unknown-member'>> {
  const before = await readPlaybook(tx, input.playbookId, true)
  if (before.archived_at) return refused('archived')
  if (before.version !== input.version) return refused('stale')
  const people = input.content.tasks.flatMap((task) => (task.for.kind === 'member' ? task.for.memberId : []))
  if (!(await areMembers(tx, people))) return refused('unknown-member')
  const version = before.version + 1
  await tx
    .updateTable('playbooks')
    .set({
      name: input.name,
      content: jsonb(input.content),
      version,
      updated_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', before.id)
    .execute()
  const was = PlaybookContent.parse(before.content)
  await record(
    tx,
    actor,
    'countdown.playbook-saved',
    { kind: 'playbook', id: before.id },
    {
      before: { name: before.name, posts: was.posts.length, tasks: was.tasks.length },
      after: { name: input.name, posts: input.content.posts.length, tasks: input.content.tasks.length, version },
    },
  )
  await changed(tx, 'events')
  return { kind: 'saved', version }
}

/** A playbook of its own with the same content, under a name that says so. */
export async function duplicatePlaybook(tx: AgencyTx, actor: Actor, input: { playbookId: string; name: string }) {
  const { posts, tasks } = PlaybookContent.parse((await readPlaybook(tx, input.playbookId)).content)
  const content = {
    posts: posts.map((post) => ({ ...post, id: randomUUIDv7() })),
    tasks: tasks.map((task) => ({ ...task, id: randomUUIDv7() })),
  }
  return insertPlaybook(tx, actor, { name: input.name, content, madeFrom: null })
}

/** Puts a playbook away: it is no longer offered, and what it made stays. */
export async function archivePlaybook(tx: AgencyTx, actor: Actor, playbookId: string): Promise<{ kind: 'archived' }> {
  await putAway(tx, actor, playbookId, true)
  return { kind: 'archived' }
}

/** Takes it out again. */
export async function restorePlaybook(tx: AgencyTx, actor: Actor, playbookId: string): Promise<{ kind: 'restored' }> {
  await putAway(tx, actor, playbookId, false)
  return { kind: 'restored' }
}

async function putAway(tx: AgencyTx, actor: Actor, playbookId: string, away: boolean): Promise<void> {
  const before = await readPlaybook(tx, playbookId, true)
  if ((before.archived_at !== null) === away) return
  await tx
    .updateTable('playbooks')
    .set({ archived_at: away ? sql<Date>`clock_timestamp()` : null })
    .where('id', '=', playbookId)
    .execute()
  await record(
    tx,
    actor,
    away ? 'countdown.playbook-archived' : 'countdown.playbook-restored',
    { kind: 'playbook', id: playbookId },
    {},
  )
  await changed(tx, 'events')
}

/** Whether all of them work here. */
export async function areMembers(tx: AgencyTx, memberIds: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(memberIds)]
  if (wanted.length === 0) return true
  const rows = await tx
    .selectFrom('members')
    .select('id')
    .where('id', 'in', wanted)
    .where('left_at', 'is', null)
    .execute()
  return rows.length === wanted.length
}
