import { afterEach, expect, test } from 'vitest'
import { isPublicAddress } from './addresses.ts'
import { parseOrigins } from './guard.ts'
import type { Lookup } from './guard.ts'
import { createHttp } from './http.ts'
import { rawServer, reply } from './testing/raw-server.ts'

const clients: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
})
function client(options: { allowOrigins?: ReadonlySet<string>; lookup?: Lookup } = {}) {
  const http = createHttp({ ...options, timeouts: { connect: 1500 } })
  clients.push(http)
  return http
}
const REFUSED = { kind: 'not-sent', why: 'address-not-allowed' }

test.each([
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['172.32.0.1', true],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['100.128.0.1', true],
  ['0.0.0.0', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['8.8.8.8', true],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fc00::1', false],
  ['fd12:3456::1', false],
  ['ff02::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001::1', false],
  ['2001:db8::1', false],
  ['2606:4700::1111', true],
  ['[2606:4700::1111]', true],
  ['localhost', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected)
})

test.each([
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://169.254.169.254/latest/meta-data',
  'http://93.184.216.34/',
  'https://user:password@example.org/',
  'ftp://example.org/',
])('%s is never connected to', async (url) => {
  expect(await client().send({ method: 'GET', url })).toEqual(REFUSED)
})

test('a public name that leads to an internal address is refused before a byte leaves', async () => {
  await using inside = await rawServer((socket) => void socket.write(reply(200, '{}')))
  const lookup: Lookup = (_name, options, callback) =>
    options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4)
  const outcome = await client({ lookup }).send({ method: 'GET', url: `https://innocent.example:${inside.port}/` })
  expect(outcome).toEqual(REFUSED)
  expect(inside.connections()).toBe(0)
})

test('one internal address among public ones is enough to refuse the name', async () => {
  const lookup: Lookup = (_name, _options, callback) =>
    callback(null, [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ])
  expect(await client({ lookup }).send({ method: 'GET', url: 'https://mixed.example/' })).toEqual(REFUSED)
})

test('a name that changes its mind after the first look gains nothing: the look-up that is connected to is the one checked', async () => {
  await using inside = await rawServer((socket) => void socket.write(reply(200, '{}')))
  let looks = 0
  const lookup: Lookup = (_name, _options, callback) => {
    looks++
    // Public at first sight, internal ever after.
    callback(null, [{ address: looks === 1 ? '192.0.2.7' : '127.0.0.1', family: 4 }])
  }
  const http = client({ lookup })
  expect(await http.send({ method: 'GET', url: `https://rebind.example:${inside.port}/` })).toEqual(REFUSED)
  expect(await http.send({ method: 'GET', url: `https://rebind.example:${inside.port}/` })).toEqual(REFUSED)
  expect(inside.connections()).toBe(0)
})

test('exactly the origins given are let through: not another port, not another name of the same machine', async () => {
  await using server = await rawServer((socket) => void socket.write(reply(200, '{}')))
  await using other = await rawServer((socket) => void socket.write(reply(200, '{}')))
  const http = client({ allowOrigins: new Set([server.origin]) })
  expect(await http.send({ method: 'GET', url: `${server.origin}/` })).toMatchObject({ status: 200 })
  expect(await http.send({ method: 'GET', url: `${other.origin}/` })).toEqual(REFUSED)
  expect(await http.send({ method: 'GET', url: `http://localhost:${server.port}/` })).toEqual(REFUSED)
})

test('origins are read from a list, and what is no origin is named', () => {
  expect([...parseOrigins(' http://localhost:4010/path, https://pds.test ')]).toEqual([
    'http://localhost:4010',
    'https://pds.test',
  ])
  expect(() => parseOrigins('localhost')).toThrow()
  expect(() => parseOrigins('file:///etc/passwd')).toThrow('file:///etc/passwd')
})
