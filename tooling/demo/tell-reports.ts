import { jsonb, type KeyRing } from '@comptoir/db'
import { CreateReport, type ReportWords } from '@comptoir/domain/reporting'
import { createReport, freezeEdition, revokeLink, shareEdition } from '@comptoir/operations/reporting'
import { enqueue } from '@comptoir/operations/shared'
import { sql } from 'kysely'
import type { ClientKey } from './cast.ts'
import { insertRows } from './rows.ts'
import { LAUNCHES, PARIS } from './story-time.ts'
import { type Telling, told } from './telling.ts'
import { latestMonth, monthOfLaunch, quietMonth, wholeMandate } from './words/reports.ts'

type House = { keys: KeyRing; url: string }

/** The reports: an edition for each month that is over, frozen with what was known then; one left to freeze; links in readers' hands. */
export async function tellReports(telling: Telling, house: House): Promise<void> {
  const { time } = telling
  const months = Array.from({ length: 18 }, (_, index) => time.mandateFrom.add({ months: index }))
  const monthly = await define(telling, 'orphee', {
    name: 'Rapport mensuel',
    language: 'fr',
    period: 'month',
    showCost: true,
  })
  for (const [index, month] of months.entries()) {
    const edition = await freezeMonth(telling, monthly, month, index === 0 ? null : wordsOf(telling, month))
    if (edition && index === months.length - 1) await shareLatest(telling, edition, house)
    else if (edition && index === months.length - 2) await shareOlder(telling, edition, house)
  }
  await tellBoard(telling, house)
  await tellSmallOnes(telling)
  await printInTurn(telling)
}

/** Printing is heavy: the newest editions first, the others one by one in the house's spare time. */
const PRINT_EVERY_SECONDS = 20

async function printInTurn({ tx, time }: Telling): Promise<void> {
  const editions = await tx.selectFrom('report_editions').select('id').orderBy('frozen_at', 'desc').execute()
  for (const [place, { id }] of editions.entries()) {
    const runAt = time.now.add({ seconds: place * PRINT_EVERY_SECONDS })
    await enqueue(tx, 'render-pdf', { editionId: id }, { key: `render-pdf:${id}`, runAt })
  }
}

async function define(
  { tx, people, clients, mandates }: Telling,
  client: ClientKey,
  input: { name: string; language: 'fr' | 'en'; period: 'month' | 'quarter' | 'custom'; showCost?: boolean },
): Promise<string> {
  const wanted = CreateReport.parse({ clientId: clients[client], mandateId: mandates[client], ...input })
  const { id } = told(await createReport(tx, people.salome, wanted, { money: true }), 'created')
  const signed = tx.selectFrom('mandates').select('created_at').where('id', '=', mandates[client])
  await tx.updateTable('report_definitions').set({ created_at: signed }).where('id', '=', id).execute()
  return id
}

/** Frozen on the third morning of the next month, unless that is still ahead. */
async function freezeMonth(
  telling: Telling,
  definitionId: string,
  month: Temporal.PlainDate,
  words: ReportWords | null,
): Promise<string | null> {
  const next = month.add({ months: 1 })
  const frozenOn = next.add({ days: 2 }).toZonedDateTime({ timeZone: PARIS, plainTime: '09:40' }).toInstant()
  return freeze(telling, definitionId, { from: month, until: next.subtract({ days: 1 }), frozenOn, words })
}

async function freeze(
  { tx, time, people }: Telling,
  definitionId: string,
  edition: {
    from: Temporal.PlainDate
    until: Temporal.PlainDate
    frozenOn: Temporal.Instant
    words: ReportWords | null
  },
): Promise<string | null> {
  const { from, until, frozenOn, words } = edition
  if (Temporal.Instant.compare(frozenOn, time.now) > 0) return null
  const period = { from: from.toString(), to: until.toString() }
  if (words) await keepWords(tx, definitionId, edition, words)
  const { editionId } = told(
    await freezeEdition(tx, people.hugo, { definitionId, period, seenEditionId: null, asOf: frozenOn }),
    'frozen',
  )
  return editionId
}

/** As they were kept on the morning of the freezing, which checks them: a figure that is not there is refused. */
async function keepWords(
  tx: Telling['tx'],
  definitionId: string,
  { from, until, frozenOn }: { from: Temporal.PlainDate; until: Temporal.PlainDate; frozenOn: Temporal.Instant },
  words: ReportWords,
): Promise<void> {
  const draft = {
    agency_id: tx.agencyId,
    definition_id: definitionId,
    period_from: from.toString(),
    period_until: until.toString(),
    words: jsonb(words),
    updated_at: frozenOn.subtract({ minutes: 25 }).toString(),
  }
  await insertRows(tx, 'report_drafts', [draft])
}

