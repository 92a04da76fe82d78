import { randomUUIDv7 } from 'node:crypto'
import { type AgencyTx, jsonb } from '@comptoir/db'
import { boundsOf } from '@comptoir/domain/audience'
import { textsOf } from '@comptoir/domain/reporting'
import { type Actor, type Period, refused, type Refused } from '@comptoir/domain/shared'
import { fingerprintOf, parseReportModel, type ReportModel, unknownFigures } from '@comptoir/reporting'
import { changed, record } from '../shared/index.ts'
import { readDefinition } from './input/definition.ts'
import { modelOf } from './model-of.ts'
import { orderPdf } from './order-pdf.ts'

export type Frozen =
  | { kind: 'frozen'; editionId: string; number: number }
  | Refused<'period-not-over' | 'nothing-to-report' | 'archived'>
  | (Refused<'already-frozen'> & { editionId: string; number: number })
  | (Refused<'unknown-figure'> & { fields: { path: string; keys: string[] }[] })

/**
 * Freezes an edition: its figures, words and sources, as they are known at this instant, for ever. The PDF is ordered in the same
 * transaction. A period that has an edition gets another one only from who has seen the latest (`seenEditionId`): a double click
 * freezes once.
 */
export async function freezeEdition(
  tx: AgencyTx,
  actor: Actor & { kind: 'member' },
  input: {
    definitionId: string
    period: Period
    seenEditionId: string | null
    /** An edition that is told afterwards is frozen with what was known then. */
    asOf?: Temporal.Instant
  },
): Promise<Frozen> {
  const { definitionId, period } = input
  const definition = await readDefinition(tx, definitionId, true)
  if (definition.archived) return refused('archived')
  const asOf = input.asOf ?? (await tx.now())
  const { until } = boundsOf(period, definition.client.zone)
  if (Temporal.Instant.compare(asOf, until) < 0) return refused('period-not-over')
  const latest = await latestOf(tx, definitionId, period)
  if (latest && latest.id !== input.seenEditionId) {
    return { ...refused('already-frozen'), editionId: latest.id, number: latest.number }
  }
  const { name } = await tx
    .selectFrom('members')
    .select('name')
    .where('id', '=', actor.memberId)
    .executeTakeFirstOrThrow()
  const number = await nextNumber(tx, definitionId)
  const { model: built, words } = await modelOf(tx, definition, period, asOf, {
    signedBy: name,
    edition: { number, frozenAt: asOf },
  })
  // What is fingerprinted is what will be read back: nothing that the schema does not know.
  const model = parseReportModel(built)
  if (saysNothing(model)) return refused('nothing-to-report')
  const fields = textsOf(words).flatMap(({ path, text }) => {
    const keys = unknownFigures(text, (key) => key in model.figures)
    return keys.length > 0 ? [{ path, keys }] : []
  })
  if (fields.length > 0) return { ...refused('unknown-figure'), fields }
  const id = randomUUIDv7()
  await tx
    .insertInto('report_editions')
    .values({
      agency_id: tx.agencyId,
      id,
      definition_id: definitionId,
      number,
      period_from: period.from,
      period_until: period.to,
      language: model.language,
      model: jsonb(model),
      fingerprint: fingerprintOf(model),
      frozen_at: asOf.toString(),
      frozen_by: actor.memberId,
      frozen_by_name: name,
    })
    .execute()
  await orderPdf(tx, id)
  await record(tx, actor, 'reports.frozen', { kind: 'edition', id }, { after: { definitionId, number, period } })
  await changed(tx, 'reports', definitionId)
  return { kind: 'frozen', editionId: id, number }
}

/** No follower was read at the end of the period, on any channel, and no post went out. */
function saysNothing(model: ReportModel): boolean {
  const { best, others } = model.posts
  const read = model.channels.some((channel) => model.figures[channel.figures.followers]?.value != null)
  return !read && best.length + others.length === 0
}

async function latestOf(tx: AgencyTx, definitionId: string, period: Period) {
  return tx
    .selectFrom('report_editions')
    .select(['id', 'number'])
    .where('definition_id', '=', definitionId)
    .where('period_from', '=', period.from)
    .where('period_until', '=', period.to)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function nextNumber(tx: AgencyTx, definitionId: string): Promise<number> {
  const { last } = await tx
    .selectFrom('report_editions')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('definition_id', '=', definitionId)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}
