import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'

/** better-auth's endpoints under /api/auth. Its magic-link check answers to GET; here only POST consumes a link. */
export function serveAuth(server: FastifyInstance, { services, signIn }: House): void {
  const origin = new URL(services.settings.url).origin

  const pass = async (request: FastifyRequest, reply: FastifyReply, method: string, path: string) => {
    const headers = fromNodeHeaders(request.headers)
    headers.set('x-comptoir-peer', request.ip)
    headers.delete('content-length')
    const answer = await signIn.auth.handler(
      new Request(new URL(path, origin), {
        method,
        headers,
        ...(method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}),
      }),
    )
    // A link that no longer opens is sent on to a page of better-auth's own making; ours asks, and wants to be told.
    const sentOn = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
    const refused = sentOn === null ? null : new URL(sentOn, origin).searchParams.get('error')
    if (refused !== null) return reply.code(400).send({ code: refused })
    reply.code(answer.status)
    for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
    for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
    return reply.send(answer.body ? await answer.text() : null)
  }

  server.get('/api/auth/magic-link/verify', (_request, reply) => reply.code(405).header('allow', 'POST').send())
  server.post<{ Body: { token?: string } }>('/api/auth/magic-link/verify', async (request, reply) => {
    const token = encodeURIComponent(String(request.body?.token ?? ''))
    return pass(request, reply, 'GET', `/api/auth/magic-link/verify?token=${token}`)
  })
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: (request, reply) => pass(request, reply, request.method, request.url),
  })
}
