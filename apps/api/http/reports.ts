import type { Language } from '@comptoir/domain/shared'
import { diskMediaStore, type MediaStore } from '@comptoir/operations/editorial'
import {
  countOpening,
  editionPicture,
  openLink,
  type Opened,
  type Shut,
  tryPassword,
} from '@comptoir/operations/reporting'
import { type Door, renderDoor, renderReport } from '@comptoir/reporting'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { preferredLanguage } from '../context.ts'
import type { House } from '../house.ts'
import { keptCorrections, sendCsv, sendPdf, sendStored } from '../reports/index.ts'
import { serveSignedPages } from '../signed-pages.ts'

type Asked = { Params: { token: string }; Querystring: { k?: string | string[]; part?: string } }

/** Pages, pictures and files of one reader; an office behind one address reads together. */
const PER_MINUTE = 300
const TRIES_PER_MINUTE = 20

/**
 * A report by its link: no account, no script, no cookie. The link names its agency; a password opens it for half an hour by a leave that the
 * address carries, so that nothing is kept in the reader's browser.
 */
export async function serveReports(server: FastifyInstance, house: House): Promise<void> {
  const { db, keys, settings, log } = house.services
  const store: MediaStore = diskMediaStore(settings.dataDir)
  const corrections = keptCorrections({ db, keys })

  await serveSignedPages(server, {
    perMinute: PER_MINUTE,
    cacheControl: 'private, no-cache',
    refuse(code, request, reply) {
      const language = preferredLanguage(request)
      if (code === 429) return showDoor(reply, 429, { kind: 'busy' }, language)
      return code < 500
        ? showDoor(reply, 404, { kind: 'not-found' }, language)
        : showDoor(reply, 500, { kind: 'broken' }, language)
    },
    failed: (error) => log.error({ err: error }, 'a report could not be shown'),
    doors(doors) {
      /** Opens the link, or shows the door that stands where the report would be. */
      const open = async (request: FastifyRequest<Asked>, reply: FastifyReply): Promise<Opened | null> => {
        const { k } = request.query
        const { token } = request.params
        const found = await openLink({ db, keys }, token, typeof k === 'string' ? k : null)
        if (found.kind === 'open') return found
        await showShut(request, reply, found)
        return null
      }

      doors.get<Asked>('/r/:token', async (request, reply) => {
        const opened = await open(request, reply)
        if (!opened) return reply
        const to = addresses(request.params.token, opened.leave)
        const page = renderReport(opened.edition.model, {
          picture: to.picture,
          links: { pdf: to.pdf, csv: to.csv },
          corrections: await corrections.of(opened),
          fingerprint: opened.edition.fingerprint,
        })
        if (isRead(request)) await countOpening({ db, keys }, opened)
        return send(reply, 200, page)
      })

      doors.post<Asked>(
        '/r/:token',
        { config: { rateLimit: { max: TRIES_PER_MINUTE, timeWindow: '1 minute' } } },
        async (request, reply) => {
          const { token } = request.params
          const typed = request.body instanceof URLSearchParams ? (request.body.get('password') ?? '') : ''
          const tried = await tryPassword({ db, keys }, token, typed.slice(0, 200))
          if (tried.kind === 'granted') return reply.redirect(addresses(token, tried.leave).page, 303)
          if (tried.kind === 'wrong' && tried.waitSeconds === 0) {
            const door = {
              kind: 'password',
              agency: tried.agencyName,
              action: `/r/${token}`,
              problem: 'wrong',
            } as const
            return showDoor(reply, 403, door, tried.language)
          }
          return showShut(request, reply, tried.kind === 'wrong' ? { ...tried, kind: 'password' } : tried)
        },
      )

      doors.get<Asked>('/r/:token/pdf', async (request, reply) => {
        const opened = await open(request, reply)
        if (!opened) return reply
        if (await sendPdf(reply, store, opened.agencyId, opened.edition)) return reply
        reply.header('retry-after', '10').header('refresh', '10')
        const report = addresses(request.params.token, opened.leave).page
        return showDoor(reply, 404, { kind: 'making', agency: opened.agencyName, report }, opened.language)
      })

      doors.get<Asked>('/r/:token/csv', async (request, reply) => {
        const opened = await open(request, reply)
        if (!opened) return reply
        return sendCsv(reply, opened.edition, request.query.part, await corrections.of(opened))
      })

      doors.get<Asked & { Params: { ref: string } }>('/r/:token/pictures/:ref', async (request, reply) => {
        const opened = await open(request, reply)
        if (!opened) return reply
        const file = editionPicture(opened.edition, request.params.ref)
        if (file && (await sendStored(reply, store, opened.agencyId, file))) return reply
        return showDoor(reply, 404, { kind: 'not-found' }, opened.language)
      })

      // Whatever else stands behind /r/ is an address that was cut off or typed wrong, never a page of the admin.
      doors.get('/r/*', async (request, reply) =>
        showDoor(reply, 404, { kind: 'not-found' }, preferredLanguage(request)),
      )
    },
  })
}

/** Where the parts of an opened report are. */
function addresses(token: string, leave: string | null) {
  const query = leave === null ? '' : `?k=${encodeURIComponent(leave)}`
  const page = `/r/${token}`
  return {
    page: page + query,
    pdf: `${page}/pdf${query}`,
    csv: `${page}/csv${query}`,
    picture: (ref: string) => `${page}/pictures/${encodeURIComponent(ref)}${query}`,
  }
}

/** A person reads it: not a browser that fetches ahead, not a question for the headers alone. */
function isRead(request: FastifyRequest): boolean {
  const purpose = request.headers['sec-purpose'] ?? request.headers['purpose'] ?? ''
  return request.method === 'GET' && !String(purpose).includes('prefetch')
}

function showShut(request: FastifyRequest<Asked>, reply: FastifyReply, shut: Shut): FastifyReply {
  if (shut.kind === 'not-found') return showDoor(reply, 404, { kind: 'not-found' }, preferredLanguage(request))
  const { agencyName: agency, language } = shut
  if (shut.kind !== 'password') return showDoor(reply, 410, { kind: shut.kind, agency }, language)
  const action = `/r/${request.params.token}`
  if (shut.waitSeconds === 0) return showDoor(reply, 200, { kind: 'password', agency, action, problem: null }, language)
  reply.header('retry-after', String(shut.waitSeconds))
  const minutes = Math.ceil(shut.waitSeconds / 60)
  return showDoor(reply, 429, { kind: 'password', agency, action, problem: 'too-many', minutes }, language)
}

function showDoor(reply: FastifyReply, code: number, door: Door, language: Language): FastifyReply {
  return send(reply, code, renderDoor(door, language))
}

function send(reply: FastifyReply, code: number, page: { html: string; csp: string }): FastifyReply {
  return reply
    .code(code)
    .header('content-security-policy', page.csp)
    .header('content-type', 'text/html; charset=utf-8')
    .send(page.html)
}
