import { z } from 'zod'
import { readPages } from '../../sdk/index.ts'
import type { Connector } from '../../sdk/index.ts'
import { POSTS, refOf } from './record.ts'
import { targetOf, xrpc } from './xrpc.ts'

const Images = z.object({ images: z.array(z.unknown()) })
const Record = z.object({
  uri: z.string().startsWith('at://'),
  cid: z.string().min(1),
  value: z.object({
    text: z.string().default(''),
    createdAt: z.string(),
    reply: z.object({ parent: z.object({ uri: z.string() }) }).optional(),
    embed: z.union([Images, z.object({ media: Images }), z.looseObject({})]).optional(),
  }),
})
const Records = z.object({ records: z.array(Record), cursor: z.string().optional() })
type Embed = z.output<typeof Record>['value']['embed']

const PAGE = 100

/** The records of the account itself, as its own server keeps them: no index lies between. Source: docs.bsky.app/docs/api/com-atproto-repo-list-records. */
export const readRecent: NonNullable<Connector['readRecent']> = (ports, channel, order) =>
  readPages(order, async (cursor, left) => {
    const answer = await xrpc(ports, targetOf(channel), {
      purpose: 'recent',
      method: 'com.atproto.repo.listRecords',
      verb: 'query',
      params: {
        repo: channel.remoteId,
        collection: POSTS,
        limit: String(Math.min(left, PAGE)),
        ...(cursor === null ? {} : { cursor }),
      },
      effect: 'read',
      schema: Records,
    })
    if (answer.kind !== 'ok') return answer
    const { records, cursor: next } = answer.value
    return {
      kind: 'page',
      next: records.length > 0 ? (next ?? null) : null,
      posts: records.map((record) => ({
        ref: refOf(channel, record.uri.split('/').at(-1) ?? '', record),
        text: record.value.text,
        at: instantOf(record.value.createdAt),
        parent: record.value.reply?.parent.uri ?? null,
        images: imagesOf(record.value.embed),
      })),
    }
  })

/** Writers may put what they like where the time stands; what is none is taken for very old. */
function instantOf(text: string): Temporal.Instant {
  const ms = Date.parse(text)
  return Temporal.Instant.fromEpochMilliseconds(Number.isNaN(ms) ? 0 : ms)
}

function imagesOf(embed: Embed): number {
  const plain = Images.safeParse(embed)
  if (plain.success) return plain.data.images.length
  const within = z.object({ media: Images }).safeParse(embed)
  return within.success ? within.data.media.images.length : 0
}
