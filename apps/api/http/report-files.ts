import { may as roleMay } from '@comptoir/domain/agency'
import { Id } from '@comptoir/domain/shared'
import { diskMediaStore } from '@comptoir/operations/editorial'
import { mayFetchPicture, pictureFile, readEdition, editionCorrections } from '@comptoir/operations/reporting'
import { NotFound } from '@comptoir/operations/shared'
import type { FastifyInstance } from 'fastify'
import { makeContext } from '../context.ts'
import { sentenceOf } from '../error-sentences.ts'
import type { House } from '../house.ts'
import { sendCsv, sendPdf, sendStored } from '../reports/index.ts'

/** Files of reports for the agency's own people: an edition as PDF and CSV, and the pictures of what they preview. */
export function serveReportFiles(server: FastifyInstance, house: House): void {
  const { keys, settings } = house.services
  const store = diskMediaStore(settings.dataDir)

  server.get<{ Params: { id: string; type: string }; Querystring: { part?: string } }>(
    '/files/reports/editions/:id.:type(^pdf|csv$)',
    async (request, reply) => {
      const context = await makeContext(house, request, reply)
      const seat = await context.membership()
      const deny = (status: number, code: 'UNAUTHORIZED' | 'FORBIDDEN' | 'NOT_FOUND') =>
        reply.code(status).send({ why: code.toLowerCase(), sentence: sentenceOf(code, context.language) })
      if (!seat) return deny(401, 'UNAUTHORIZED')
      if (!roleMay(seat.member.role, 'reports.read')) return deny(403, 'FORBIDDEN')
      const id = Id.safeParse(request.params.id)
      if (!id.success) return deny(404, 'NOT_FOUND')
      void reply.header('cache-control', 'private, no-cache')
      try {
        const edition = await seat.inAgency((tx) => readEdition(tx, id.data))
        if (request.params.type === 'csv') {
          const corrections = await seat.inAgency((tx) => editionCorrections(tx, edition))
          return sendCsv(reply, edition, request.query.part, corrections)
        }
        if (await sendPdf(reply, store, seat.agencyId, edition)) return reply
        return reply.header('retry-after', '10').code(404).send({ why: 'rendering' })
      } catch (error) {
        if (error instanceof NotFound) return deny(404, 'NOT_FOUND')
        throw error
      }
    },
  )

  // No cookie comes from a frame without an origin: the address carries its own leave.
  server.get<{ Params: { agencyId: string; ref: string }; Querystring: { k?: string } }>(
    '/files/reports/pictures/:agencyId/:ref',
    async (request, reply) => {
      const { agencyId, ref } = request.params
      const { k } = request.query
      const file = pictureFile(ref)
      const may = typeof k === 'string' && mayFetchPicture(keys, agencyId, ref, k, Temporal.Now.instant())
      void reply.header('cache-control', 'private, max-age=3600').header('cross-origin-resource-policy', 'cross-origin')
      if (may && file && (await sendStored(reply, store, agencyId, file))) return reply
      return reply.code(404).send({ why: 'not-found' })
    },
  )
}
