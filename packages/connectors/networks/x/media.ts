import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { multipart } from '../../sdk/index.ts'
import type { Channel, Failure, Media, Ports } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { MEDIA_LIFE_SECONDS } from './manifest.ts'

const Processing = z.object({
  state: z.enum(['pending', 'in_progress', 'failed', 'succeeded']),
  check_after_secs: z.number().nonnegative().optional(),
})
const Upload = z.object({
  data: z.object({
    id: z.string().min(1),
    expires_after_secs: z.number().positive().optional(),
    processing_info: Processing.optional(),
  }),
})
type Upload = z.output<typeof Upload>
const Note = z.object({ id: z.string(), expiresAt: z.string(), ready: z.boolean() })

/** The API takes at most 5 MB a segment; smaller ones survive a slow line. Bytes. */
const SEGMENT = 1024 * 1024
/** Looks at a picture still in work before "come back". */
const LOOKS = 8

export type Stored = { id: string; expiresAt: Temporal.Instant }

/** Uploads one picture in segments with its description. What is noted and lives is used again. Source: docs.x.com/x-api/media/quickstart/media-upload-chunked. */
export async function store(ports: Ports, channel: Channel, media: Media): Promise<Stored | Failure> {
  const key = `media:${media.sha256}:${media.alt}`
  const noted = Note.safeParse(await ports.resume.load(key))
  if (noted.success) {
    const expiresAt = Temporal.Instant.from(noted.data.expiresAt)
    const half = ports.clock.now().add({ seconds: MEDIA_LIFE_SECONDS / 2 })
    if (Temporal.Instant.compare(expiresAt, half) > 0) {
      return noted.data.ready
        ? { id: noted.data.id, expiresAt }
        : await finished(ports, channel, media, key, noted.data.id, expiresAt)
    }
  }
  const bytes = await media.bytes()
  const begun = await upload(ports, channel, '/2/media/upload/initialize', {
    json: { media_type: media.mime, total_bytes: bytes.byteLength, media_category: 'tweet_image' },
  })
  if (begun.kind !== 'ok') return begun
  const { id, expires_after_secs } = begun.value.data
  const lives = Math.min(expires_after_secs ?? MEDIA_LIFE_SECONDS, 86_400) - 600
  const expiresAt = ports.clock.now().add({ seconds: Math.max(60, Math.floor(lives)) })
  for (let from = 0, index = 0; from < bytes.byteLength; from += SEGMENT, index++) {
    const appended = await append(ports, channel, id, index, bytes.subarray(from, from + SEGMENT), media.mime)
    if (appended.kind !== 'ok') return appended
  }
  const finalized = await upload(ports, channel, `/2/media/upload/${encodeURIComponent(id)}/finalize`, {})
  if (finalized.kind !== 'ok') return finalized
  await ports.resume.save(key, { id, expiresAt: expiresAt.toString(), ready: false })
  return finished(ports, channel, media, key, id, expiresAt, finalized.value)
}

/** Waits while the picture is worked on, then gives it its words. */
async function finished(
  ports: Ports,
  channel: Channel,
  media: Media,
  key: string,
  id: string,
  expiresAt: Temporal.Instant,
  last: Upload | null = null,
): Promise<Stored | Failure> {
  let info = last?.data.processing_info
  for (let look = 0; last === null || info?.state === 'pending' || info?.state === 'in_progress'; look++) {
    if (look === LOOKS) {
      return {
        kind: 'delayed',
        until: ports.clock.now().add({ seconds: 15 }),
        why: 'processing',
        status: null,
        code: null,
      }
    }
    await pause(Math.min(Math.max(info?.check_after_secs ?? 0.25, 0.25), 5) * 1000)
    const status = await ask(ports, targetOf(channel), {
      purpose: 'media-status',
      method: 'GET',
      path: '/2/media/upload',
      query: { command: 'STATUS', media_id: id },
      bucket: 'upload',
      scope: 'media.write',
      effect: 'read',
      schema: Upload,
    })
    if (status.kind !== 'ok') return status
    last = status.value
    info = last.data.processing_info
  }
  if (info?.state === 'failed') {
    await ports.resume.save(key, null)
    return { kind: 'refused', field: 'media', rule: 'media-processing', reason: null, status: null, code: null }
  }
  if (media.alt !== '') {
    const described = await describe(ports, channel, id, media.alt)
    if (described.kind !== 'ok') return described
  }
  await ports.resume.save(key, { id, expiresAt: expiresAt.toString(), ready: true })
  return { id, expiresAt }
}

const common = { bucket: 'upload', scope: 'media.write', effect: 'read' as const, timeouts: { headers: 60_000 } }

const upload = (ports: Ports, channel: Channel, path: string, json: { json?: object }) =>
  ask(ports, targetOf(channel), { purpose: 'upload', method: 'POST', path, ...json, ...common, schema: Upload })

const append = (ports: Ports, channel: Channel, id: string, index: number, segment: Uint8Array, mime: string) =>
  ask(ports, targetOf(channel), {
    purpose: 'upload',
    method: 'POST',
    path: `/2/media/upload/${encodeURIComponent(id)}/append`,
    multipart: multipart([
      { name: 'segment_index', value: String(index) },
      { name: 'media', bytes: segment, mime, filename: 'segment' },
    ]),
    ...common,
    schema: z.looseObject({}),
  })

/** Source: docs.x.com/x-api/media/create-media-metadata. */
const describe = (ports: Ports, channel: Channel, id: string, alt: string) =>
  ask(ports, targetOf(channel), {
    purpose: 'upload',
    method: 'POST',
    path: '/2/media/metadata',
    json: { id, metadata: { alt_text: { text: alt } } },
    ...common,
    schema: z.looseObject({}),
  })
