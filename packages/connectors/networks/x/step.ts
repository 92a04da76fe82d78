import { z } from 'zod'
import type { Json } from '../../sdk/index.ts'

/** What a step says, as it was prepared. */
export const PreparedPost = z.object({ text: z.string(), media: z.array(z.string()) })
export type PreparedPost = z.output<typeof PreparedPost>

export const preparedOf = (data: Json | undefined): PreparedPost | null => {
  const read = PreparedPost.safeParse(data)
  return read.success ? read.data : null
}
