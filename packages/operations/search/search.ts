import type { AgencyTx } from '@comptoir/db'
import { may, type Permission, type Role } from '@comptoir/domain/agency'
import { sql } from 'kysely'

/** In the order in which they are told. */
export const FOUND_KINDS = ['event', 'playbook', 'client', 'post', 'channel', 'member'] as const
export type FoundKind = (typeof FOUND_KINDS)[number]

export type Found = {
  kind: FoundKind
  id: string
  title: string
  /** The client, or the role of a member. */
  note: string
  network: string | null
  /** A post's or an event's instant, where it has one. */
  at: string | null
}

const NEEDS: Readonly<Record<FoundKind, Permission>> = {
  client: 'clients.read',
  post: 'posts.read',
  event: 'countdown.read',
  playbook: 'countdown.read',
  member: 'members.read',
  channel: 'channels.read',
}

type Row = { id: string; title: string; note: string | null; network: string | null; at: Date | null }

/** Accents and case do not count: "orphee" finds Orphée. The pattern's own signs are taken literally. */
function patternsOf(text: string): string[] {
  const words = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 6)
  return words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
}

const plain = (text: ReturnType<typeof sql>) =>
  sql`lower(regexp_replace(normalize(${text}, NFD), '[\\u0300-\\u036f]', '', 'g'))`
const says = (text: ReturnType<typeof sql>, patterns: string[]) => sql`${plain(text)} like all (${patterns}::text[])`
const starts = (text: ReturnType<typeof sql>, patterns: string[]) =>
  sql`${plain(text)} not like ${patterns[0]!.slice(1)}`

/** Finds what the words name, among what the role may see: every word must be there, what begins with the first comes first. */
export async function search(
  tx: AgencyTx,
  role: Role,
  input: { text: string; limit: number; kinds?: readonly FoundKind[] | undefined },
): Promise<Found[]> {
  const patterns = patternsOf(input.text)
  if (patterns.length === 0) return []
  const found: Found[] = []
  for (const kind of FOUND_KINDS) {
    if (!may(role, NEEDS[kind]) || input.kinds?.includes(kind) === false) continue
    const { rows } = await QUERIES[kind](patterns, input.limit, tx.agencyId).execute(tx)
    for (const row of rows) {
      found.push({
        kind,
        id: row.id,
        title: row.title,
        note: row.note ?? '',
        network: row.network,
        at: row.at?.toISOString() ?? null,
      })
    }
  }
  return found
}

const QUERIES: Readonly<
  Record<FoundKind, (patterns: string[], limit: number, agencyId: string) => ReturnType<typeof sql<Row>>>
> = {
  client: (patterns, limit) => sql<Row>`
    select id, name as title, sector as note, null as network, null::timestamptz as at from clients
    where archived_at is null and ${says(sql`name || ' ' || coalesce(sector, '')`, patterns)}
    order by ${starts(sql`name`, patterns)}, name limit ${limit}`,
  event: (patterns, limit) => sql<Row>`
    select e.id, e.name as title, c.name as note, null as network, coalesce(a.liftoff_at, a.t0) as at from events e
    join clients c on c.agency_id = e.agency_id and c.id = e.client_id
    join attempts a on a.agency_id = e.agency_id and a.id = e.current_attempt_id
    where ${says(sql`e.name || ' ' || coalesce(e.subject, '') || ' ' || coalesce(e.site, '') || ' ' || c.name`, patterns)}
    order by ${starts(sql`e.name`, patterns)}, coalesce(a.liftoff_at, a.t0) desc nulls first limit ${limit}`,
  playbook: (patterns, limit) => sql<Row>`
    select id, name as title, '' as note, null as network, null::timestamptz as at from playbooks
    where archived_at is null and ${says(sql`name || ' playbook'`, patterns)}
    order by ${starts(sql`name`, patterns)}, name limit ${limit}`,
  post: (patterns, limit) => sql<Row>`
    select p.id, case when p.title <> '' then p.title else left(p.text, 80) end as title, c.name as note, null as network,
      coalesce((select min(d.due_at) from deliveries d where d.agency_id = p.agency_id and d.post_id = p.id), p.fixed_at) as at
    from posts p join clients c on c.agency_id = p.agency_id and c.id = p.client_id
    where p.cancelled_at is null and ${says(sql`p.title || ' ' || p.text`, patterns)}
    order by ${starts(sql`p.title`, patterns)}, p.updated_at desc limit ${limit}`,
  channel: (patterns, limit) => sql<Row>`
    select ch.id, ch.handle as title, c.name as note, ch.network, null::timestamptz as at from channels ch
    join clients c on c.agency_id = ch.agency_id and c.id = ch.client_id
    where ch.state <> 'disconnected' and ${says(sql`ch.handle || ' ' || ch.name || ' ' || ch.network || ' ' || c.name`, patterns)}
    order by ${starts(sql`ch.handle`, patterns)}, ch.handle limit ${limit}`,
  member: (patterns, limit, agencyId) => sql<Row>`
    select id, name as title, role as note, null as network, null::timestamptz as at from members
    where left_at is null and agency_id = ${agencyId}::uuid
      and ${says(sql`name || ' ' || email`, patterns)}
    order by ${starts(sql`name`, patterns)}, name limit ${limit}`,
}
