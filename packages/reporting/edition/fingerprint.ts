import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '@comptoir/domain/editorial'
import type { ReportModel } from '../model/index.ts'

function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  return typeof value === 'object' && Object.values(value).every(isJson)
}

/** A report as it is frozen: canonical JSON, so that the same report is always the same bytes. Throws on what JSON cannot say: a bug in the model. */
export function canonicalReport(model: ReportModel): string {
  if (!isJson(model)) throw new TypeError('The report model holds something that JSON cannot say')
  return canonicalJson(model)
}

/** The fingerprint of an edition: SHA-256 of its canonical JSON, in hex. */
export function fingerprintOf(model: ReportModel): string {
  return createHash('sha256').update(canonicalReport(model), 'utf8').digest('hex')
}
