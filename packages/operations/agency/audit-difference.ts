/** One field of what changed. Null: it was not there, or is no more. */
export type AuditChange = { field: string; before: string | null; after: string | null }

export type AuditLine = {
  id: string
  at: string
  actorName: string | null
  actorKind: 'member' | 'system' | 'link'
  verb: string
  subjectKind: string
  subjectId: string
  /** What the subject is called today; null when it has no name, or is gone. */
  subjectName: string | null
  changes: AuditChange[]
}

/** A text longer than this is cut: the log says that something changed, the page itself says it all. */
const MOST_SIGNS = 400

/**
 * What a change says, field by field: those whose value differs, in the order in which they were written. A bare value
 * (a role before and after) is a field without a name.
 */
export function differencesOf(before: unknown, after: unknown): AuditChange[] {
  if (!isRecord(before) && !isRecord(after)) {
    const [was, is] = [written(before), written(after)]
    return was === is ? [] : [{ field: '', before: was, after: is }]
  }
  const was = isRecord(before) ? fieldsOf(before) : new Map<string, unknown>()
  const is = isRecord(after) ? fieldsOf(after) : new Map<string, unknown>()
  // Of a change that tells both sides, what only one of them names was not changed but not asked for.
  const both = isRecord(before) && isRecord(after)
  const fields = both ? [...is.keys()].filter((field) => was.has(field)) : [...new Set([...was.keys(), ...is.keys()])]
  return fields
    .map((field) => ({ field, before: written(was.get(field)), after: written(is.get(field)) }))
    .filter((one) => one.before !== one.after && !isId(one.before) && !isId(one.after))
}

/** An id tells a reader nothing; what it stands for is the line's subject, or a page of its own. */
function isId(text: unknown): boolean {
  return typeof text === 'string' && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(, |$)/i.test(text)
}

/** What the machine keeps for itself: which shape a value has, what proves a file's bytes. */
const ITS_OWN = new Set(['kind', 'sha256', 'thumbhash', 'mime'])

function fieldsOf(value: Record<string, unknown>): Map<string, unknown> {
  return new Map(
    Object.entries(value)
      .filter(([key]) => !ITS_OWN.has(key))
      .map(([key, one]) => [camel(key), one]),
  )
}

/** A row's column and a form's field are the same thing to a reader. */
function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function written(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  const text = plain(value)
  if (text === '') return null
  return text.length > MOST_SIGNS ? `${text.slice(0, MOST_SIGNS)}…` : text
}

/** What is inside, without the brackets: 22:00, 07:00 · from 2026-10-01, until 2026-10-31. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value))
    return value
      .map(plain)
      .filter((one) => one !== '')
      .join(', ')
  if (!isRecord(value)) return String(value)
  const { from, to, until, ...rest } = value
  const end = to ?? until
  if (from && end) return [`${plain(from)} – ${plain(end)}`, ...Object.values(rest).map(plain)].join(', ')
  const { cents, currency } = value
  if (typeof cents === 'number' && typeof currency === 'string') return `${(cents / 100).toFixed(2)} ${currency}`
  const told = Object.entries(value).filter(
    ([key, one]) => one !== null && one !== undefined && one !== '' && !ITS_OWN.has(key) && !isId(one),
  )
  const [only] = told
  // A time that says only when it is needs no name: at 18:37.
  if (only && told.length === 1 && (only[0] === 'at' || only[0] === 'day')) return plain(only[1])
  return told.map(([key, one]) => `${key} ${isRecord(one) ? `(${plain(one)})` : plain(one)}`).join(', ')
}
