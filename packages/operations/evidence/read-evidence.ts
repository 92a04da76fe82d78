import type { AgencyTx } from '@comptoir/db'
import { chainOf, dayOf, type EvidenceRecord, FORMAT, type Pack, sealPack, type Stamp } from '@comptoir/domain/evidence'
import { sql } from 'kysely'
import { found } from '../shared/index.ts'
import { approvedContents } from './approved-contents.ts'
import { readCheckpoints } from './read-checkpoints.ts'
import { readRecords, stamp } from './read-records.ts'

/** All that the house knows of one post, chained and closed: a file that can be checked without the house. */
export async function readEvidence(tx: AgencyTx, postId: string): Promise<Pack> {
  const { rows } = await sql<{
    title: string
    client_id: string
    client_name: string
    agency_name: string
    made_at: Stamp
  }>`
    select p.title, c.id as client_id, c.name as client_name, a.name as agency_name, ${stamp(sql`clock_timestamp()`)} as made_at
    from posts p join clients c on c.agency_id = p.agency_id and c.id = p.client_id join agencies a on a.agency_id = p.agency_id
    where p.agency_id = ${tx.agencyId}::uuid and p.id = ${postId}::uuid`.execute(tx)
  const post = found(rows[0], 'post')
  const records = (await readRecords(tx, [postId])).get(postId) ?? []
  const first = records[0]
  return sealPack({
    format: FORMAT,
    madeAt: post.made_at,
    agency: { id: tx.agencyId, name: post.agency_name },
    client: { id: post.client_id, name: post.client_name },
    post: { id: postId, title: post.title },
    people: await peopleIn(tx, records),
    channels: await channelsIn(tx, records),
    contents: await approvedContents(tx, records),
    records: await chainOf(tx.agencyId, postId, records),
    checkpoints: await readCheckpoints(tx, postId, first ? dayOf(first.at) : null),
  })
}

async function peopleIn(tx: AgencyTx, records: readonly EvidenceRecord[]): Promise<Pack['people']> {
  const named = new Set(
    records.flatMap((one) => {
      if ('memberId' in one) return one.memberId ?? []
      // A person who withdraws or mends stands where a worker's name stands.
      if (one.what === 'call-begun') return one.worker
      return 'by' in one && one.by.kind === 'member' ? one.by.memberId : []
    }),
  )
  const rows = await tx.selectFrom('members').select(['id', 'name']).orderBy('id').execute()
  return rows.filter(({ id }) => named.has(id))
}

async function channelsIn(tx: AgencyTx, records: readonly EvidenceRecord[]): Promise<Pack['channels']> {
  const named = [...new Set(records.flatMap((one) => ('channelId' in one ? one.channelId : [])))]
  if (named.length === 0) return []
  return tx.selectFrom('channels').select(['id', 'network', 'handle']).where('id', 'in', named).orderBy('id').execute()
}
