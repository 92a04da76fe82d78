import { snowflake } from '../../core/ids.ts'
import { sniff } from '../../core/media-type.ts'
import type { Media } from '../../core/types.ts'
import { text } from '../../http/body.ts'
import { json, type Reply } from '../../http/reply.ts'
import type { Call } from '../sheet.ts'
import { invalidRequest, problem, unauthorized } from './errors.ts'

const lasts = 86_400
const kinds: Record<string, { mimes: readonly string[]; bytes: number; prefix: string }> = {
  tweet_image: {
    mimes: ['image/jpeg', 'image/png', 'image/webp', 'image/bmp', 'image/tiff', 'image/pjpeg'],
    bytes: 5 * 1024 * 1024,
    prefix: '3',
  },
  tweet_gif: { mimes: ['image/gif'], bytes: 15 * 1024 * 1024, prefix: '16' },
  tweet_video: { mimes: ['video/mp4', 'video/quicktime', 'video/webm'], bytes: 512 * 1024 * 1024, prefix: '13' },
}

const keyOf = (media: Media): string => `${kinds[String(media.details['category'])]?.prefix ?? '3'}_${media.id}`
export const mediaKey = keyOf

const processing = (call: Call, media: Media): Record<string, unknown> | null => {
  if (media.details['slow'] !== true && !media.failed) return null
  const left = Math.ceil((media.readyAt - call.now) / 1000)
  if (left > 0)
    return { state: left > 1 ? 'in_progress' : 'pending', check_after_secs: Math.min(left, 5), progress_percent: 20 }
  if (media.failed)
    return {
      state: 'failed',
      progress_percent: 0,
      error: { code: 1, name: 'InvalidMedia', message: 'Unsupported video format' },
    }
  return { state: 'succeeded', progress_percent: 100 }
}

const answered = (call: Call, media: Media, status = 200): Reply => {
  const info = processing(call, media)
  return json(
    {
      data: {
        id: media.id,
        media_key: keyOf(media),
        expires_after_secs: lasts,
        ...(media.bytes > 0 && { size: media.bytes }),
        ...(info !== null && { processing_info: info }),
      },
    },
    status,
  )
}

const blank = (call: Call, category: string, mime: string, total: number): Media => ({
  id: snowflake(call.now),
  network: 'x',
  accountId: call.account?.id ?? '',
  sha256: '',
  bytes: 0,
  mime,
  alt: '',
  width: 0,
  height: 0,
  createdAt: call.now,
  readyAt: Number.MAX_SAFE_INTEGER,
  failed: false,
  details: { category, total, segments: {} },
})

// Parts of a file on its way up: never kept past a restart.
const segments = new Map<string, Map<number, Buffer>>()

export const initialize = (call: Call): Reply => {
  const { fields } = call.parsed
  const category = text(fields, 'media_category') ?? 'tweet_image'
  const mime = text(fields, 'media_type') ?? ''
  const total = Number(text(fields, 'total_bytes') ?? Number.NaN)
  const kind = kinds[category]
  if (kind === undefined)
    return invalidRequest(
      `The \`media_category\` field value [${category}] is not one of [${Object.keys(kinds).join(',')}]`,
      { media_category: [category] },
    )
  if (!kind.mimes.includes(mime))
    return invalidRequest(`The \`media_type\` field value [${mime}] is not supported for ${category}`, {
      media_type: [mime],
    })
  if (!Number.isInteger(total) || total < 1)
    return invalidRequest('The `total_bytes` field is required', { total_bytes: [String(text(fields, 'total_bytes'))] })
  if (total > kind.bytes) return problem(413, 'Request Entity Too Large', `File size exceeds ${kind.bytes} bytes.`)
  const media = blank(call, category, mime, total)
  segments.set(media.id, new Map())
  call.world.addMedia(media)
  return json({ data: { id: media.id, media_key: keyOf(media), expires_after_secs: lasts } })
}

const own = (call: Call): Media | null => {
  const media = call.world.mediaOf('x', call.params['id'] ?? '')
  return media !== undefined && media.accountId === call.account?.id ? media : null
}

const partOf = (call: Call): Buffer | null => {
  const sent = call.parsed.files['media']
  if (sent !== undefined) return sent.bytes
  const encoded = text(call.parsed.fields, 'media')
  return encoded === null ? null : Buffer.from(encoded, 'base64')
}

