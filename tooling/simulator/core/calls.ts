import type { Network } from './types.ts'

const kept = 1000

export interface CallRecord {
  seq: number
  at: number
  network: Network
  operation: string
  method: string
  path: string
  account: string | null
  /** Null when no answer was given. */
  status: number | null
  ms: number
  fault: string | null
  requestHeaders?: Record<string, string>
  requestBody?: string
  responseBody?: string
}

/** Every request of late, accepted or not. */
export class Calls {
  readonly #ring: CallRecord[] = []
  #seq = 0
  bodies = false

  add(call: Omit<CallRecord, 'seq'>): void {
    this.#seq += 1
    this.#ring.push({ seq: this.#seq, ...call })
    if (this.#ring.length > kept * 1.2) this.#ring.splice(0, this.#ring.length - kept)
  }

  list(network: Network | null, after: number): CallRecord[] {
    return this.#ring.filter((call) => call.seq > after && (network === null || call.network === network)).slice(-kept)
  }

  clear(): void {
    this.#ring.length = 0
    this.bodies = false
  }
}

const secretKeys =
  /("?(?:access_token|refresh_token|client_secret|fb_exchange_token|password|accessJwt|refreshJwt|appsecret_proof)"?\s*[=:]\s*"?)[^"&\s,}]+/gi

/** Blanks tokens and passwords in a body or address. */
export const blanked = (text: string): string => text.replace(secretKeys, '$1…')

export const blankedHeaders = (headers: NodeJS.Dict<string | string[]>): Record<string, string> => {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue
    const text = Array.isArray(value) ? value.join(', ') : value
    out[name] = name === 'authorization' || name === 'cookie' ? `${text.split(' ')[0] ?? ''} …` : text
  }
  return out
}
