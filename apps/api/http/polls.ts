import { Said } from '@comptoir/domain/countdown'
import type { Language } from '@comptoir/domain/shared'
import {
  answerQuestion,
  openQuestion,
  type PollDoor,
  type PollQuestion,
  REASON_LENGTH,
} from '@comptoir/operations/countdown'
import { type PollPage, renderPoll, renderPollDoor } from '@comptoir/reporting'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { preferredLanguage } from '../context.ts'
import type { House } from '../house.ts'
import { serveSignedPages } from '../signed-pages.ts'

type Asked = { Params: { token: string } }

const PER_MINUTE = 120
const ANSWERS_PER_MINUTE = 20

/** A go/no-go question by its link: no account, no script, no cookie. Only a pressed button says anything. */
export async function servePolls(server: FastifyInstance, house: House): Promise<void> {
  const { db, log } = house.services

  await serveSignedPages(server, {
    perMinute: PER_MINUTE,
    cacheControl: 'private, no-store',
    refuse(code, request, reply) {
      const why = code === 429 ? 'busy' : code < 500 ? 'not-found' : 'broken'
      return send(reply, code, renderPollDoor(why, preferredLanguage(request)))
    },
    failed: (error) => log.error({ err: error }, 'a poll could not be shown'),
    doors(doors) {
      doors.get<Asked>('/poll/:token', async (request, reply) =>
        show(request, reply, await openQuestion(db, request.params.token)),
      )

      doors.post<Asked>(
        '/poll/:token',
        { config: { rateLimit: { max: ANSWERS_PER_MINUTE, timeWindow: '1 minute' } } },
        async (request, reply) => {
          const { token } = request.params
          const typed = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
          const said = Said.safeParse(typed.get('said'))
          if (!said.success) return show(request, reply, await openQuestion(db, token))
          const door = await answerQuestion(db, token, { said: said.data, reason: typed.get('reason') ?? '' })
          // Read anew after the answer, so that a reload says nothing twice.
          return door.kind === 'question' ? reply.redirect(`/poll/${token}`, 303) : show(request, reply, door)
        },
      )

      // Whatever else stands behind /poll/ is an address that was cut off, never a page of the admin.
      doors.get('/poll/*', async (request, reply) =>
        send(reply, 404, renderPollDoor('not-found', preferredLanguage(request))),
      )
    },
  })
}

function show(request: FastifyRequest<Asked>, reply: FastifyReply, door: PollDoor): FastifyReply {
  if (door.kind === 'not-found') return send(reply, 404, renderPollDoor('not-found', preferredLanguage(request)))
  if (door.kind === 'expired') return send(reply, 410, renderPollDoor('expired', door.language))
  return send(reply, 200, renderPoll(pageOf(door, `/poll/${request.params.token}`), door.language as Language))
}

function pageOf(question: PollQuestion, action: string): PollPage {
  const { event, t0, said, saidAt, attemptState: state } = question
  const isOver = state !== 'planned' && state !== 'go' && state !== 'hold'
  return {
    clientName: question.clientName,
    agencyName: question.agencyName,
    person: question.person,
    event: {
      mission: [event.subject, event.name].filter(Boolean).join(', '),
      site: event.site,
      zone: event.zone,
      windowMinutes: event.windowMinutes,
    },
    t0: t0.kind === 'instant' ? { kind: 'instant', at: t0.at.epochMilliseconds } : t0,
    stands: isOver ? 'over' : question.isOpen ? 'open' : question.state === 'waiting' ? 'waiting' : 'closed',
    onHold: state === 'hold',
    until: question.until?.epochMilliseconds ?? null,
    said: said && saidAt ? { what: said, at: saidAt.epochMilliseconds, reason: question.reason } : null,
    action,
    reasonLength: REASON_LENGTH,
  }
}

function send(reply: FastifyReply, code: number, page: { html: string; csp: string }): FastifyReply {
  return reply
    .code(code)
    .header('content-security-policy', page.csp)
    .header('content-type', 'text/html; charset=utf-8')
    .send(page.html)
}
