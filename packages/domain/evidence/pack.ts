import { z } from 'zod'
import { Day, Id, NetworkId } from '../shared/index.ts'
import { FORMAT } from './format.ts'
import { EvidenceRecord, Sha256, Stamp } from './record.ts'

const Link = z.strictObject({
  seq: z.int().positive(),
  previous: Sha256,
  record: EvidenceRecord,
  hash: Sha256,
})

/** A checkpoint, and for a day that the post was touched the way from its head to the day's root. */
export const Checkpoint = z.strictObject({
  day: Day,
  posts: z.int().positive(),
  root: Sha256,
  previous: Sha256.nullable(),
  takenAt: Stamp,
  hash: Sha256,
  path: z.array(z.strictObject({ side: z.enum(['left', 'right']), hash: Sha256 })).nullable(),
})
export type Checkpoint = z.output<typeof Checkpoint>

/**
 * All that the house knows of one post, in a file that can be checked without it. `people` and `channels` say today's
 * names for the ids in the records. `contents` are what approvals cover, each under its own hash. `checkpoints` run
 * from the post's first day to the latest one taken. `hash` covers everything else in the file.
 */
export const Pack = z.strictObject({
  format: z.literal(FORMAT),
  madeAt: Stamp,
  agency: z.strictObject({ id: Id, name: z.string() }),
  client: z.strictObject({ id: Id, name: z.string() }),
  post: z.strictObject({ id: Id, title: z.string() }),
  people: z.array(z.strictObject({ id: Id, name: z.string() })),
  channels: z.array(z.strictObject({ id: Id, network: NetworkId, handle: z.string() })),
  contents: z.array(z.strictObject({ hash: Sha256, content: z.unknown() })),
  records: z.array(Link),
  checkpoints: z.array(Checkpoint),
  hash: Sha256,
})
export type Pack = z.output<typeof Pack>
