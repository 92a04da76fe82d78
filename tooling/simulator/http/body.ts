export type Fields = Record<string, unknown>

export interface UploadedFile {
  name: string
  mime: string
  bytes: Buffer
}

export interface Parsed {
  fields: Fields
  files: Record<string, UploadedFile>
  /** False when the body claims to be JSON and is not. */
  sound: boolean
}

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `a[b][]=1&a[b][]=2` as `{ a: { b: ['1', '2'] } }`, the way Rails and the Graph API read it. */
const assign = (target: Fields, name: string, value: unknown): void => {
  const path = [...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')
  const root = name.includes('[') ? name.slice(0, name.indexOf('[')) : name
  if (root === '__proto__') return
  if (path.length === 0) {
    target[root] = value
    return
  }
  let holder: Fields = target
  let key = root
  for (const step of path) {
    if (step === '') {
      const list = holder[key]
      if (Array.isArray(list)) list.push(value)
      else holder[key] = [value]
      return
    }
    if (step === '__proto__') return
    const next = holder[key]
    const inner: Fields = isObject(next) ? next : {}
    holder[key] = inner
    holder = inner
    key = step
  }
  holder[key] = value
}

export const fromQuery = (query: URLSearchParams): Fields => {
  const fields: Fields = {}
  for (const [name, value] of query) assign(fields, name, value)
  return fields
}

const parseMultipart = (body: Buffer, boundary: string): { fields: Fields; files: Record<string, UploadedFile> } => {
  const fields: Fields = {}
  const files: Record<string, UploadedFile> = {}
  const marker = Buffer.from(`--${boundary}`)
  let at = body.indexOf(marker)
  while (at >= 0) {
    const start = at + marker.length
    if (body.toString('latin1', start, start + 2) === '--') break
    const next = body.indexOf(marker, start)
    if (next < 0) break
    const headEnd = body.indexOf('\r\n\r\n', start)
    if (headEnd >= 0 && headEnd < next) {
      const head = body.toString('utf8', start, headEnd)
      const content = body.subarray(headEnd + 4, next - 2)
      const name = /name="([^"]*)"/i.exec(head)?.[1]
      const fileName = /filename="([^"]*)"/i.exec(head)?.[1]
      const mime = /content-type:\s*([^\r\n;]+)/i.exec(head)?.[1]?.trim()
      if (name !== undefined && fileName !== undefined) {
        files[name] = { name: fileName, mime: mime ?? 'application/octet-stream', bytes: content }
      } else if (name !== undefined) assign(fields, name, content.toString('utf8'))
    }
    at = next
  }
  return { fields, files }
}

/** A JSON, urlencoded or multipart body; the query's fields are not in it. */
export const parseBody = (contentType: string, body: Buffer): Parsed => {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/json' || type.endsWith('+json')) {
    if (body.length === 0) return { fields: {}, files: {}, sound: true }
    try {
      const value: unknown = JSON.parse(body.toString('utf8'))
      return { fields: isObject(value) ? value : {}, files: {}, sound: isObject(value) }
    } catch (error) {
      if (error instanceof SyntaxError) return { fields: {}, files: {}, sound: false }
      throw error
    }
  }
  if (type === 'multipart/form-data') {
    const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
    return boundary === undefined
      ? { fields: {}, files: {}, sound: false }
      : { ...parseMultipart(body, boundary), sound: true }
  }
  if (type === 'application/x-www-form-urlencoded') {
    return { fields: fromQuery(new URLSearchParams(body.toString('utf8'))), files: {}, sound: true }
  }
  return { fields: {}, files: {}, sound: body.length === 0 }
}

/** A field as text: strings as they are, numbers and booleans written out; null when absent or of another kind. */
export const text = (fields: Fields, name: string): string | null => {
  const value = fields[name]
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return null
}

export const flag = (fields: Fields, name: string): boolean | null => {
  const value = text(fields, name)
  return value === null ? null : value === 'true' || value === '1'
}

export const list = (fields: Fields, name: string): string[] => {
  const value = fields[name]
  const items = Array.isArray(value)
    ? value
    : isObject(value)
      ? Object.values(value)
      : value === undefined || value === null
        ? []
        : [value]
  return items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
}
