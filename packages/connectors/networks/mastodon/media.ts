import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { multipart, readJson, unreadable } from '../../sdk/index.ts'
import type { Channel, Failure, Media, Ports } from '../../sdk/index.ts'
import { answerOf, failureOf, targetOf } from './api.ts'
import { MEDIA_LIFE_SECONDS } from './manifest.ts'

const Attachment = z.object({ id: z.string().min(1) })
const Note = z.object({ id: z.string(), at: z.string(), ready: z.boolean() })

/** How long one preparation waits for the server's processing before it says "come back". Milliseconds between looks. */
const LOOKS = [250, 500, 1000, 2000, 4000, 8000]

export type Stored = { id: string; at: Temporal.Instant }

/**
 * Uploads one picture and waits until the server has processed it. An upload that is noted is gone on with, not made again.
 * Source: docs.joinmastodon.org/methods/media/#v2.
 */
export async function store(ports: Ports, channel: Channel, media: Media): Promise<Stored | Failure> {
  // The description belongs to the upload, so other words make another upload.
  const key = `media:${media.sha256}:${media.alt}`
  const noted = Note.safeParse(await ports.resume.load(key))
  const now = ports.clock.now()
  if (noted.success) {
    const at = Temporal.Instant.from(noted.data.at)
    if (Temporal.Instant.compare(at.add({ seconds: MEDIA_LIFE_SECONDS / 2 }), now) > 0) {
      return noted.data.ready ? { id: noted.data.id, at } : await processed(ports, channel, key, noted.data.id, at)
    }
  }
  const form = multipart([
    { name: 'description', value: media.alt },
    {
      name: 'file',
      bytes: await media.bytes(),
      mime: media.mime,
      filename: `picture.${media.mime.split('/')[1] ?? 'bin'}`,
    },
  ])
  const answer = await answerOf(ports, targetOf(channel), {
    purpose: 'upload',
    method: 'POST',
    path: '/api/v2/media',
    form,
    timeouts: { headers: 120_000 },
    scope: 'write:media',
    effect: 'read',
  })
  if (answer.kind !== 'answered') return answer
  if (answer.status !== 200 && answer.status !== 202) return mediaFailure(ports, answer)
  const attachment = readJson(answer.body, Attachment)
  if (!attachment) return unreadable(answer, 'read')
  const ready = answer.status === 200
  await ports.resume.save(key, { id: attachment.id, at: now.toString(), ready })
  return ready ? { id: attachment.id, at: now } : await processed(ports, channel, key, attachment.id, now)
}

/** 206 while it is worked on, 200 when done, 422 when it failed. Source: docs.joinmastodon.org/methods/media/#get. */
async function processed(
  ports: Ports,
  channel: Channel,
  key: string,
  id: string,
  at: Temporal.Instant,
): Promise<Stored | Failure> {
  for (const wait of LOOKS) {
    await pause(wait)
    const answer = await answerOf(ports, targetOf(channel), {
      purpose: 'media-status',
      method: 'GET',
      path: `/api/v1/media/${encodeURIComponent(id)}`,
      scope: 'write:media',
      effect: 'read',
    })
    if (answer.kind !== 'answered') return answer
    if (answer.status === 200) {
      await ports.resume.save(key, { id, at: at.toString(), ready: true })
      return { id, at }
    }
    if (answer.status !== 206) {
      await ports.resume.save(key, null)
      return mediaFailure(ports, answer)
    }
  }
  return { kind: 'delayed', until: ports.clock.now().add({ seconds: 15 }), why: 'processing', status: 206, code: null }
}

function mediaFailure(ports: Ports, answer: Parameters<typeof failureOf>[1]): Failure {
  const failure = failureOf(ports, answer, { scope: 'write:media', effect: 'read' })
  if (failure.kind !== 'refused' || failure.rule === 'media-size') return failure
  return { ...failure, field: 'media', rule: failure.status === 422 ? 'media-processing' : 'media-type' }
}
