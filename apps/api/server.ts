import helmet from '@fastify/helmet'
import type { Pools } from '@comptoir/db'
import { openOutside } from '@comptoir/operations/connectors-ports'
import type { Services } from '@comptoir/operations/services'
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { pino } from 'pino'
import { makeContext } from './context.ts'
import { Feed } from './feed.ts'
import type { House } from './house.ts'
import { serveAdmin } from './http/admin.ts'
import { serveAuth } from './http/auth.ts'
import { serveEvidence } from './http/evidence.ts'
import { serveHealth } from './http/health.ts'
import { serveMedia } from './http/media.ts'
import { serveOAuth } from './http/oauth.ts'
import { serveReportFiles } from './http/report-files.ts'
import { servePolls } from './http/polls.ts'
import { serveReports } from './http/reports.ts'
import { serveLargeBodies } from './large-bodies.ts'
import { type AppRouter, appRouter } from './routers/index.ts'
import { openSignIn } from './sign-in.ts'

export type Api = { server: FastifyInstance; house: House; close(): Promise<void> }

/** Builds the API on open pools; `listen` is the caller's. */
export async function openApi(opened: Omit<Services, 'log'>, pools: Pools): Promise<Api> {
  const log: FastifyBaseLogger = pino({
    name: 'api',
    level: opened.settings.logLevel,
    redact: ['req.headers.cookie', 'req.headers.authorization', 'password', 'token'],
  })
  const services: Services = { ...opened, log }
  const server: FastifyInstance = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: services.settings.trustProxy,
    bodyLimit: 1024 * 1024,
    // A person's open stream must not keep the house from closing.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 5000 },
  })
  const house: House = {
    services,
    signIn: openSignIn(services, pools.auth),
    feed: new Feed(services.db),
    outside: openOutside(services),
  }
  await house.feed.open(pools.listenUrl, (error) => log.warn({ err: error }, 'live feed'))

  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:', 'http:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: services.settings.url.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  })
  serveHealth(server, house)
  serveAuth(server, house)
  await serveMedia(server, house)
  serveOAuth(server, house)
  await servePolls(server, house)
  await serveReports(server, house)
  serveReportFiles(server, house)
  serveEvidence(server, house)
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
    router: appRouter,
    createContext: ({ req, res }) => makeContext(house, req, res),
    // By this the clocks on the screens are set right.
    responseMeta: () => ({ headers: new Headers([['x-comptoir-now', String(Date.now())]]) }),
    onError: ({ error, path }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') log.error({ err: error, path }, 'a procedure failed')
    },
  }
  await serveLargeBodies(server, house, trpcOptions)
  await server.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions })
  await serveAdmin(server)
  return {
    server,
    house,
    async close() {
      await house.feed.close()
      await server.close()
      await house.outside.close()
    },
  }
}
