import type { AgencyTx } from '@comptoir/db'
import type { EventOrder } from '@comptoir/domain/countdown'
import type { NoticeKind } from '@comptoir/domain/notices'
import type { Actor, Instant } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { tell } from '../notices/index.ts'
import type { Computed } from './preview.ts'

const NEWS: Partial<Record<EventOrder['verb'], NoticeKind>> = {
  't0-set': 'event-slipped',
  hold: 'event-held',
  resumed: 'event-slipped',
  slipped: 'event-slipped',
  scrubbed: 'event-scrubbed',
  launched: 'event-launched',
  'attempt-opened': 'event-slipped',
}

/** Tells whoever is on duty for the client, and the teams of its mandates, of a change; whoever made it knows. */
export async function tellOfChange(
  tx: AgencyTx,
  actor: Actor,
  order: EventOrder,
  { event, after, hanging }: Computed,
  done: { changeId: string; by: string; counts: { moved: number; held: number } },
): Promise<void> {
  const kind = NEWS[order.verb]
  if (!kind) return
  const from = instantOf(event.attempt)
  const to = instantOf(after)
  const others = new Set(hanging.map((post) => post.client.id))
  others.delete(event.clientId)
  // Each client's person on duty; whoever is on duty for two is told once.
  for (const clientId of [event.clientId, ...others]) {
    await tell(tx, {
      kind,
      subjectKind: 'event',
      subjectId: event.id,
      clientId,
      also: await teamsOf(tx, clientId),
      except: actor.kind === 'member' ? actor.memberId : null,
      dedupeKey: `${kind}:${done.changeId}`,
      detail: {
        event: event.name,
        by: done.by,
        zone: event.zone,
        from: from?.toString() ?? null,
        to: to?.toString() ?? null,
        count: order.verb === 'hold' || order.verb === 'scrubbed' ? done.counts.held : done.counts.moved,
        ...(order.reason ? { words: order.reason } : {}),
        ...(after.liftoffAt ? { at: after.liftoffAt.toString() } : {}),
      },
    })
  }
}

function instantOf({ t0 }: Computed['after']): Instant | null {
  return t0.kind === 'instant' ? t0.at : null
}

async function teamsOf(tx: AgencyTx, clientId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('mandates as m')
    .innerJoin('mandate_members as t', (on) =>
      on.onRef('t.agency_id', '=', 'm.agency_id').onRef('t.mandate_id', '=', 'm.id'),
    )
    .innerJoin('agencies as a', 'a.agency_id', 'm.agency_id')
    .select('t.member_id')
    .distinct()
    .where('m.client_id', '=', clientId)
    .where(sql<boolean>`(clock_timestamp() at time zone a.time_zone)::date between m.starts_on and m.ends_on`)
    .execute()
  return rows.map((row) => row.member_id)
}
