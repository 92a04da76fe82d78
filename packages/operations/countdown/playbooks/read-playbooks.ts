import type { AgencyTx } from '@comptoir/db'
import { PlaybookContent } from '@comptoir/domain/countdown'
import { sql } from 'kysely'
import { found } from '../../shared/index.ts'

export type PlaybookLine = {
  id: string
  name: string
  posts: number
  tasks: number
  /** The kinds of network that its posts go to. */
  networks: string[]
  /** The past event that it was made from. */
  madeFrom: { id: string; name: string } | null
  applied: { times: number; lastAt: string | null }
  updatedAt: string
  archived: boolean
}

/** Every playbook, those put away last. */
export async function listPlaybooks(tx: AgencyTx): Promise<PlaybookLine[]> {
  const rows = await tx
    .selectFrom('playbooks as p')
    .leftJoin('events as e', (on) => on.onRef('e.agency_id', '=', 'p.agency_id').onRef('e.id', '=', 'p.made_from'))
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('playbook_applications as a')
          .select((eb) => [eb.fn.countAll<number>().as('times'), eb.fn.max('a.at').as('last_at')])
          .whereRef('a.agency_id', '=', 'p.agency_id')
          .whereRef('a.playbook_id', '=', 'p.id')
          .as('a'),
      (on) => on.onTrue(),
    )
    .select(['p.id', 'p.name', 'p.content', 'p.updated_at', 'p.archived_at', 'e.id as event_id', 'e.name as event'])
    .select(['a.times', 'a.last_at'])
    .orderBy(sql`p.archived_at is not null`)
    .orderBy(sql`p.name collate "und-x-icu"`)
    .execute()
  return rows.map((row) => {
    const content = PlaybookContent.parse(row.content)
    return {
      id: row.id,
      name: row.name,
      posts: content.posts.length,
      tasks: content.tasks.length,
      networks: [
        ...new Set(content.posts.flatMap(({ variants }) => variants.map(({ network }) => network))),
      ].toSorted(),
      madeFrom: row.event_id && row.event ? { id: row.event_id, name: row.event } : null,
      applied: { times: Number(row.times ?? 0), lastAt: row.last_at?.toISOString() ?? null },
      updatedAt: row.updated_at.toISOString(),
      archived: row.archived_at !== null,
    }
  })
}

export type PlaybookPage = {
  id: string
  name: string
  version: number
  content: PlaybookContent
  madeFrom: { id: string; name: string } | null
  archived: boolean
  updatedAt: string
  applications: { eventId: string; event: string; at: string; by: string; posts: number; tasks: number }[]
}

/** A playbook whole, and where it was applied, newest first. */
export async function getPlaybook(tx: AgencyTx, playbookId: string): Promise<PlaybookPage> {
  const row = await readPlaybook(tx, playbookId)
  const event = row.made_from
    ? await tx.selectFrom('events').select(['id', 'name']).where('id', '=', row.made_from).executeTakeFirst()
    : undefined
  const applications = await tx
    .selectFrom('playbook_applications as a')
    .innerJoin('events as e', (on) => on.onRef('e.agency_id', '=', 'a.agency_id').onRef('e.id', '=', 'a.event_id'))
    .select(['a.event_id', 'e.name', 'a.at', 'a.actor_name', 'a.posts', 'a.tasks'])
    .where('a.playbook_id', '=', playbookId)
    .orderBy('a.id', 'desc')
    .limit(50)
    .execute()
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    content: PlaybookContent.parse(row.content),
    madeFrom: event ?? null,
    archived: row.archived_at !== null,
    updatedAt: row.updated_at.toISOString(),
    applications: applications.map((one) => ({
      eventId: one.event_id,
      event: one.name,
      at: one.at.toISOString(),
      by: one.actor_name,
      posts: one.posts,
      tasks: one.tasks,
    })),
  }
}

/** The row of a playbook. `lock` keeps it from changing until the transaction ends. */
export async function readPlaybook(tx: AgencyTx, playbookId: string, lock = false) {
  const row = await tx
    .selectFrom('playbooks')
    .select(['id', 'name', 'version', 'content', 'made_from', 'archived_at', 'updated_at'])
    .where('id', '=', playbookId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return found(row, 'playbook')
}
