export interface Reply {
  status: number
  headers: Record<string, string>
  body: Buffer | string
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
})

// A page shows what anyone published here: nothing in it may run.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action *; base-uri 'none'"

export const html = (body: string, status = 200): Reply => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  },
  body,
})

export const file = (bytes: Buffer, mime: string): Reply => ({
  status: 200,
  headers: {
    'content-type': mime,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  },
  body: bytes,
})

export const redirect = (location: string): Reply => ({ status: 302, headers: { location }, body: '' })

export const empty = (status: number): Reply => ({ status, headers: {}, body: '' })
