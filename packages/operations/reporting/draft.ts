import { type AgencyTx, jsonb } from '@comptoir/db'
import { NO_WORDS, ReportWords, textsOf } from '@comptoir/domain/reporting'
import { type Actor, type Period, type Refused } from '@comptoir/domain/shared'
import { buildReport, type Figure, type ReportModel, sayFigure, unknownFigures } from '@comptoir/reporting'
import { sql } from 'kysely'
import { changed, record } from '../shared/index.ts'
import { readDefinition } from './input/definition.ts'
import { reportInput } from './input/report-input.ts'

/** A figure that the words may name. `known` is false where it has no value, and `value` then says why. */
export type NamedFigure = { key: string; label: string; value: string; known: boolean }

export type Draft = {
  words: ReportWords
  updatedAt: string | null
  figures: NamedFigure[]
  /** What the house writes where a person wrote nothing, figures in braces. */
  proposed: { headline: string; deck: string; sections: { title: string; text: string }[] }
}

/** The words of a report that is not frozen yet, and the figures that they may name. */
export async function readDraft(tx: AgencyTx, definitionId: string, period: Period): Promise<Draft> {
  const definition = await readDefinition(tx, definitionId)
  const kept = await draftRow(tx, definitionId, period)
  const asOf = await tx.now()
  const over = { words: NO_WORDS, signedBy: null, edition: null, previous: [] }
  const model = buildReport(await reportInput(tx, definition, period, asOf, over))
  return {
    words: kept?.words ?? NO_WORDS,
    updatedAt: kept?.updatedAt ?? null,
    figures: figuresToName(model),
    proposed: {
      headline: withKeys(model.headline),
      deck: withKeys(model.deck),
      sections: model.sections.map(({ title, text }) => ({ title, text: withKeys(text) })),
    },
  }
}

export type DraftSaved =
  | { kind: 'saved'; updatedAt: string }
  | (Refused<'changed-meanwhile'> & { words: ReportWords; updatedAt: string })
  | (Refused<'unknown-figure'> & { fields: { path: string; keys: string[] }[] })

/** Keeps the words. Refused when somebody else kept others since they were read, and when they name a figure that is not there. */
export async function saveDraft(
  tx: AgencyTx,
  actor: Actor,
  input: { definitionId: string; period: Period; words: ReportWords; seenUpdatedAt: string | null },
): Promise<DraftSaved> {
  const { definitionId, period, words } = input
  const definition = await readDefinition(tx, definitionId, true)
  const kept = await draftRow(tx, definitionId, period)
  const seen = input.seenUpdatedAt === null ? null : new Date(input.seenUpdatedAt).toISOString()
  if (kept && kept.updatedAt !== seen) {
    return { kind: 'refused', why: 'changed-meanwhile', words: kept.words, updatedAt: kept.updatedAt }
  }
  const texts = textsOf(words).filter(({ text }) => text.includes('{'))
  if (texts.length > 0) {
    const over = { words: NO_WORDS, signedBy: null, edition: null, previous: [] }
    const { figures } = buildReport(await reportInput(tx, definition, period, await tx.now(), over))
    const fields = texts.flatMap(({ path, text }) => {
      const keys = unknownFigures(text, (key) => key in figures)
      return keys.length > 0 ? [{ path, keys }] : []
    })
    if (fields.length > 0) return { kind: 'refused', why: 'unknown-figure', fields }
  }
  const values = { words: jsonb(words), updated_at: sql<Date>`clock_timestamp()` }
  const { updated_at } = await tx
    .insertInto('report_drafts')
    .values({
      agency_id: tx.agencyId,
      definition_id: definitionId,
      period_from: period.from,
      period_until: period.to,
      ...values,
    })
    .onConflict((clash) =>
      clash.columns(['agency_id', 'definition_id', 'period_from', 'period_until']).doUpdateSet(values),
    )
    .returning('updated_at')
    .executeTakeFirstOrThrow()
  await record(tx, actor, 'reports.words-saved', { kind: 'report', id: definitionId }, { after: { period, words } })
  await changed(tx, 'reports', definitionId)
  return { kind: 'saved', updatedAt: updated_at.toISOString() }
}

/** The words kept for a period, if any. */
export async function draftRow(
  tx: AgencyTx,
  definitionId: string,
  period: Period,
): Promise<{ words: ReportWords; updatedAt: string } | null> {
  const row = await tx
    .selectFrom('report_drafts')
    .select(['words', 'updated_at'])
    .where('definition_id', '=', definitionId)
    .where('period_from', '=', period.from)
    .where('period_until', '=', period.to)
    .executeTakeFirst()
  return row ? { words: ReportWords.parse(row.words), updatedAt: row.updated_at.toISOString() } : null
}

/** Figures of channels, launches and the posts shown in full: the rest of the posts would drown them. */
function figuresToName(model: ReportModel): NamedFigure[] {
  const shown = new Set(model.posts.best.flatMap((post) => post.figures))
  const all: Figure[] = Object.values(model.figures)
  return all
    .filter(({ key }) => !key.startsWith('post.') || shown.has(key))
    .map((figure) => ({
      key: figure.key,
      label: figure.label,
      value: sayFigure(figure, model.language),
      known: figure.value !== null,
    }))
}

function withKeys(text: ReportModel['headline']): string {
  return text.parts
    .map((part) => (typeof part === 'string' ? part : `{${part.figure}${part.as === null ? '' : `|${part.as}`}}`))
    .join('')
}
