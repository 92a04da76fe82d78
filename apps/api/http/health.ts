import { inDispatch } from '@comptoir/db'
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'

/** A worker that has not said a word for this long is not up. */
const SILENCE_SECONDS = 15

/** `/health/live`: this process answers. `/health/ready`: so do the database and at least one worker. */
export function serveHealth(server: FastifyInstance, { services }: House): void {
  server.get('/health/live', async () => ({ live: true }))
  server.get('/health/ready', async (_request, reply) => {
    try {
      const { rows } = await inDispatch(services.db, async (tx) => ({
        rows: await tx.selectFrom('workers').select(['id', 'seen_at']).where('stopped_at', 'is', null).execute(),
      }))
      const alive = rows.filter((row) => Date.now() - row.seen_at.getTime() < SILENCE_SECONDS * 1000)
      if (alive.length > 0) return { ready: true, workers: alive.length }
      return await reply.code(503).send({ ready: false, missing: 'worker' })
    } catch (error) {
      services.log.warn({ err: error }, 'not ready')
      return reply.code(503).send({ ready: false, missing: 'database' })
    }
  })
}
