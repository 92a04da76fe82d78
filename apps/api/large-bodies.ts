import { MOST_CHARACTERS } from '@comptoir/domain/audience'
import { fastifyRequestHandler, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify'
import type { FastifyInstance } from 'fastify'
import { makeContext } from './context.ts'
import { sentenceOf } from './error-sentences.ts'
import type { AppRouter } from './routers/index.ts'
import type { House } from './house.ts'

/** The procedures that take a whole file of figures as text. */
const PATHS = ['audience.dryRun', 'audience.import']
/** A character of a figure file takes one byte, seldom two; JSON writes its line ends in two. */
const MAX_BYTES = Math.round(MOST_CHARACTERS * 1.2)

/** Lets files through where files are taken, and only from people who are signed in: everywhere else bodies stay small. */
export async function serveLargeBodies(
  server: FastifyInstance,
  house: House,
  trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
): Promise<void> {
  await server.register(async (scope) => {
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    for (const path of PATHS) {
      scope.post(
        `/trpc/${path}`,
        {
          bodyLimit: MAX_BYTES,
          onRequest: async (request, reply) => {
            const { session, language } = await makeContext(house, request, reply)
            if (session) return
            const data = { code: 'UNAUTHORIZED', httpStatus: 401, path, sentence: sentenceOf('UNAUTHORIZED', language) }
            await reply
              .code(401)
              .send({ error: { message: 'UNAUTHORIZED', code: -32001, data: { ...data, fields: [] } } })
          },
        },
        (req, res) => fastifyRequestHandler({ ...trpcOptions, req, res, path }),
      )
    }
  })
}
