import { createHash } from 'node:crypto'
import type { AgencyTx } from '@comptoir/db'
import {
  type ChannelPlan,
  type CsvColumns,
  type DateOrder,
  type FilePlan,
  planFile,
  type Standing,
} from '@comptoir/domain/audience'
import { sql } from 'kysely'
import { found } from '../shared/index.ts'
import { audienceChannels, type AudienceChannel } from './audience-channels.ts'

export type ImportInput = {
  clientId: string
  fileName: string
  text: string
  /** The channel that a file without names is about. */
  channelId: string | null
  columns: CsvColumns | null
  order: DateOrder | null
}

/** Points of the preview's little curve: more would not be seen. */
const PREVIEW_POINTS = 120

/** What a file would bring to a channel, as a person looks at it before they say yes. */
export type PlannedChannel = AudienceChannel & {
  count: number
  gaps: number
  /** Figures that stand already, the same. */
  same: number
  /** Days on which the network itself was read: left out. */
  read: number
  from: string | null
  to: string | null
  first: number | null
  last: number | null
  points: { at: string; value: number }[]
}

export type ImportPreview = Omit<Extract<FilePlan, { kind: 'refused' }>, 'kind' | 'errors' | 'more'> &
  (
    | {
        kind: 'ready'
        channels: PlannedChannel[]
        count: number
        from: string | null
        to: string | null
        before: ImportedBefore | null
      }
    | Pick<Extract<FilePlan, { kind: 'refused' }>, 'kind' | 'errors' | 'more'>
  )

/** The same file, imported earlier and standing. */
export type ImportedBefore = { id: string; fileName: string; at: string; by: string }

/** Says what an import would do, row by row where it would not. Writes nothing. */
export async function dryRunImport(tx: AgencyTx, input: ImportInput): Promise<ImportPreview> {
  const channels = await channelsOfFile(tx, input)
  const plan = await planOf(tx, input, channels)
  const { header, sample, columns, order, rows } = plan
  const read = { header, sample, columns, order, rows }
  if (plan.kind === 'refused') return { ...read, kind: 'refused', errors: plan.errors, more: plan.more }
  return {
    ...read,
    kind: 'ready',
    channels: plan.channels.flatMap((one) => {
      const channel = channels.find(({ id }) => id === one.channelId)
      return channel ? [{ ...channel, ...shownOf(one) }] : []
    }),
    count: plan.channels.reduce((sum, { figures }) => sum + figures.length, 0),
    from: plan.from,
    to: plan.to,
    before: await importedBefore(tx, plan.channels, hashOf(input.text)),
  }
}

/** The client's channels; every id that the input names must be among them. */
export async function channelsOfFile(tx: AgencyTx, input: ImportInput): Promise<AudienceChannel[]> {
  const channels = await audienceChannels(tx, { clientId: input.clientId })
  const named = [
    ...(input.channelId === null ? [] : [input.channelId]),
    ...(input.columns?.kind === 'by-column' ? input.columns.figures.map(({ channelId }) => channelId) : []),
  ]
  for (const id of named)
    found(
      channels.find((channel) => channel.id === id),
      'channel',
    )
  return channels
}

/** The plan of a file against what stands. */
export async function planOf(
  tx: AgencyTx,
  input: ImportInput,
  channels: readonly AudienceChannel[],
): Promise<FilePlan> {
  const { channelId, columns, order } = input
  return planFile(input.text, {
    zone: channels[0]?.zone ?? 'UTC',
    now: await tx.now(),
    channels,
    channelId: channelId ?? (channels.length === 1 ? (channels[0]?.id ?? null) : null),
    columns,
    order,
    standing: await standingOf(tx, channels),
  })
}

/** What people brought, day by day, and the days that the network was read on. */
async function standingOf(tx: AgencyTx, channels: readonly AudienceChannel[]): Promise<Map<string, Standing>> {
  const standing = new Map(
    channels.map(({ id }) => [id, { imported: new Map<string, number>(), read: new Set<string>() }]),
  )
  if (channels.length === 0) return standing
  const { rows } = await sql<{ channel_id: string; day: string; source: string; value: number }>`
    select distinct on (r.channel_id, day, brought) r.channel_id, (r.at at time zone c.time_zone)::date::text as day,
      r.source <> 'api' as brought, r.source, r.value
    from readings r
    join channels ch on ch.agency_id = r.agency_id and ch.id = r.channel_id
    join clients c on c.agency_id = ch.agency_id and c.id = ch.client_id
    where r.channel_id = any(${channels.map(({ id }) => id)}::uuid[]) and r.delivery_id is null and r.metric = 'followers'
    order by r.channel_id, day, brought, r.at desc, r.read_at desc`.execute(tx)
  for (const row of rows) {
    const own = standing.get(row.channel_id)
    if (row.source === 'api') own?.read.add(row.day)
    else own?.imported.set(row.day, row.value)
  }
  return standing
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The import of this very file that stands, if there is one. */
export async function importedBefore(
  tx: AgencyTx,
  plans: readonly ChannelPlan[],
  sha256: string,
): Promise<ImportedBefore | null> {
  if (plans.length === 0) return null
  const row = await tx
    .selectFrom('imports as i')
    .leftJoin('members as m', (join) => join.onRef('m.agency_id', '=', 'i.agency_id').onRef('m.id', '=', 'i.member_id'))
    .select(['i.id', 'i.file_name', 'i.at', 'm.name'])
    .where('i.sha256', '=', sha256)
    .where('i.withdrawn_at', 'is', null)
    .where(
      'i.channel_id',
      'in',
      plans.map(({ channelId }) => channelId),
    )
    .orderBy('i.at')
    .limit(1)
    .executeTakeFirst()
  return row ? { id: row.id, fileName: row.file_name, at: row.at.toISOString(), by: row.name ?? '' } : null
}

function shownOf(plan: ChannelPlan) {
  const { figures } = plan
  const step = Math.max(1, Math.ceil(figures.length / PREVIEW_POINTS))
  const last = figures.at(-1)
  return {
    count: figures.length,
    gaps: plan.gaps,
    same: plan.same,
    read: plan.read.length,
    from: figures[0]?.day ?? null,
    to: last?.day ?? null,
    first: figures[0]?.value ?? null,
    last: last?.value ?? null,
    points: figures
      .filter((figure, index) => index % step === 0 || figure === last)
      .map(({ at, value }) => ({ at: at.toString(), value })),
  }
}
