import multipart from '@fastify/multipart'
import { may as roleMay, type Permission } from '@comptoir/domain/agency'
import { Id } from '@comptoir/domain/shared'
import { diskMediaStore, mediaFile, uploadMedia } from '@comptoir/operations/editorial'
import { NotFound } from '@comptoir/operations/shared'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fileTypeFromBuffer } from 'file-type'
import { makeContext, type Membership } from '../context.ts'
import { sentenceOf } from '../error-sentences.ts'
import type { House } from '../house.ts'

const MAX_BYTES = 30 * 1024 * 1024
const TYPES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'])

/** Pictures in (their type read from the bytes) and out (to members of the agency; never as a page of this site). */
export async function serveMedia(server: FastifyInstance, house: House): Promise<void> {
  const store = diskMediaStore(house.services.settings.dataDir)
  await server.register(multipart, { limits: { fileSize: MAX_BYTES, files: 1, fields: 4 } })

  const seatOf = async (
    request: FastifyRequest,
    reply: FastifyReply,
    permission: Permission,
  ): Promise<Membership | null> => {
    const context = await makeContext(house, request, reply)
    const membership = await context.membership()
    const code = !membership ? 'UNAUTHORIZED' : roleMay(membership.member.role, permission) ? null : 'FORBIDDEN'
    if (!code) return membership
    await reply
      .code(code === 'UNAUTHORIZED' ? 401 : 403)
      .send({ why: code.toLowerCase(), sentence: sentenceOf(code, context.language) })
    return null
  }

  server.post('/media', async (request, reply) => {
    // A form of another site may carry the cookie; it cannot set this header.
    if (request.headers['x-comptoir'] !== 'upload') return reply.code(403).send({ why: 'forbidden' })
    const seat = await seatOf(request, reply, 'media.upload')
    if (!seat) return reply
    const file = await request.file()
    if (!file) return reply.code(400).send({ why: 'no-file' })
    let bytes: Buffer
    try {
      bytes = await file.toBuffer()
    } catch (error) {
      if (error instanceof server.multipartErrors.RequestFileTooLargeError)
        return reply.code(413).send({ why: 'too-many-bytes', limit: MAX_BYTES })
      throw error
    }
    const type = await fileTypeFromBuffer(bytes)
    if (!type || !TYPES.has(type.mime)) return reply.code(415).send({ why: 'not-a-picture', mime: type?.mime ?? null })
    const field = file.fields.clientId
    const said = field && !Array.isArray(field) && field.type === 'field' ? Id.safeParse(field.value) : null
    const sha256 = await store.put(seat.agencyId, bytes)
    try {
      return await seat.inAgency((tx) =>
        uploadMedia(tx, seat.actor, {
          clientId: said?.success ? said.data : null,
          name: file.filename.slice(0, 200) || 'image',
          credit: null,
          sha256,
          mime: type.mime,
          bytes: bytes.length,
        }),
      )
    } catch (error) {
      if (error instanceof NotFound) return reply.code(404).send({ why: 'not-found' })
      throw error
    }
  })

  server.get<{ Params: { id: string } }>('/media/:id', async (request, reply) => {
    const seat = await seatOf(request, reply, 'posts.read')
    if (!seat) return reply
    const id = Id.safeParse(request.params.id)
    if (!id.success) return reply.code(404).send({ why: 'not-found' })
    try {
      const { sha256, mime } = await seat.inAgency((tx) => mediaFile(tx, id.data))
      const tag = `"${sha256}"`
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      const found = await store.open(seat.agencyId, sha256)
      if (!found) return reply.code(404).send({ why: 'not-found' })
      return reply
        .header('content-type', TYPES.has(mime) ? mime : 'application/octet-stream')
        .header('content-length', found.size)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', `private, no-cache`)
        .header('etag', tag)
        .send(found.stream())
    } catch (error) {
      if (error instanceof NotFound) return reply.code(404).send({ why: 'not-found' })
      throw error
    }
  })
}
