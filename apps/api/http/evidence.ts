import { may as roleMay } from '@comptoir/domain/agency'
import { packText } from '@comptoir/domain/evidence'
import { Id } from '@comptoir/domain/shared'
import { readEvidence } from '@comptoir/operations/evidence'
import { NotFound } from '@comptoir/operations/shared'
import type { FastifyInstance } from 'fastify'
import { makeContext } from '../context.ts'
import { sentenceOf } from '../error-sentences.ts'
import type { House } from '../house.ts'

/** A post's evidence as a file, byte for byte in the form that `comptoir verify` checks. */
export function serveEvidence(server: FastifyInstance, house: House): void {
  server.get<{ Params: { postId: string } }>('/files/evidence/:postId.json', async (request, reply) => {
    const context = await makeContext(house, request, reply)
    const seat = await context.membership()
    const deny = (status: number, code: 'UNAUTHORIZED' | 'FORBIDDEN' | 'NOT_FOUND') =>
      reply.code(status).send({ why: code.toLowerCase(), sentence: sentenceOf(code, context.language) })
    if (!seat) return deny(401, 'UNAUTHORIZED')
    if (!roleMay(seat.member.role, 'deliveries.read')) return deny(403, 'FORBIDDEN')
    const postId = Id.safeParse(request.params.postId)
    if (!postId.success) return deny(404, 'NOT_FOUND')
    try {
      const pack = await seat.inAgency((tx) => readEvidence(tx, postId.data))
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="evidence-${postId.data}.json"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-cache')
        .send(packText(pack))
    } catch (error) {
      if (error instanceof NotFound) return deny(404, 'NOT_FOUND')
      throw error
    }
  })
}
