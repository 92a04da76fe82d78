import type { AgencyTx } from '@comptoir/db'
import { duePeriod, type ReportPeriod, type SuggestedPeriod, suggestedPeriods } from '@comptoir/domain/reporting'
import { dayIn, type Language, type Period } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { found } from '../shared/index.ts'

export type EditionLine = {
  id: string
  number: number
  from: string
  until: string
  frozenAt: string
  frozenByName: string
  /** Links that open today. */
  links: number
  /** How often its links were opened. */
  opened: number
}

export type ReportLine = {
  id: string
  name: string
  clientId: string
  clientName: string
  mandateId: string
  mandateName: string
  language: Language
  period: ReportPeriod
  channelIds: string[]
  showCost: boolean
  latestEdition: EditionLine | null
  /** The usual period that is over and not frozen yet. */
  due: Period | null
  archivedAt: string | null
}

export type ReportPage = ReportLine & {
  zone: string
  mandateStart: string
  /** The newest first. */
  editions: EditionLine[]
  periods: SuggestedPeriod[]
}

type Only = { clientId?: string | undefined; definitionId?: string | undefined }

/** The agency's reports by client and name, those put away last. */
export async function listReports(tx: AgencyTx, only: Only = {}): Promise<ReportLine[]> {
  return (await readReports(tx, only)).map(({ line }) => line)
}

/** A report with its editions, and the periods that one would report on today. */
export async function getReport(tx: AgencyTx, definitionId: string): Promise<ReportPage> {
  const { line, editions, zone, mandateStart } = found((await readReports(tx, { definitionId }))[0], 'report')
  const today = dayIn(zone, await tx.now())
  return { ...line, zone, mandateStart, editions, periods: suggestedPeriods(today, line.period, mandateStart) }
}

type Read = { line: ReportLine; editions: EditionLine[]; zone: string; mandateStart: string }

async function readReports(tx: AgencyTx, only: Only): Promise<Read[]> {
  const rows = await tx
    .selectFrom('report_definitions as d')
    .innerJoin('clients as c', (on) => on.onRef('c.agency_id', '=', 'd.agency_id').onRef('c.id', '=', 'd.client_id'))
    .innerJoin('mandates as m', (on) => on.onRef('m.agency_id', '=', 'd.agency_id').onRef('m.id', '=', 'd.mandate_id'))
    .selectAll('d')
    .select(['c.name as client_name', 'c.time_zone', 'm.name as mandate_name', 'm.starts_on', 'm.ends_on'])
    .$if(only.clientId !== undefined, (query) => query.where('d.client_id', '=', only.clientId ?? ''))
    .$if(only.definitionId !== undefined, (query) => query.where('d.id', '=', only.definitionId ?? ''))
    .orderBy(sql`d.archived_at is not null`)
    .orderBy(sql`lower(c.name)`)
    .orderBy(sql`lower(d.name)`)
    .orderBy('d.id')
    .execute()
  const editions = await readEditions(
    tx,
    rows.map((row) => row.id),
  )
  const now = await tx.now()
  return rows.map((row) => {
    const own = editions.get(row.id) ?? []
    const mandate = { startsOn: row.starts_on, endsOn: row.ends_on }
    return {
      zone: row.time_zone,
      mandateStart: row.starts_on,
      editions: own,
      line: {
        id: row.id,
        name: row.name,
        clientId: row.client_id,
        clientName: row.client_name,
        mandateId: row.mandate_id,
        mandateName: row.mandate_name,
        language: row.language as Language,
        period: row.period as ReportPeriod,
        channelIds: row.channel_ids,
        showCost: row.show_cost,
        latestEdition: own[0] ?? null,
        due: row.archived_at ? null : duePeriod(dayIn(row.time_zone, now), row.period as ReportPeriod, mandate, own),
        archivedAt: row.archived_at?.toISOString() ?? null,
      },
    }
  })
}

type EditionRow = {
  id: string
  definition_id: string
  number: number
  period_from: string
  period_until: string
  frozen_at: Date
  frozen_by_name: string
  links: number
  opened: number
}

/** The editions of some definitions, the newest first. Their models stay where they are: they are large. */
async function readEditions(tx: AgencyTx, definitionIds: readonly string[]): Promise<Map<string, EditionLine[]>> {
  if (definitionIds.length === 0) return new Map()
  const { rows } = await sql<EditionRow>`
    select e.id, e.definition_id, e.number, e.period_from, e.period_until, e.frozen_at, e.frozen_by_name,
      count(l.id) filter (where l.revoked_at is null and (l.expires_at is null or l.expires_at > clock_timestamp())) as links,
      coalesce(sum(l.opened), 0)::integer as opened
    from report_editions e
    left join share_links l on l.agency_id = e.agency_id and l.edition_id = e.id
    where e.definition_id = any(${[...definitionIds]}::uuid[])
    group by e.agency_id, e.id
    order by e.number desc`.execute(tx)
  const byDefinition = Map.groupBy(rows, (row) => row.definition_id)
  return new Map([...byDefinition].map(([id, editions]) => [id, editions.map(lineOf)]))
}

function lineOf(row: EditionRow): EditionLine {
  return {
    id: row.id,
    number: row.number,
    from: row.period_from,
    until: row.period_until,
    frozenAt: row.frozen_at.toISOString(),
    frozenByName: row.frozen_by_name,
    links: row.links,
    opened: row.opened,
  }
}
