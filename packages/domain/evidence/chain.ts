import { canonicalJson, type Json, sha256Hex } from '../editorial/index.ts'
import type { Id } from '../shared/index.ts'
import { FORMAT } from './format.ts'
import type { EvidenceRecord, Sha256 } from './record.ts'

/** A record in its place: `previous` is the hash of the one before, or the chain's beginning. */
export type Link = { seq: number; previous: Sha256; record: EvidenceRecord; hash: Sha256 }

/** SHA-256 of the canonical JSON (RFC 8785) of a value. Throws for what JSON cannot say. */
export async function hashOf(value: unknown): Promise<Sha256> {
  if (!isJson(value)) throw new RangeError('Only JSON has a canonical form')
  return sha256Hex(canonicalJson(value))
}

/** Whether a value is JSON through and through: finite numbers, whole characters, plain lists and objects. */
export function isJson(value: unknown): value is Json {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed()
    case 'number':
      return Number.isFinite(value)
    case 'boolean':
      return true
    case 'object':
      if (value === null) return true
      if (Array.isArray(value)) return value.every(isJson)
      return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isJson(inner))
    default:
      return false
  }
}

/** Where the chain of a post begins: no two posts share it. */
export function beginningOf(agencyId: Id, postId: Id): Promise<Sha256> {
  return hashOf({ format: FORMAT, agencyId, postId })
}

/** The hash of a record in its place: it covers the place, the record before it, and its own canonical bytes. */
export function linkHash({ seq, previous, record }: Omit<Link, 'hash'>): Promise<Sha256> {
  return hashOf({ seq, previous, record })
}

/** Chains records that stand in order. */
export async function chainOf(agencyId: Id, postId: Id, records: readonly EvidenceRecord[]): Promise<Link[]> {
  const links: Link[] = []
  let previous = await beginningOf(agencyId, postId)
  for (const [index, record] of records.entries()) {
    const seq = index + 1
    const hash = await linkHash({ seq, previous, record })
    links.push({ seq, previous, record, hash })
    previous = hash
  }
  return links
}

/** The day in UTC on which something was written down. */
export const dayOf = (stamp: string): string => stamp.slice(0, 10)

/** The last record up to the end of a day (UTC): null when there is none. */
export function headAt(links: readonly Link[], day: string): Link | null {
  return links.findLast(({ record }) => dayOf(record.at) <= day) ?? null
}
