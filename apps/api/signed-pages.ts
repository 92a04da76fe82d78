import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** A password, or a reason and two words: nothing longer is read. */
const BODY_BYTES = 4096

export type SignedPages = {
  /** Requests of one address in a minute. */
  perMinute: number
  cacheControl: string
  /** Shows what stands in the page's place: 429 too many, other 4xx nothing there, 500 broken. */
  refuse: (code: number, request: FastifyRequest, reply: FastifyReply) => FastifyReply
  failed: (error: Error) => void
  doors: (server: FastifyInstance) => void
}

/** Pages that are opened by a signed link: no account, no script; nobody is told where the reader came from, and no robot keeps them. */
export async function serveSignedPages(server: FastifyInstance, pages: SignedPages): Promise<void> {
  await server.register(async (own) => {
    await own.register(rateLimit, { max: pages.perMinute, timeWindow: '1 minute' })
    own.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    own.addHook('onRequest', async (_request, reply) => {
      reply
        .header('referrer-policy', 'no-referrer')
        .header('x-robots-tag', 'noindex, nofollow, noarchive')
        .header('cache-control', pages.cacheControl)
    })
    own.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const code = error.statusCode ?? 500
      if (code >= 500) pages.failed(error)
      return pages.refuse(code >= 500 ? 500 : code, request, reply)
    })
    pages.doors(own)
  })
}
