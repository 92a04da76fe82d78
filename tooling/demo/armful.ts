import type { DB } from '@comptoir/db'
import type { InsertObject } from 'kysely'
import { insertRows } from './rows.ts'
import type { Telling } from './telling.ts'

/** In the order in which they may be written: what is referred to comes first. */
const TABLES = [
  'posts',
  'variants',
  'post_media',
  'revisions',
  'reviews',
  'approvals',
  'deliveries',
  'delivery_steps',
  'delivery_attempts',
  'delivery_transitions',
  'readings',
] as const
type Table = (typeof TABLES)[number]

/** Rows of history, gathered post by post and written table by table. */
export type Armful = { [T in Table]: InsertObject<DB, T>[] }

export const armful = (): Armful => ({
  posts: [],
  variants: [],
  post_media: [],
  revisions: [],
  reviews: [],
  approvals: [],
  deliveries: [],
  delivery_steps: [],
  delivery_attempts: [],
  delivery_transitions: [],
  readings: [],
})

export async function writeArmful({ tx }: Telling, rows: Armful): Promise<void> {
  for (const table of TABLES) await insertRows(tx, table, rows[table])
}