function wordsOf({ time }: Telling, month: Temporal.PlainDate): ReportWords {
  const ends = time.dayOf(month.add({ months: 1 }))
  const begins = time.dayOf(month)
  if (ends > -31 && time.dayOf(month.add({ months: 1 })) <= 0 && !flownBetween(begins, ends))
    return latestMonth(time.t0.toZonedDateTimeISO(PARIS).toLocaleString('fr-FR', { month: 'long' }))
  const launch = flownBetween(begins, ends)
  return launch ? monthOfLaunch(launch) : quietMonth(LAUNCHES.findLast((one) => one.day < begins) ?? null)
}

const flownBetween = (from: number, until: number) => LAUNCHES.find((one) => one.day >= from && one.day < until) ?? null

async function shareLatest({ tx, time, people }: Telling, editionId: string, house: House): Promise<void> {
  const share = (label: string, days: number | null) =>
    shareEdition(
      tx,
      people.salome,
      { editionId, label, expiresAt: days === null ? null : time.now.add({ hours: days * 24 }), password: null },
      house,
    )
  const claire = told(await share('Claire Tessier, communication', 90), 'shared')
  await opened(tx, claire.id, 7, time.at(-1, '18:22'))
  const board = told(await share('Direction générale, Kourou', null), 'shared')
  await opened(tx, board.id, 3, time.at(-4, '15:05'))
}

async function shareOlder({ tx, time, people }: Telling, editionId: string, house: House): Promise<void> {
  const press = { editionId, label: 'Presse, embargo levé', expiresAt: null, password: null }
  const { id } = told(await shareEdition(tx, people.salome, press, house), 'shared')
  await opened(tx, id, 24, time.at(-26, '11:31'))
  told(await revokeLink(tx, people.salome, id), 'revoked')
  const revoked = { revoked_at: time.at(-22, '10:05').toString() }
  await tx.updateTable('share_links').set(revoked).where('id', '=', id).execute()
}

/** A link is given on the day of the freezing. */
async function opened(tx: Telling['tx'], linkId: string, count: number, last: Temporal.Instant): Promise<void> {
  const frozen = sql<Date>`(select e.frozen_at + interval '50 minutes' from report_editions e
    where e.agency_id = share_links.agency_id and e.id = share_links.edition_id)`
  await tx
    .updateTable('share_links')
    .set({ opened: count, last_opened_at: last.toString(), created_at: frozen })
    .where('id', '=', linkId)
    .execute()
}

/** The board reads English, and the whole road at once. */
async function tellBoard(telling: Telling, house: House): Promise<void> {
  const { time, tx, people } = telling
  const since = await define(telling, 'orphee', { name: 'Depuis le début du mandat', language: 'fr', period: 'custom' })
  const until = time.today.with({ day: 1 }).subtract({ days: 1 })
  const frozenOn = time.at(-1, '16:10')
  const whole = { from: time.mandateFrom, until, frozenOn, words: wholeMandate }
  if (time.today.day > 3) await freeze(telling, since, whole)
  const quarter = await define(telling, 'orphee', { name: 'Quarterly figures', language: 'en', period: 'quarter' })
  const last = time.today.with({ day: 1, month: Math.floor((time.today.month - 1) / 3) * 3 + 1 })
  const begins = last.subtract({ months: 3 })
  const signed = last.add({ days: 4 }).toZonedDateTime({ timeZone: PARIS, plainTime: '10:15' }).toInstant()
  const edition = await freeze(telling, quarter, {
    from: begins,
    until: last.subtract({ days: 1 }),
    frozenOn: signed,
    words: null,
  })
  if (!edition) return
  const link = { editionId: edition, label: 'Board, Kourou', expiresAt: null, password: null }
  const { id } = told(await shareEdition(tx, people.salome, link, house), 'shared')
  await opened(tx, id, 5, time.at(-9, '14:40'))
}

/** The mill's last month waits to be frozen; the museum's is. */
async function tellSmallOnes(telling: Telling): Promise<void> {
  const { time } = telling
  const thisMonth = time.today.with({ day: 1 })
  const mill = await define(telling, 'delvoye', { name: 'Rapport mensuel', language: 'fr', period: 'month' })
  for (const back of [3, 2]) await freezeMonth(telling, mill, thisMonth.subtract({ months: back }), null)
  const museum = await define(telling, 'dentelles', { name: 'Rapport mensuel', language: 'fr', period: 'month' })
  for (const back of [2, 1]) await freezeMonth(telling, museum, thisMonth.subtract({ months: back }), null)
}
