import type { AgencyTx } from '@comptoir/db'
import { NO_WORDS, type ReportWords } from '@comptoir/domain/reporting'
import type { Period } from '@comptoir/domain/shared'
import { buildReport, parseReportModel, type ReportModel } from '@comptoir/reporting'
import type { Definition } from './input/definition.ts'
import { type Over, reportInput } from './input/report-input.ts'
import { draftRow } from './draft.ts'

/** How many earlier editions a new one looks back at for what has to be corrected. */
const LOOK_BACK = 6

/** The report as it would be frozen now: the words kept for the period, today's readings, corrections to earlier editions. */
export async function modelOf(
  tx: AgencyTx,
  definition: Definition,
  period: Period,
  asOf: Temporal.Instant,
  signed: Pick<Over, 'signedBy' | 'edition'>,
): Promise<{ model: ReportModel; words: ReportWords }> {
  const words = (await draftRow(tx, definition.id, period))?.words ?? NO_WORDS
  const previous = await earlierEditions(tx, definition.id)
  const model = buildReport(await reportInput(tx, definition, period, asOf, { ...signed, words, previous }))
  return { model: { ...model, corrections: notYetSaid(model, previous) }, words }
}

async function earlierEditions(tx: AgencyTx, definitionId: string): Promise<Over['previous'][number][]> {
  const rows = await tx
    .selectFrom('report_editions')
    .select(['number', 'period_from', 'period_until', 'model'])
    .where('definition_id', '=', definitionId)
    .orderBy('number', 'desc')
    .limit(LOOK_BACK)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    period: { from: row.period_from, to: row.period_until },
    model: parseReportModel(row.model),
  }))
}

/** A correction is printed once: the edition that came after it was found has said it already. */
function notYetSaid(model: ReportModel, previous: Over['previous']): ReportModel['corrections'] {
  const said = new Set(
    previous.flatMap((one) => one.model.corrections.map((c) => `${c.edition?.number} ${c.figure} ${c.now}`)),
  )
  return model.corrections.filter((c) => !said.has(`${c.edition?.number} ${c.figure} ${c.now}`))
}
