import { z } from 'zod'

/** A currency by its ISO 4217 code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)
export type Currency = string

/** An amount in whole cents of its currency, never a fraction. */
export const Money = z.object({ cents: z.int(), currency: Currency })
export type Money = z.output<typeof Money>
