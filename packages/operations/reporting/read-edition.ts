import { type AgencyTx, type KeyRing, openText } from '@comptoir/db'
import type { Language } from '@comptoir/domain/shared'
import { type Correction, parseReportModel, renderReport, type ReportModel, sayText } from '@comptoir/reporting'
import { found } from '../shared/index.ts'
import { type CorrectionLine, correctionLine, correctionsSince } from './corrections.ts'
import { pictureAddress } from './pictures.ts'
import { getReport, type ReportLine } from './read-definitions.ts'

export type LinkLine = {
  id: string
  label: string
  /** Null to who may not share. */
  url: string | null
  expiresAt: string | null
  revokedAt: string | null
  hasPassword: boolean
  opened: number
  lastOpenedAt: string | null
  createdByName: string
  createdAt: string
}

export type EditionPage = {
  id: string
  definition: ReportLine
  number: number
  from: string
  until: string
  language: Language
  frozenAt: string
  frozenByName: string
  fingerprint: string
  pdf: 'rendering' | 'ready'
  headline: string
  /** What later readings changed: it stands beside the printed figures, which stay. */
  corrections: CorrectionLine[]
  /** The newest first. */
  links: LinkLine[]
}

/** An edition as it was frozen. */
export type StoredEdition = {
  id: string
  definitionId: string
  number: number
  from: string
  until: string
  language: Language
  frozenAt: Date
  frozenByName: string
  fingerprint: string
  pdfSha256: string | null
  /** Names of pictures in the model, and the small files that the worker made of them. */
  pictures: Readonly<Record<string, string>>
  model: ReportModel
}

export async function readEdition(tx: AgencyTx, editionId: string): Promise<StoredEdition> {
  const row = found(
    await tx.selectFrom('report_editions').selectAll().where('id', '=', editionId).executeTakeFirst(),
    'edition',
  )
  return {
    id: row.id,
    definitionId: row.definition_id,
    number: row.number,
    from: row.period_from,
    until: row.period_until,
    language: row.language as Language,
    frozenAt: row.frozen_at,
    frozenByName: row.frozen_by_name,
    fingerprint: row.fingerprint,
    pdfSha256: row.pdf_sha256,
    pictures: row.pictures as Record<string, string>,
    model: parseReportModel(row.model),
  }
}

/** What has to be said beside an edition's figures today. */
export async function editionCorrections(tx: AgencyTx, edition: StoredEdition): Promise<Correction[]> {
  return correctionsSince(tx, edition.model, await tx.now())
}

/** All that the admin shows of an edition. Addresses of links only where `share` says how to open them. */
export async function getEdition(
  tx: AgencyTx,
  editionId: string,
  share: { keys: KeyRing; url: string } | null,
): Promise<EditionPage> {
  const edition = await readEdition(tx, editionId)
  const { editions: _editions, periods: _periods, ...definition } = await getReport(tx, edition.definitionId)
  const corrections = await correctionsSince(tx, edition.model, await tx.now())
  return {
    id: edition.id,
    definition,
    number: edition.number,
    from: edition.from,
    until: edition.until,
    language: edition.language,
    frozenAt: edition.frozenAt.toISOString(),
    frozenByName: edition.frozenByName,
    fingerprint: edition.fingerprint,
    pdf: edition.pdfSha256 === null ? 'rendering' : 'ready',
    headline: sayText(edition.model, edition.model.headline),
    corrections: corrections.map((one) => correctionLine(one, edition.model, edition.language)),
    links: await linksOf(tx, editionId, share),
  }
}

/** The edition's page with today's corrections beside its figures: what the holder of a link sees. */
export async function editionHtml(tx: AgencyTx, keys: KeyRing, editionId: string): Promise<{ html: string }> {
  const { model, fingerprint } = await readEdition(tx, editionId)
  const now = await tx.now()
  const corrections = await correctionsSince(tx, model, now)
  const picture = (ref: string): string => pictureAddress(keys, tx.agencyId, ref, now)
  return { html: renderReport(model, { picture, corrections, fingerprint }).html }
}

async function linksOf(
  tx: AgencyTx,
  editionId: string,
  share: { keys: KeyRing; url: string } | null,
): Promise<LinkLine[]> {
  const rows = await tx
    .selectFrom('share_links as l')
    .innerJoin('members as m', (on) => on.onRef('m.agency_id', '=', 'l.agency_id').onRef('m.id', '=', 'l.created_by'))
    .selectAll('l')
    .select('m.name as created_by_name')
    .where('l.edition_id', '=', editionId)
    .orderBy('l.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    label: row.label ?? '',
    url: share && linkAddress(share.url, openText(share.keys, linkPlace(tx.agencyId, row.id), row.sealed_secret)),
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    hasPassword: row.password_hash !== null,
    opened: row.opened,
    lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
    createdByName: row.created_by_name,
    createdAt: row.created_at.toISOString(),
  }))
}

/** Where a link's token is sealed. */
export const linkPlace = (agencyId: string, linkId: string) => ({
  agencyId,
  table: 'share_links',
  column: 'sealed_secret',
  rowId: linkId,
})

/** The address that a reader is given. */
export const linkAddress = (url: string, token: string): string => `${url}/r/${token}`
