import { may as roleMay } from '@comptoir/domain/agency'
import { finishOAuth } from '@comptoir/operations/channels'
import { NotFound } from '@comptoir/operations/shared'
import type { FastifyInstance } from 'fastify'
import { makeContext } from '../context.ts'
import type { House } from '../house.ts'

/**
 * Where a network sends the browser back to. The state is good once and only for the session that began; then the browser goes on to the
 * admin's own page, with nothing of the network's answer in the address.
 */
export function serveOAuth(server: FastifyInstance, house: House): void {
  server.get<{ Querystring: Record<string, string | string[]> }>('/connect/callback', async (request, reply) => {
    const context = await makeContext(house, request, reply)
    const seat = await context.membership()
    const go = (what: Record<string, string>) =>
      reply.redirect(`/channels/connect?${new URLSearchParams(what).toString()}`)
    if (!context.session || !seat || !roleMay(seat.member.role, 'channels.connect')) return go({ result: 'signed-out' })
    const query = Object.fromEntries(
      Object.entries(request.query).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
    )
    try {
      const outcome = await finishOAuth(
        house.services,
        house.outside,
        { agencyId: seat.agencyId, actor: seat.actor, sessionId: context.session.sessionId },
        query,
      )
      const network = outcome.network ?? ''
      if (outcome.kind === 'connected')
        return await go({ result: 'connected', network, channel: outcome.channelIds[0] ?? '' })
      if (outcome.kind === 'choose') return await go({ result: 'choose', network, pending: outcome.pendingId })
      if (outcome.kind === 'failed') {
        const { failure } = outcome
        return await go({ result: 'failed', network, why: failure.kind === 'refused' ? failure.rule : failure.kind })
      }
      return await go({ result: 'failed', network, why: outcome.why })
    } catch (error) {
      if (error instanceof NotFound) return await go({ result: 'failed', why: 'expired' })
      throw error
    }
  })
}
