import type { AgencyTx } from '@comptoir/db'
import { type Counts, Scorecard, Script } from '@comptoir/domain/rehearsal'
import type { Settings } from '../settings/index.ts'
import { found } from '../shared/index.ts'
import type { Progress } from './run-state.ts'

export type RehearsalState = 'queued' | 'running' | 'finished' | 'interrupted' | 'failed'

export type RehearsalLine = {
  id: string
  state: RehearsalState
  because: string | null
  orderedAt: string
  orderedBy: string
  endedAt: string | null
  t0: string
  progress: Progress | null
  counts: Counts | null
}
export type RehearsalPage = RehearsalLine & { eventId: string; script: Script; scorecard: Scorecard | null }

const select = (tx: AgencyTx) =>
  tx
    .selectFrom('rehearsals as r')
    .innerJoin('members as m', (on) => on.onRef('m.agency_id', '=', 'r.agency_id').onRef('m.id', '=', 'r.ordered_by'))
    .select([
      'r.id',
      'r.event_id',
      'r.state',
      'r.because',
      'r.ordered_at',
      'r.ended_at',
      'r.t0',
      'r.progress',
      'r.script',
    ])
    .select(['r.scorecard', 'm.name as ordered_by'])

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

function lineOf(row: Row, scorecard: Scorecard | null): RehearsalLine {
  return {
    id: row.id,
    state: row.state as RehearsalState,
    because: row.because,
    orderedAt: row.ordered_at.toISOString(),
    orderedBy: row.ordered_by,
    endedAt: row.ended_at?.toISOString() ?? null,
    t0: row.t0.toISOString(),
    progress: row.progress as Progress | null,
    counts: scorecard?.counts ?? null,
  }
}

const cardOf = (row: Row) => (row.scorecard ? Scorecard.parse(row.scorecard) : null)

/** An event's rehearsals, the latest first, and the channels that trouble can be ordered for. `isPossible`: this house can start the simulated networks. */
export async function listRehearsals(
  tx: AgencyTx,
  settings: Pick<Settings, 'simulator'>,
  eventId: string,
): Promise<{
  isPossible: boolean
  rehearsals: RehearsalLine[]
  channels: { id: string; network: string; handle: string }[]
}> {
  found(await tx.selectFrom('events').select('id').where('id', '=', eventId).executeTakeFirst(), 'event')
  const rows = await select(tx).where('r.event_id', '=', eventId).orderBy('r.id', 'desc').limit(50).execute()
  const channels = await tx
    .selectFrom('channels as c')
    .select(['c.id', 'c.network', 'c.handle'])
    .where('c.state', '=', 'connected')
    .where((eb) =>
      eb(
        'c.id',
        'in',
        eb
          .selectFrom('variants as v')
          .innerJoin('posts as p', (on) => on.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.post_id'))
          .select('v.channel_id')
          .where('p.event_id', '=', eventId)
          .where('p.cancelled_at', 'is', null),
      ),
    )
    .orderBy('c.network')
    .execute()
  return { isPossible: settings.simulator !== null, rehearsals: rows.map((row) => lineOf(row, cardOf(row))), channels }
}

export async function getRehearsal(tx: AgencyTx, rehearsalId: string): Promise<RehearsalPage> {
  const row = found(await select(tx).where('r.id', '=', rehearsalId).executeTakeFirst(), 'rehearsal')
  const scorecard = cardOf(row)
  return { ...lineOf(row, scorecard), eventId: row.event_id, script: Script.parse(row.script), scorecard }
}
