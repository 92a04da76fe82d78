import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import statics from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const BUILT = fileURLToPath(new URL('../../admin/dist', import.meta.url))
const YEAR = 31_536_000

/** The built admin: hashed files for ever, its page fresh each time, and that page for every address that is one of its own. */
export async function serveAdmin(server: FastifyInstance): Promise<void> {
  if (!existsSync(BUILT)) return
  await server.register(statics, {
    root: BUILT,
    wildcard: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? `public, max-age=${YEAR}, immutable` : 'no-cache')
    },
  })
  server.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && request.headers.accept?.includes('text/html')
    if (page && !/^\/(api|trpc|health|media|files)\//.test(request.url)) return reply.sendFile('index.html')
    return reply.code(404).send({ error: 'not found' })
  })
}
