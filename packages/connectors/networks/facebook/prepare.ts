import { textWithLink } from '@comptoir/domain/text'
import { z } from 'zod'
import { earliest, multipart } from '../../sdk/index.ts'
import type { Channel, Connector, Failure, Media, Ports, PreparedStep } from '../../sdk/index.ts'
import { graph, targetOf } from './graph.ts'
import { PHOTO_LIFE_SECONDS } from './manifest.ts'

const Photo = z.object({ id: z.string().min(1) })
const Note = z.object({ id: z.string(), at: z.string() })

/** Uploads photos unpublished and fixes the words. Source: developers.facebook.com/docs/graph-api/reference/page/photos. */
export const prepare: Connector['prepare'] = async (ports, channel, content) => {
  const [part, ...others] = content.parts
  if (!part || others.length > 0) {
    return { kind: 'refused', field: 'thread', rule: 'not-supported', reason: null, status: null, code: null }
  }
  const photos: string[] = []
  const uploads: Temporal.Instant[] = []
  for (const media of part.media) {
    const stored = await store(ports, channel, media)
    if ('kind' in stored) return stored
    photos.push(stored.id)
    uploads.push(stored.at)
  }
  // A post shows photos or a card; with photos the address belongs into the words.
  const link = photos.length > 0 ? null : (part.link?.url ?? null)
  const message = part.link && link === null ? textWithLink(part.text, part.link.url) : part.text
  const steps: PreparedStep[] = [{ kind: 'part', data: { message, link, photos } }]
  if (content.firstComment !== null) {
    steps.push({ kind: 'first-comment', data: { message: content.firstComment, link: null, photos: [] } })
  }
  const oldest = earliest(uploads)
  const expiresAt = oldest ? oldest.add({ seconds: PHOTO_LIFE_SECONDS }).toString() : null
  return { kind: 'prepared', prepared: { network: 'facebook', steps, expiresAt } }
}

/** An upload that is noted and young is used again: a photo that no post names is swept by the network itself. */
async function store(
  ports: Ports,
  channel: Channel,
  media: Media,
): Promise<{ id: string; at: Temporal.Instant } | Failure> {
  const key = `photo:${media.sha256}:${media.alt}`
  const noted = Note.safeParse(await ports.resume.load(key))
  const now = ports.clock.now()
  if (noted.success) {
    const at = Temporal.Instant.from(noted.data.at)
    if (Temporal.Instant.compare(at.add({ seconds: PHOTO_LIFE_SECONDS / 2 }), now) > 0) return { id: noted.data.id, at }
  }
  const uploaded = await graph(ports, targetOf(channel), {
    purpose: 'upload',
    method: 'POST',
    path: `/${encodeURIComponent(channel.remoteId)}/photos`,
    multipart: multipart([
      { name: 'published', value: 'false' },
      ...(media.alt ? [{ name: 'alt_text_custom', value: media.alt }] : []),
      {
        name: 'source',
        bytes: await media.bytes(),
        mime: media.mime,
        filename: `photo.${media.mime.split('/')[1] ?? 'bin'}`,
      },
    ]),
    timeouts: { headers: 120_000 },
    scope: 'pages_manage_posts',
    effect: 'read',
    schema: Photo,
  })
  if (uploaded.kind !== 'ok') return uploaded
  await ports.resume.save(key, { id: uploaded.value.id, at: now.toString() })
  return { id: uploaded.value.id, at: now }
}
