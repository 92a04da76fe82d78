import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isNetwork, type Network } from '../core/types.ts'
import type { World } from '../core/world.ts'
import type { Call, Sheet } from '../networks/sheet.ts'
import { send } from './answer.ts'
import { parseBody } from './body.ts'
import { instant } from './instant.ts'
import { perform } from './perform.ts'
import { json, type Reply } from './reply.ts'
import { router } from './router.ts'

const largestBody = 64 * 1024 * 1024

/** What is not a network's API: the control API and the pages. Null when nothing is there. */
export type House = (request: {
  method: string
  path: string
  query: URLSearchParams
  body: Buffer
  language: string
}) => Reply | null | Promise<Reply | null>

/** The whole body; null when it is larger than any network takes. */
const readBody = (request: IncomingMessage): Promise<Buffer | null> => {
  if (request.method === 'GET' || request.method === 'HEAD') return Promise.resolve(Buffer.alloc(0))
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let length = 0
    request.on('data', (part: Buffer) => {
      length += part.length
      if (length <= largestBody) parts.push(part)
      else {
        request.pause()
        resolve(null)
      }
    })
    request.on('end', () => resolve(parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)))
    request.on('error', reject)
  })
}

/** A client that knows only an origin asks at the root: each network's paths are its own there too. */
const atRoot: readonly (readonly [RegExp, Network])[] = [
  [/^\/(xrpc|plc)\//, 'bluesky'],
  [/^\/(api\/v[12]|oauth)\/|^\/\.well-known\/oauth-authorization-server$/, 'mastodon'],
  [/^\/v\d+\.\d+(\/|$)/, 'facebook'],
  [/^\/(2|i)\//, 'x'],
]

const firstSegment = (path: string): { head: string; rest: string } => {
  for (const [pattern, network] of atRoot) if (pattern.test(path)) return { head: network, rest: path }
  const slash = path.indexOf('/', 1)
  return slash < 0 ? { head: path.slice(1), rest: '/' } : { head: path.slice(1, slash), rest: path.slice(slash) }
}

export const createSimulatorServer = (world: World, sheets: Record<Network, Sheet>, house: House): Server => {
  const routers = {
    bluesky: router(sheets.bluesky.routes),
    mastodon: router(sheets.mastodon.routes),
    facebook: router(sheets.facebook.routes),
    x: router(sheets.x.routes),
  }

  const answer = async (request: IncomingMessage, response: ServerResponse, arrivedAt: number): Promise<void> => {
    const address = request.url ?? '/'
    const mark = address.indexOf('?')
    const path = mark < 0 ? address : address.slice(0, mark)
    const query = new URLSearchParams(mark < 0 ? '' : address.slice(mark + 1))
    const method = request.method ?? 'GET'
    const { head, rest } = firstSegment(path)
    const sheet = isNetwork(head) ? sheets[head] : null

    const normal = sheet?.normalise?.(rest) ?? rest
    const found = sheet === null || typeof normal !== 'string' ? null : routers[sheet.network](method, normal)
    const body = await readBody(request)
    if (body === null) {
      send(response, sheet === null ? json({ error: 'the body is too large' }, 413) : sheet.tooLarge())
      request.destroy()
      return
    }
    if (sheet === null || found === null) {
      const page = await house({ method, path, query, body, language: request.headers['accept-language'] ?? '' })
      if (page !== null) return send(response, page)
      if (sheet === null) return send(response, json({ error: `nothing at ${method} ${path}` }, 404))
    }
    const call: Call = {
      world,
      network: sheet.network,
      method,
      path: rest,
      params: found?.params ?? {},
      query,
      headers: request.headers,
      body,
      parsed: parseBody(request.headers['content-type'] ?? '', body),
      arrivedAt,
      now: world.now(),
      operation: 'unknown',
      account: null,
      token: null,
      denial: null,
      hiddenForMs: 0,
      mediaTakesMs: 0,
      mediaFails: false,
      arrivals: [],
    }
    if (typeof normal !== 'string') return send(response, normal)
    if (found === null) return send(response, sheet.notFound(call))
    await perform(sheet, found.route, call, response)
  }

  const server = createServer({ noDelay: true, keepAliveTimeout: 65_000, requestTimeout: 0 }, (request, response) => {
    const arrivedAt = instant()
    const failed = (error: unknown): void => {
      // A caller that hung up is no fault of ours.
      if (request.destroyed && !response.headersSent) return
      process.stderr.write(`simulator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      if (response.headersSent) response.destroy()
      else send(response, json({ error: 'the simulator itself failed', detail: String(error) }, 500))
    }
    // Heads first, work after: in a burst no request's instant waits for the work of another.
    setImmediate(() => void answer(request, response, arrivedAt).catch(failed))
  })
  server.maxConnections = 4096
  return server
}
