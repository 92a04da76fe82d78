import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createHttp } from './http.ts'
import type { HttpOptions } from './http.ts'
import type { Lookup } from './guard.ts'
import { rawServer, reply } from './testing/raw-server.ts'
import type { RawServer } from './testing/raw-server.ts'

const clients: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
})
function client(server: { origin: string } | null, options: HttpOptions = {}) {
  const http = createHttp({ allowOrigins: new Set(server ? [server.origin] : []), ...options })
  clients.push(http)
  return http
}
const post = (server: RawServer) => ({
  method: 'POST' as const,
  url: `${server.origin}/post`,
  body: '{"text":"T−2 h"}',
})
const say = (text: string) => rawServer((socket) => void socket.write(text))

describe('what an answer proves', () => {
  test('a whole answer is handed over with status, headers and bytes', async () => {
    await using server = await say(reply(201, '{"id":"1"}', { 'X-Thing': 'a' }))
    const outcome = await client(server).send(post(server))
    expect(outcome).toMatchObject({ kind: 'answered', status: 201, headers: { 'x-thing': 'a' } })
    expect(outcome.kind === 'answered' && Buffer.from(outcome.body).toString()).toBe('{"id":"1"}')
    expect(server.received[0]).toMatch(/^POST \/post HTTP\/1\.1\r\n/)
  })

  test('a server that never answers leaves the outcome unknown', async () => {
    await using server = await rawServer(() => undefined)
    const outcome = await client(server, { timeouts: { headers: 80 } }).send(post(server))
    expect(outcome).toEqual({ kind: 'unknown', why: 'time-out', status: null })
    expect(server.received).toHaveLength(1)
  })

  test('a connection cut before the head leaves the outcome unknown', async () => {
    await using server = await rawServer((socket) => void socket.resetAndDestroy())
    expect(await client(server).send(post(server))).toEqual({ kind: 'unknown', why: 'connection-lost', status: null })
  })

  test('a connection cut in the middle of the body leaves it unknown, with the status that was seen', async () => {
    await using server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"id":', () => socket.resetAndDestroy())
    })
    expect(await client(server).send(post(server))).toEqual({ kind: 'unknown', why: 'connection-lost', status: 200 })
  })

  test('a slow drip ends at the body time-out, however steady it is', async () => {
    await using server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n')
      const drip = setInterval(() => socket.write('.'), 5)
      socket.on('close', () => clearInterval(drip))
    })
    const begun = performance.now()
    const outcome = await client(server, { timeouts: { body: 150 } }).send(post(server))
    expect(outcome).toEqual({ kind: 'unknown', why: 'time-out', status: 200 })
    expect(performance.now() - begun).toBeLessThan(2000)
  })

  test('what is no HTTP leaves it unknown', async () => {
    await using server = await say('SMTP ready\r\n\r\n')
    expect(await client(server).send(post(server))).toEqual({ kind: 'unknown', why: 'unreadable-answer', status: null })
  })

  test('a packed answer that nobody asked for is not unpacked', async () => {
    await using server = await say(reply(200, 'zzz', { 'content-encoding': 'gzip' }))
    expect(await client(server).send(post(server))).toEqual({ kind: 'unknown', why: 'unreadable-answer', status: 200 })
  })
})

describe('size', () => {
  test('a body that announces too much is not read', async () => {
    await using server = await say('HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\nxxx')
    expect(await client(server).send(post(server))).toEqual({ kind: 'unknown', why: 'too-large-answer', status: 200 })
  })

  test('a body without end is cut at the cap', async () => {
    let written = 0
    await using server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
      const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
      const pump = () => {
        while (!socket.destroyed && socket.write(chunk)) written += 0x4000
      }
      socket.on('drain', pump)
      pump()
    })
    const outcome = await client(server).send({ ...post(server), maxBytes: 100_000 })
    expect(outcome).toEqual({ kind: 'unknown', why: 'too-large-answer', status: 200 })
    expect(written).toBeLessThan(20_000_000)
  })
})

