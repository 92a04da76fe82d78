import { inDispatch } from '@comptoir/db'
import { readWorkers } from '@comptoir/operations/workers'
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'

/**
 * `/health/live`: this process answers. `/health/ready`: so do the database and at least one worker; `lost` counts the workers that vanished, and `clockOffMs` is how far the worst of the
 * workers' machines is off, when one is off by more than a second.
 */
export function serveHealth(server: FastifyInstance, { services }: House): void {
  server.get('/health/live', async () => ({ live: true }))
  server.get('/health/ready', async (_request, reply) => {
    try {
      const { alive, lost, clockOff } = await inDispatch(services.db, readWorkers)
      if (alive.length === 0) return await reply.code(503).send({ ready: false, missing: 'worker', lost: lost.length })
      const clockOffMs = Math.round(Math.max(0, ...clockOff.map(({ offsetMs }) => Math.abs(offsetMs))))
      return { ready: true, workers: alive.length, lost: lost.length, clockOffMs }
    } catch (error) {
      services.log.warn({ err: error }, 'not ready')
      return reply.code(503).send({ ready: false, missing: 'database' })
    }
  })
}
