import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, inAgency } from '@comptoir/db'
import { type DeliveryState, stopListOf } from '@comptoir/domain/publishing'
import { connectorOf } from '@comptoir/connectors'
import { sql } from 'kysely'
import type { DeliveryRef } from './save-moves.ts'

export type Stopped = DeliveryRef & { title: string; network: string; handle: string }
export type AlreadyOut = Stopped & {
  permalink: string | null
  publishedAt: Temporal.Instant | null
  canWithdraw: boolean
}

/** The answer of a strict stop: what will not go out, what had already left, and what nobody can tell yet. */
export type OutOfHand = { stopped: Stopped[]; alreadyOut: AlreadyOut[]; unknown: Stopped[] }

/** How long a stop waits for what was on its way. */
const WAIT_MS = 5_000
const STEP_MS = 50
/** What left within this time before the stop is told too: it may be what the stop was meant for. */
const JUST_LEFT_MINUTES = 15

/** Which deliveries a stop concerns: an event's, a client's, or (both left out) the whole agency's. */
export type StopScope = { eventId?: string | undefined; clientId?: string | undefined; except?: 'scrubbed' | undefined }

/** To be asked after the stop's commit: waits for what was in `sending` (5 s at most), then sorts everything into three lists. */
export async function outOfHand(db: Database, agencyId: string, scope: string | StopScope): Promise<OutOfHand> {
  const within: StopScope = typeof scope === 'string' ? { eventId: scope } : scope
  const until = performance.now() + WAIT_MS
  for (;;) {
    const rows = await readStopped(db, agencyId, within)
    const waiting = rows.some((row) => row.state === 'sending')
    if (waiting && performance.now() < until) {
      await sleep(STEP_MS)
      continue
    }
    return sort(rows)
  }
}

type Row = {
  id: string
  post_id: string
  channel_id: string
  state: DeliveryState
  title: string
  network: string
  handle: string
  permalink: string | null
  remote_id: string | null
  comment_only: boolean
  published_at: Date | null
}

async function readStopped(db: Database, agencyId: string, scope: StopScope): Promise<Row[]> {
  return inAgency(db, agencyId, async (tx) => {
    const { rows } = await sql<Row>`
      select d.id, d.post_id, d.channel_id, d.state, p.title, c.network, c.handle, d.permalink, d.remote_id, d.comment_only, d.published_at
      from deliveries d
      join posts p on p.agency_id = d.agency_id and p.id = d.post_id
      join channels c on c.agency_id = d.agency_id and c.id = d.channel_id
      where (${scope.eventId ?? null}::uuid is null or d.event_id = ${scope.eventId ?? null}::uuid)
        and (${scope.clientId ?? null}::uuid is null or p.client_id = ${scope.clientId ?? null}::uuid)
        and (${scope.except ?? null}::text is null or d.condition is distinct from ${scope.except ?? null}::text
          or d.state not in ('scheduled', 'claimed'))
        and not d.by_hand
        -- What is offered waits for a person's word, it was not stopped.
        and d.held_because is distinct from 'offered'
        and (d.state in ('scheduled', 'claimed', 'held', 'sending', 'uncertain')
          or (d.state in ('published', 'partial') and d.published_at > clock_timestamp() - make_interval(mins => ${JUST_LEFT_MINUTES})))
      order by d.due_at nulls last, d.id`.execute(tx)
    return rows
  })
}

function sort(rows: readonly Row[]): OutOfHand {
  const lists: OutOfHand = { stopped: [], alreadyOut: [], unknown: [] }
  for (const row of rows) {
    const stopped: Stopped = {
      deliveryId: row.id,
      postId: row.post_id,
      channelId: row.channel_id,
      title: row.title,
      network: row.network,
      handle: row.handle,
    }
    // A comment that has not left is stopped with the event; the post that it belongs to is out.
    const waits = row.state === 'scheduled' || row.state === 'claimed'
    switch (stopListOf(row.comment_only && waits ? 'published' : row.state)) {
      case 'stopped':
        lists.stopped.push(stopped)
        break
      case 'already-out':
        lists.alreadyOut.push({
          ...stopped,
          permalink: row.permalink,
          publishedAt: row.published_at?.toTemporalInstant() ?? null,
          canWithdraw: row.remote_id !== null && connectorOf(row.network)?.withdraw != null,
        })
        break
      case 'unknown':
        lists.unknown.push(stopped)
        break
      case null:
        break
    }
  }
  return lists
}
