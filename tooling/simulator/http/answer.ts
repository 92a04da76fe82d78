import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerResponse } from 'node:http'
import type { Fault } from '../core/faults.ts'
import type { Reply } from './reply.ts'

const bytesOf = (reply: Reply): Buffer => (typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body)

export const send = (response: ServerResponse, reply: Reply): void => {
  if (response.destroyed) return
  const length = typeof reply.body === 'string' ? Buffer.byteLength(reply.body) : reply.body.length
  response.writeHead(reply.status, { ...reply.headers, 'content-length': length })
  response.end(reply.body)
}

export const cut = (response: ServerResponse): void => {
  if (response.socket?.resetAndDestroy !== undefined) response.socket.resetAndDestroy()
  else response.destroy()
}

/** The head and half of the body, then the line goes dead. */
const cutMidway = (response: ServerResponse, reply: Reply): void => {
  const body = bytesOf(reply)
  response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length })
  response.write(body.subarray(0, Math.max(1, Math.floor(body.length / 2))), () => cut(response))
}

const pour = async (response: ServerResponse, total: number): Promise<void> => {
  const chunk = Buffer.alloc(64 * 1024, 0x20)
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"id":"')
  for (let sent = 0; sent < total && !response.destroyed; sent += chunk.length) {
    if (!response.write(chunk)) {
      await new Promise<void>((resolve) => {
        const go = (): void => {
          response.off('drain', go).off('close', go)
          resolve()
        }
        response.on('drain', go).on('close', go)
      })
    }
  }
  if (!response.destroyed) response.end('"}')
}

const drip = async (response: ServerResponse, reply: Reply, ms: number): Promise<void> => {
  response.writeHead(reply.status, reply.headers)
  for (const byte of bytesOf(reply)) {
    if (response.destroyed) return
    response.write(Buffer.from([byte]))
    await sleep(ms)
  }
  response.end()
}

const withBody = (reply: Reply, body: string): Reply => ({
  status: 200,
  headers: { ...reply.headers, 'content-type': 'application/json; charset=utf-8' },
  body,
})

/** Answers as the fault wants it. True when nothing, or nothing whole, reached the caller. */
export const sendUnder = async (
  fault: Fault,
  response: ServerResponse,
  reply: Reply,
  serverError: Reply,
): Promise<void> => {
  switch (fault.kind) {
    case 'commit-silence':
    case 'silence':
      return
    case 'reset':
      return cut(response)
    case 'commit-reset':
      return cutMidway(response, reply)
    case 'commit-error':
      return send(response, serverError)
    case 'broken-json': {
      const body = bytesOf(reply).toString('utf8')
      return send(response, withBody(reply, body.slice(0, Math.max(1, Math.floor(body.length * 0.6)))))
    }
    case 'wrong-shape':
      return send(response, withBody(reply, '{"ok":true,"result":[1,2,3],"message":42}'))
    case 'huge-body':
      return pour(response, fault.bytes ?? 10_000_000_000)
    case 'drip':
      return drip(response, reply, fault.ms ?? 1000)
    case 'deep-json': {
      const depth = fault.depth ?? 100_000
      return send(response, withBody(reply, '['.repeat(depth) + ']'.repeat(depth)))
    }
    default:
      return send(response, reply)
  }
}
