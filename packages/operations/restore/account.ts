import type { AgencyTx } from '@comptoir/db'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, record } from '../shared/index.ts'

/** How many deliveries of a restore came to what. `read` is all that was put to be read back. */
export type RestoreCounts = {
  read: number
  /** Out, wholly or in part. */
  out: number
  /** Proven absent, and again what it was. */
  absent: number
  /** Proven absent, and held: its time has passed. */
  late: number
  reading: number
  toDecide: number
  /** Decided by a person. */
  decided: number
}

export type RestoreAccount = {
  /** When the backup was taken, where that is known. */
  backupAt: string | null
  /** The last moment that the data know of. */
  knownUntil: string
  foundAt: string
  counts: RestoreCounts
  mails: { waiting: number; decidedAt: string | null; sent: boolean | null; by: string | null }
  /** For a person: nobody but a person can tell, or something alike stands there. */
  toDecide: {
    deliveryId: string
    /** Of what is shown: whoever decides says which state of it they saw. */
    fence: number
    title: string
    client: string
    network: string
    handle: string
    dueAt: string | null
  }[]
  /** On an account since the backup, and not from here as far as is known. */
  unaccounted: { permalink: string | null; text: string; at: string; network: string; handle: string }[]
}

type Verdict = 'out' | 'absent' | 'late' | 'reading' | 'person' | 'decided'

/** How each delivery of the restores that are still open came out. What was being sent is settled by its identity, so its state says it. */
const VERDICTS = sql<{ delivery_id: string; verdict: Verdict }>`
  select distinct on (r.delivery_id) r.delivery_id, case
    when d.state = 'uncertain' and (r.verdict = 'person' or (r.was_state = 'sending' and d.settle_at is null)) then 'person'
    when d.state = 'uncertain' then 'reading'
    when r.verdict in ('out', 'part') then 'out'
    when r.verdict in ('absent', 'late') then r.verdict
    when r.verdict is null and r.was_state = 'sending' and d.state in ('published', 'partial') then 'out'
    when r.verdict is null and r.was_state = 'sending' then 'absent'
    else 'decided' end as verdict
  from restored_deliveries r
  join agency_restores a on a.agency_id = r.agency_id and a.incarnation = r.incarnation and a.closed_at is null
  join deliveries d on d.agency_id = r.agency_id and d.id = r.delivery_id
  order by r.delivery_id, r.incarnation desc`

type OpenRestore = { backup_at: Date | null; known_until: Date; found_at: Date }

/** The restore that people have not put away yet, and its counts; several at once are told as one, from the oldest gap on. */
export async function openRestore(tx: AgencyTx): Promise<(OpenRestore & { counts: RestoreCounts }) | null> {
  const restore = await tx
    .selectFrom('agency_restores')
    .select(['backup_at', 'known_until', 'found_at'])
    .where('closed_at', 'is', null)
    .orderBy('known_until')
    .executeTakeFirst()
  if (!restore) return null
  const { rows } = await sql<{ verdict: Verdict; count: number }>`
    select verdict, count(*)::int as count from (${VERDICTS}) v group by verdict`.execute(tx)
  const of = (verdict: Verdict) => rows.find((row) => row.verdict === verdict)?.count ?? 0
  return {
    ...restore,
    counts: {
      read: rows.reduce((sum, { count }) => sum + count, 0),
      out: of('out'),
      absent: of('absent'),
      late: of('late'),
      reading: of('reading'),
      toDecide: of('person'),
      decided: of('decided'),
    },
  }
}

/** The account of a restore, for a page; null when there is none to be given. */
export async function readRestore(tx: AgencyTx): Promise<RestoreAccount | null> {
  const restore = await openRestore(tx)
  if (!restore) return null
  return {
    backupAt: restore.backup_at?.toISOString() ?? null,
    knownUntil: restore.known_until.toISOString(),
    foundAt: restore.found_at.toISOString(),
    counts: restore.counts,
    mails: await keptMails(tx),
    toDecide: await deliveriesToDecide(tx),
    unaccounted: await unaccountedPosts(tx),
  }
}