describe('what certainly never left', () => {
  test('a refused connection', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const origin = `http://127.0.0.1:${port}`
    const outcome = await client({ origin }).send({ method: 'POST', url: `${origin}/`, body: 'x' })
    expect(outcome).toEqual({ kind: 'not-sent', why: 'connect' })
  })

  test('a name that does not exist', async () => {
    const lookup: Lookup = (_name, _options, callback) =>
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), [])
    const outcome = await client(null, { lookup }).send({ method: 'POST', url: 'https://nobody.example/', body: 'x' })
    expect(outcome).toEqual({ kind: 'not-sent', why: 'name' })
  })

  test('a TLS handshake that fails', async () => {
    await using server = await rawServer((socket) => socket.end('no TLS here'))
    const origin = `https://127.0.0.1:${server.port}`
    const outcome = await client({ origin }).send({ method: 'POST', url: `${origin}/secret-path`, body: 'x' })
    expect(outcome.kind).toBe('not-sent')
    expect(server.received.join('')).not.toContain('secret-path')
  })

  test('a send whose deadline had passed before its first byte', async () => {
    await using server = await say(reply(200, '{}'))
    const http = client(server)
    const outcome = await http.send({ ...post(server), deadline: performance.now() - 1 })
    expect(outcome).toEqual({ kind: 'not-sent', why: 'deadline-passed' })
    await http.send({ ...post(server), deadline: performance.now() + 5000 })
    expect(server.received).toHaveLength(1)
  })

  test('a send that waits for a connection past its deadline is given up, and its turn writes nothing', async () => {
    const held: (() => void)[] = []
    await using server = await rawServer((socket) => held.push(() => socket.write(reply(200, '{}'))))
    const http = client(server, { connections: 1 })
    const first = http.send({ ...post(server), deadline: performance.now() + 5000 })
    await expect.poll(() => held.length).toBe(1)
    const second = await http.send({ ...post(server), deadline: performance.now() + 60 })
    expect(second).toEqual({ kind: 'not-sent', why: 'deadline-passed' })
    held[0]?.()
    expect(await first).toMatchObject({ kind: 'answered' })
    const third = http.send({ ...post(server), url: `${server.origin}/third`, deadline: performance.now() + 5000 })
    await expect.poll(() => held.length).toBe(2)
    held[1]?.()
    expect(await third).toMatchObject({ kind: 'answered' })
    expect(server.received.map((head) => head.split(' ')[1])).toEqual(['/post', '/third'])
  })

  test('a clock that jumps past the deadline between order and write is noticed in the tick of the write', async () => {
    await using server = await say(reply(200, '{}'))
    let now = 0
    const http = client(server, { monotonic: () => now })
    const sending = http.send({ ...post(server), deadline: 2000 })
    now = 2001
    expect(await sending).toEqual({ kind: 'not-sent', why: 'deadline-passed' })
    expect(server.received).toEqual([])
  })
})

test('slow reads do not hold up a publishing call to the same server', async () => {
  await using server = await rawServer((socket, head) => {
    if (head.startsWith('POST')) socket.write(reply(200, '{}'))
  })
  const http = client(server, { connections: 1, timeouts: { headers: 3000 } })
  const read = http.send({ method: 'GET', url: `${server.origin}/slow` })
  await expect.poll(() => server.received.length).toBe(1)
  expect(await http.send({ ...post(server), deadline: performance.now() + 1000 })).toMatchObject({ kind: 'answered' })
  await http.close()
  expect(await read).toMatchObject({ kind: 'unknown' })
})

test('a client bound to one origin reaches no other: not by its address, not by a redirect, not by another name, whatever else is allowed', async () => {
  await using inside = await say(reply(200, '{"secret":true}'))
  await using server = await rawServer((socket, head) => {
    const there = head.startsWith('GET /away') ? reply(302, '', { location: `${inside.origin}/` }) : reply(200, '{}')
    socket.write(there)
  })
  const lookup: Lookup = (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }])
  const allowOrigins = new Set([server.origin, inside.origin, `http://localhost:${inside.port}`])
  const http = client(null, { allowOrigins, onlyOrigin: server.origin, lookup })
  expect(await http.send(post(server))).toMatchObject({ kind: 'answered', status: 200 })
  const refused = { kind: 'not-sent', why: 'address-not-allowed' }
  expect(await http.send(post(inside))).toEqual(refused)
  expect(await http.send({ method: 'GET', url: `${server.origin}/away`, redirects: 3 })).toEqual(refused)
  expect(await http.send({ method: 'GET', url: `http://localhost:${inside.port}/` })).toEqual(refused)
  expect(await http.send({ method: 'GET', url: `http://localhost:${server.port}/` })).toEqual(refused)
  expect(inside.connections() + inside.received.length).toBe(0)
  expect(server.received).toHaveLength(2)
})

describe('redirects', () => {
  test('a write is never redirected', async () => {
    await using server = await say(reply(307, '', { location: '/elsewhere' }))
    expect(await client(server).send({ ...post(server), redirects: 3 })).toMatchObject({
      kind: 'answered',
      status: 307,
    })
    expect(server.received).toHaveLength(1)
  })

  test('a read follows as many hops as it was given, and loses its credentials on another origin', async () => {
    await using target = await say(reply(200, '{"ok":true}'))
    await using server = await say(reply(302, '', { location: `${target.origin}/there` }))
    const http = client(null, { allowOrigins: new Set([server.origin, target.origin]) })
    const read = { method: 'GET' as const, url: `${server.origin}/`, headers: { authorization: 'Bearer s3cret' } }
    expect(await http.send(read)).toMatchObject({ status: 302 })
    expect(await http.send({ ...read, redirects: 1 })).toMatchObject({ status: 200 })
    expect(server.received[0]).toContain('s3cret')
    expect(target.received[0]).toMatch(/^GET \/there/)
    expect(target.received[0]).not.toContain('s3cret')
  })

  test('a redirect to an internal address is refused at that hop', async () => {
    await using inside = await say(reply(200, '{"secret":true}'))
    await using server = await say(reply(302, '', { location: `${inside.origin}/` }))
    const outcome = await client(server).send({ method: 'GET', url: `${server.origin}/`, redirects: 3 })
    expect(outcome).toEqual({ kind: 'not-sent', why: 'address-not-allowed' })
    expect(inside.connections() + inside.received.length).toBe(0)
  })
})
