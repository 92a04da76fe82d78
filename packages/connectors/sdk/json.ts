import type { z } from 'zod'

/** What may stand in a jsonb column or a request body. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const MAX_DEPTH = 64
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads an answer's body as JSON of the given shape. Null for what is no UTF-8, no JSON, nested deeper than 64, or of another shape:
 * doubt, never an exception. The size was capped by the client.
 */
export function readJson<T>(body: Uint8Array, schema: z.ZodType<T>): T | null {
  if (tooDeep(body)) return null
  const value = parse(body)
  if (value === undefined) return null
  const read = schema.safeParse(value)
  return read.success ? read.data : null
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(body))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

/** Counts brackets outside of strings, byte by byte, before anything recursive sees the text. */
function tooDeep(body: Uint8Array): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < body.length; i++) {
    const byte = body[i]
    if (inString) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > MAX_DEPTH) return true
    } else if (byte === 0x7d || byte === 0x5d) depth--
  }
  return false
}