async function keptMails(tx: AgencyTx): Promise<RestoreAccount['mails']> {
  const { rows } = await sql<{ waiting: number; decided_at: Date | null; sent: boolean | null; by: string | null }>`
    select sum(a.mails)::int as waiting, case when bool_and(a.mails_decided_at is not null) then max(a.mails_decided_at) end as decided_at,
      bool_or(a.mails_sent) as sent, max(m.name) as by
    from agency_restores a left join members m on m.agency_id = a.agency_id and m.id::text = a.decided_by
    where a.closed_at is null`.execute(tx)
  const row = rows[0]!
  return { waiting: row.waiting, decidedAt: row.decided_at?.toISOString() ?? null, sent: row.sent, by: row.by }
}

async function deliveriesToDecide(tx: AgencyTx): Promise<RestoreAccount['toDecide']> {
  const { rows } = await sql<{
    id: string
    fence: number
    title: string
    client: string
    network: string
    handle: string
    due_at: Date | null
  }>`
    select d.id, d.fence, case when p.title <> '' then p.title else left(p.text, 80) end as title, c.name as client, ch.network, ch.handle, d.due_at
    from (${VERDICTS}) v
    join deliveries d on d.id = v.delivery_id
    join posts p on p.agency_id = d.agency_id and p.id = d.post_id
    join clients c on c.agency_id = p.agency_id and c.id = p.client_id
    join channels ch on ch.agency_id = d.agency_id and ch.id = d.channel_id
    where v.verdict = 'person' order by d.due_at nulls last, d.id limit 200`.execute(tx)
  return rows.map(({ id, due_at, ...row }) => ({ deliveryId: id, dueAt: due_at?.toISOString() ?? null, ...row }))
}

async function unaccountedPosts(tx: AgencyTx): Promise<RestoreAccount['unaccounted']> {
  const rows = await tx
    .selectFrom('unaccounted_posts as u')
    .innerJoin('agency_restores as a', (on) =>
      on.onRef('a.agency_id', '=', 'u.agency_id').onRef('a.incarnation', '=', 'u.incarnation'),
    )
    .innerJoin('channels as c', (on) => on.onRef('c.agency_id', '=', 'u.agency_id').onRef('c.id', '=', 'u.channel_id'))
    .select(['u.permalink', 'u.text', 'u.at', 'c.network', 'c.handle'])
    .where('a.closed_at', 'is', null)
    .orderBy('u.at')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Puts the account of a restore away, once nothing of it is open. */
export async function closeRestore(
  tx: AgencyTx,
  actor: Actor & { kind: 'member' },
): Promise<{ kind: 'closed' } | Refused<'nothing-restored' | 'still-reading' | 'still-to-decide' | 'mails-undecided'>> {
  const open = await tx
    .selectFrom('agency_restores')
    .select(['mails', 'mails_decided_at'])
    .where('closed_at', 'is', null)
    .forUpdate()
    .execute()
  const restore = await openRestore(tx)
  if (open.length === 0 || !restore) return refused('nothing-restored')
  if (restore.counts.reading > 0) return refused('still-reading')
  if (restore.counts.toDecide > 0) return refused('still-to-decide')
  if (open.some(({ mails, mails_decided_at }) => mails > 0 && !mails_decided_at)) return refused('mails-undecided')
  await tx
    .updateTable('agency_restores')
    .set({ closed_at: sql<Date>`clock_timestamp()` })
    .where('closed_at', 'is', null)
    .execute()
  await record(
    tx,
    actor,
    'agency.restore-closed',
    { kind: 'agency', id: tx.agencyId },
    { after: { ...restore.counts } },
  )
  await changed(tx, 'deliveries')
  return { kind: 'closed' }
}
