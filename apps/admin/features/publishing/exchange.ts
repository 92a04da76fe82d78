import * as z from 'zod/mini'

const Exchange = z.object({
  method: z.string(),
  url: z.string(),
  requestBody: z.nullable(z.string()),
  status: z.nullable(z.number()),
  responseBody: z.nullable(z.string()),
  startedAt: z.string(),
  took: z.number(),
  outcome: z.enum(['answered', 'not-sent', 'unknown']),
})
/** One call over the wire as it was kept, without its secrets. */
export type Exchange = z.infer<typeof Exchange>

/** Those of an attempt that this page knows how to read. */
export function exchangesOf(kept: readonly unknown[]): Exchange[] {
  return kept.flatMap((one) => {
    const read = Exchange.safeParse(one)
    return read.success ? [read.data] : []
  })
}

/** A body as it is read best: JSON on lines of its own, the rest as it came. */
export function bodyText(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch (error) {
    if (error instanceof SyntaxError) return body
    throw error
  }
}
