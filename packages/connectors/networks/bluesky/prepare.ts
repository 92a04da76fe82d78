import { z } from 'zod'
import { earliest } from '../../sdk/index.ts'
import type { Channel, Connector, Failure, Json, Media, Part, Ports, PreparedStep } from '../../sdk/index.ts'
import { facetsOf } from './facets.ts'
import { BLOB_LIFE_SECONDS } from './manifest.ts'
import { POSTS } from './record.ts'
import { targetOf, xrpc } from './xrpc.ts'

/** A blob as a record names it. Source: atproto.com/specs/blob. */
export const Blob = z.object({
  $type: z.literal('blob'),
  ref: z.object({ $link: z.string() }),
  mimeType: z.string(),
  size: z.number(),
})
type Blob = z.output<typeof Blob>

const Uploaded = z.object({ blob: Blob })
const Note = z.object({ blob: Blob, at: z.string() })
const Resolved = z.object({ did: z.string().startsWith('did:') })

/** Uploads pictures and writes each step's record, all but its time and what it answers to. */
export const prepare: Connector['prepare'] = async (ports, channel, content) => {
  const parts: readonly Part[] =
    content.firstComment === null
      ? content.parts
      : [...content.parts, { text: content.firstComment, link: null, media: [] }]
  const blobs = new Map<string, Stored>()
  for (const media of parts.flatMap(mediaOf)) {
    if (blobs.has(media.sha256)) continue
    const stored = await store(ports, channel, media)
    if ('kind' in stored) return stored
    blobs.set(media.sha256, stored)
  }
  const steps: PreparedStep[] = []
  for (const [index, part] of parts.entries()) {
    const facets = await facetsOf(part.text, (handle) => resolveHandle(ports, channel, handle))
    const record: Record<string, Json> = { $type: POSTS, text: part.text }
    if (facets.length > 0) record.facets = facets
    const embed = embedOf(part, blobs)
    if (embed !== null) record.embed = embed
    if (content.language) record.langs = [content.language]
    steps.push({ kind: index < content.parts.length ? 'part' : 'first-comment', data: record })
  }
  const oldest = earliest([...blobs.values()].map(({ at }) => at))
  const expiresAt = oldest ? oldest.add({ seconds: BLOB_LIFE_SECONDS }).toString() : null
  return { kind: 'prepared', prepared: { network: 'bluesky', steps, expiresAt } }
}

type Stored = { blob: Blob; at: Temporal.Instant }

/** Uploads one picture, unless a still living upload of the same bytes is noted. Repeating it is harmless: blobs are named by content. */
async function store(ports: Ports, channel: Channel, media: Media): Promise<Stored | Failure> {
  const key = `blob:${media.sha256}`
  const noted = Note.safeParse(await ports.resume.load(key))
  const now = ports.clock.now()
  if (noted.success) {
    const at = Temporal.Instant.from(noted.data.at)
    // Half its life must be left, or a post due soon would find it gone.
    if (Temporal.Instant.compare(at.add({ seconds: BLOB_LIFE_SECONDS / 2 }), now) > 0)
      return { blob: noted.data.blob, at }
  }
  const uploaded = await xrpc(ports, targetOf(channel), {
    purpose: 'upload',
    method: 'com.atproto.repo.uploadBlob',
    verb: 'procedure',
    body: await media.bytes(),
    contentType: media.mime,
    timeouts: { headers: 120_000 },
    effect: 'read',
    schema: Uploaded,
  })
  if (uploaded.kind !== 'ok') return uploaded
  await ports.resume.save(key, { blob: uploaded.value.blob, at: now.toString() })
  return { blob: uploaded.value.blob, at: now }
}

const mediaOf = (part: Part): readonly Media[] =>
  part.link?.thumbnail ? [...part.media, part.link.thumbnail] : part.media

/** Pictures, or else a link card: a post carries one kind. */
function embedOf(part: Part, blobs: ReadonlyMap<string, Stored>): Json {
  if (part.media.length > 0) {
    const images = part.media.map((media) => ({
      alt: media.alt,
      image: blobs.get(media.sha256)?.blob ?? null,
      aspectRatio: { width: media.width, height: media.height },
    }))
    return { $type: 'app.bsky.embed.images', images }
  }
  if (!part.link) return null
  const { url, title, description, thumbnail } = part.link
  const thumb = thumbnail ? (blobs.get(thumbnail.sha256)?.blob ?? null) : null
  return { $type: 'app.bsky.embed.external', external: { uri: url, title, description, ...(thumb ? { thumb } : {}) } }
}

/** Null when nobody bears the handle, or the server cannot tell: the mention then stays plain text. */
async function resolveHandle(ports: Ports, channel: Channel, handle: string): Promise<string | null> {
  const answer = await xrpc(ports, targetOf(channel), {
    purpose: 'resolve-handle',
    method: 'com.atproto.identity.resolveHandle',
    verb: 'query',
    params: { handle: handle.toLowerCase() },
    effect: 'read',
    schema: Resolved,
  })
  return answer.kind === 'ok' ? answer.value.did : null
}
