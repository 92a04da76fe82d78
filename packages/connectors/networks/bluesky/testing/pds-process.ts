import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { envToCfg, envToSecrets, PDS } from '@atproto/pds'
import { Database, PlcServer } from '@did-plc/server'

/** Run as a process of its own by `start-pds.ts`: a directory of identities in memory and a personal data server on a free port. */
const directory = await mkdtemp(join(tmpdir(), 'comptoir-pds-'))
const plcPort = await freePort()
const plc = PlcServer.create({ db: Database.mock(), port: plcPort })
await plc.start()

const port = await freePort()
const environment = {
  port,
  hostname: 'localhost',
  devMode: true,
  dataDirectory: directory,
  blobstoreDiskLocation: join(directory, 'blobs'),
  didPlcUrl: `http://localhost:${plcPort}`,
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  disableSsrfProtection: true,
  crawlers: [],
  enableDidDocWithSession: true,
  rateLimitsEnabled: process.env.PDS_RATE_LIMITS === '1',
  jwtSecret: randomBytes(16).toString('hex'),
  adminPassword: randomBytes(16).toString('hex'),
  plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString('hex'),
  trustedOAuthClients: [],
  handleBackupNameservers: [],
  rateLimitBypassIps: [],
}
const pds = await PDS.create(envToCfg(environment), envToSecrets(environment))
await pds.start()
process.stdout.write(`${JSON.stringify({ ready: true, url: `http://localhost:${port}` })}\n`)

let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  await pds.destroy()
  await plc.destroy()
  await rm(directory, { recursive: true, force: true })
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
// The parent holds our stdin: when it goes away, so do we.
process.stdin.on('end', () => void stop()).resume()

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: free } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return free
}