export const append = (call: Call): Reply => {
  const media = own(call)
  if (media === null) return invalidRequest('The media id is not known', { id: [call.params['id'] ?? ''] })
  const index = Number(text(call.parsed.fields, 'segment_index') ?? Number.NaN)
  if (!Number.isInteger(index) || index < 0 || index > 999)
    return invalidRequest('The `segment_index` field is not between 0 and 999', { segment_index: [String(index)] })
  const part = partOf(call)
  if (part === null) return invalidRequest('The `media` field is required', { media: [] })
  const parts = segments.get(media.id) ?? new Map<number, Buffer>()
  parts.set(index, part)
  segments.set(media.id, parts)
  return json({ data: { expires_at: Math.floor(call.now / 1000) + lasts } })
}

const settle = (call: Call, media: Media, bytes: Buffer): Reply | null => {
  const seen = sniff(bytes)
  const kind = kinds[String(media.details['category'])]
  if (seen === null || kind === undefined || !kind.mimes.includes(seen.mime))
    return invalidRequest('Media type unrecognized.', { media_type: [media.mime] })
  const isSlow = !seen.mime.startsWith('image/') || seen.mime === 'image/gif' || call.mediaTakesMs > 0
  Object.assign(media, {
    sha256: call.world.bytes.put(bytes),
    bytes: bytes.length,
    mime: seen.mime,
    width: seen.width,
    height: seen.height,
    failed: call.mediaFails,
    readyAt: call.now + (call.mediaTakesMs > 0 ? call.mediaTakesMs : isSlow ? 1500 : 0),
  })
  media.details['slow'] = isSlow
  call.world.changed()
  return null
}

export const finalize = (call: Call): Reply => {
  const media = own(call)
  if (media === null) return invalidRequest('The media id is not known', { id: [call.params['id'] ?? ''] })
  if (media.sha256 !== '') return answered(call, media)
  const parts = [...(segments.get(media.id) ?? [])].sort(([a], [b]) => a - b).map(([, part]) => part)
  const bytes = Buffer.concat(parts)
  if (bytes.length !== media.details['total'])
    return invalidRequest('Segments do not add up to provided total file size.', { id: [media.id] })
  segments.delete(media.id)
  return settle(call, media, bytes) ?? answered(call, media)
}

/** One call for an image, multipart or base64 in JSON. */
export const uploadAtOnce = (call: Call): Reply => {
  if (call.account === null) return unauthorized()
  const category = text(call.parsed.fields, 'media_category')
  if (category !== 'tweet_image')
    return invalidRequest('The `media_category` field is required and must be an image category here', {
      media_category: [String(category)],
    })
  const bytes = partOf(call)
  if (bytes === null) return invalidRequest('The `media` field is required', { media: [] })
  if (bytes.length > (kinds['tweet_image']?.bytes ?? 0))
    return problem(413, 'Request Entity Too Large', 'File size exceeds 5242880 bytes.')
  const media = blank(call, category, text(call.parsed.fields, 'media_type') ?? '', bytes.length)
  const refusal = settle(call, media, bytes)
  if (refusal !== null) return refusal
  call.world.addMedia(media)
  return answered(call, media)
}

export const status = (call: Call): Reply => {
  if (call.query.get('command') !== 'STATUS')
    return invalidRequest('The `command` query parameter must be STATUS', {
      command: [call.query.get('command') ?? ''],
    })
  const media = call.world.mediaOf('x', call.query.get('media_id') ?? '')
  if (media === undefined || media.accountId !== call.account?.id)
    return invalidRequest('The media id is not known', { media_id: [call.query.get('media_id') ?? ''] })
  return answered(call, media)
}

/** Alt text comes apart, before the post. */
export const metadata = (call: Call): Reply => {
  const { fields } = call.parsed
  const id = text(fields, 'id') ?? ''
  const media = call.world.mediaOf('x', id)
  if (media === undefined || media.accountId !== call.account?.id)
    return invalidRequest('The media id is not known', { id: [id] })
  const meta = fields['metadata']
  const alt = typeof meta === 'object' && meta !== null && 'alt_text' in meta ? meta.alt_text : null
  const words =
    typeof alt === 'object' && alt !== null && 'text' in alt && typeof alt.text === 'string' ? alt.text : null
  if (words === null || [...words].length > 1000)
    return invalidRequest('The `metadata.alt_text.text` field is required, 1000 characters at most', {})
  media.alt = words
  call.world.changed()
  return json({ data: { id: media.id, associated_metadata: { alt_text: { text: words } } } })
}
