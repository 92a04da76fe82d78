import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerResponse } from 'node:http'
import { blanked, blankedHeaders } from '../core/calls.ts'
import type { Fault, FaultKind } from '../core/faults.ts'
import type { ArrivalAnswer } from '../core/types.ts'
import type { Call, Route, Sheet } from '../networks/sheet.ts'
import { cut, send, sendUnder } from './answer.ts'
import { instant } from './instant.ts'
import { html, type Reply } from './reply.ts'

/** These are answered after the request was done, unless the fault says `done: false`. */
const afterwards: readonly FaultKind[] = [
  'commit-silence',
  'commit-reset',
  'commit-error',
  'broken-json',
  'wrong-shape',
  'huge-body',
  'drip',
  'deep-json',
]

const answers: Partial<Record<FaultKind, ArrivalAnswer>> = {
  'commit-silence': 'silence',
  'commit-reset': 'reset',
  'commit-error': 'error',
  'broken-json': 'broken',
  'wrong-shape': 'broken',
  'huge-body': 'broken',
  'deep-json': 'broken',
  drip: 'delayed',
}

/** The answer of a fault that does nothing first; null when there is no answer at all. */
const refusal = (fault: Fault, sheet: Sheet, call: Call): Reply | null => {
  switch (fault.kind) {
    case 'error':
      return sheet.serverError(fault.status ?? 503)
    case 'maintenance': {
      const page = html('<!doctype html><title>503</title><h1>We are down for maintenance</h1><p>Back soon.</p>', 503)
      return { ...page, headers: { ...page.headers, 'retry-after': String(fault.retryAfterSeconds ?? 120) } }
    }
    case 'rate-limit':
      return sheet.limited(
        { headers: fault.headers ?? 'network', retryAfterSeconds: fault.retryAfterSeconds ?? 60 },
        call,
      )
    case 'token-death':
      return sheet.tokenDead(fault.variant ?? 'expired', call)
    case 'scope-lost':
      return sheet.scopeLost(fault.scope ?? '', call)
    case 'duplicate':
      return sheet.duplicate(call)
    case 'sunset':
      return sheet.sunset()
    case 'redirect':
      return {
        status: 302,
        headers: { location: fault.location ?? 'http://169.254.169.254/latest/meta-data/' },
        body: '',
      }
    default:
      return null
  }
}

const done = (sheet: Sheet, route: Route, call: Call): Reply => {
  if (route.auth === 'required' && call.denial !== null) return call.denial
  if (route.auth === 'required' && route.scopes !== undefined && call.token !== null) {
    const held = call.token.scopes
    const wanted = route.scopes
    if (!wanted.some((scope) => held.includes(scope))) return sheet.scopeLost(wanted[0] ?? '', call)
  }
  const who = call.account?.id ?? 'anyone'
  const states = call.world.limits.take(sheet.network, sheet.limits, call.operation, who, call.now)
  const nearest = states[0]
  if (nearest?.exceeded === true) {
    const left = Math.max(1, Math.ceil((nearest.resetAt - call.now) / 1000))
    const reply = sheet.limited({ headers: 'network', retryAfterSeconds: left }, call)
    return { ...reply, headers: { ...reply.headers, ...sheet.limitHeaders(states, call) } }
  }
  const reply = route.handle(call)
  const headers = sheet.limitHeaders(states, call)
  return { ...reply, headers: { ...headers, ...reply.headers } }
}

const record = (call: Call, reply: Reply | null, fault: Fault | null): void => {
  const { calls } = call.world
  const search = call.query.toString()
  calls.add({
    at: call.arrivedAt,
    network: call.network,
    operation: call.operation,
    method: call.method,
    path: blanked(search === '' ? call.path : `${call.path}?${search}`),
    account: call.account?.handle ?? null,
    status: reply?.status ?? null,
    ms: Math.round((instant() - call.arrivedAt) * 1000) / 1000,
    fault: fault?.kind ?? null,
    ...(calls.bodies && {
      requestHeaders: blankedHeaders(call.headers),
      requestBody: blanked(call.body.subarray(0, 16_384).toString('utf8')),
      responseBody: reply === null ? '' : blanked(String(reply.body).slice(0, 16_384)),
    }),
  })
}

/** Does one call under whatever faults strike it, and answers it (or not). */
export const perform = async (sheet: Sheet, route: Route, call: Call, response: ServerResponse): Promise<void> => {
  sheet.identify(call)
  call.operation = typeof route.operation === 'string' ? route.operation : route.operation(call)
  const names = call.account === null ? [] : [call.account.handle, call.account.id]
  const struck = call.world.faults.strike(sheet.network, call.operation, names)
  let late = 0
  for (const fault of struck.beside) {
    if (fault.kind === 'delay') late += fault.ms ?? 1000
    else if (fault.kind === 'delay-before') await sleep(fault.ms ?? 1000)
    else if (fault.kind === 'slow-media') call.mediaTakesMs = (fault.seconds ?? 10) * 1000
    else if (fault.kind === 'failed-media') call.mediaFails = true
    else if (fault.kind === 'late-visibility') call.hiddenForMs = (fault.seconds ?? 10) * 1000
  }
  const main = struck.main
  const isDone = main === null || (afterwards.includes(main.kind) && main.done !== false)
  const reply = isDone ? done(sheet, route, call) : refusal(main, sheet, call)
  const answer = main !== null && isDone ? answers[main.kind] : late > 0 ? 'delayed' : undefined
  if (answer !== undefined) for (const arrival of call.arrivals) arrival.answer = answer
  record(call, reply, main ?? struck.beside[0] ?? null)
  if (late > 0) await sleep(late)
  if (main !== null && afterwards.includes(main.kind)) {
    const shown = reply ?? { status: 200, headers: {}, body: '{"id":"0","uri":"","cid":"","data":{}}' }
    await sendUnder(main, response, shown, sheet.serverError(main.status ?? 500))
  } else if (reply !== null) send(response, reply)
  else if (main?.kind === 'reset') cut(response)
}
