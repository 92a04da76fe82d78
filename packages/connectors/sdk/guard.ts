import { lookup as dnsLookup } from 'node:dns'
import type { LookupAddress, LookupOptions } from 'node:dns'
import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import { isPublicAddress } from './addresses.ts'

/** Thrown inside the connector when the address that would be connected to is not public. */
export class AddressNotAllowed extends Error {
  override name = 'AddressNotAllowed'
  readonly address: string
  constructor(address: string) {
    super(`Refused to connect to ${address}`)
    this.address = address
  }
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void
export type Lookup = (hostname: string, options: LookupOptions, callback: LookupCallback) => void

/**
 * A connector for undici that refuses every address off the public internet, save for the exact origins given. The check is made in the
 * look-up whose answer is connected to, so a name that changes its mind between check and connection gains nothing.
 * Outside those origins plain `http:` is refused too: tokens do not travel in clear.
 */
export function guardedConnector(options: {
  allowOrigins: ReadonlySet<string>
  /** Milliseconds. */
  connectTimeout: number
  lookup?: Lookup
  ca?: string
}): buildConnector.connector {
  const resolve: Lookup = options.lookup ?? dnsLookup
  const checked: Lookup = (hostname, lookupOptions, callback) =>
    resolve(hostname, { ...lookupOptions, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const addresses = Array.isArray(found) ? found : [{ address: found, family: isIP(found) }]
      const refused = addresses.find(({ address }) => !isPublicAddress(address))
      if (refused) return callback(new AddressNotAllowed(refused.address), [])
      const first = addresses[0]
      if (lookupOptions.all) return callback(null, addresses)
      if (!first) return callback(new AddressNotAllowed(hostname), [])
      callback(null, first.address, first.family)
    })
  const base = { allowH2: false, timeout: options.connectTimeout, ...(options.ca ? { ca: options.ca } : {}) }
  const open = buildConnector(options.lookup ? { ...base, lookup: resolve } : base)
  const guarded = buildConnector({ ...base, lookup: checked })

  return (target, callback) => {
    if (options.allowOrigins.has(originOf(target))) return open(target, callback)
    if (target.protocol !== 'https:') return callback(new AddressNotAllowed(target.hostname), null)
    // A numeric host never passes through the look-up.
    if (isIP(bare(target.hostname)) && !isPublicAddress(target.hostname)) {
      return callback(new AddressNotAllowed(target.hostname), null)
    }
    guarded(target, (...answer) => {
      const [error, socket] = answer
      if (error) return callback(error, null)
      // Last line: what the kernel says we are connected to.
      if (socket.remoteAddress === undefined || !isPublicAddress(unmapped(socket.remoteAddress))) {
        const address = socket.remoteAddress ?? target.hostname
        socket.destroy()
        return callback(new AddressNotAllowed(address), null)
      }
      callback(null, socket)
    })
  }
}

/** Turns settings such as `http://localhost:4010, https://pds.test` into exact origins; whatever is no http(s) address throws. */
export function parseOrigins(list: string): Set<string> {
  const origins = new Set<string>()
  for (const item of list.split(/[\s,]+/)) {
    if (item === '') continue
    const url = new URL(item)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new TypeError(`Not an http(s) origin: ${item}`)
    origins.add(url.origin)
  }
  return origins
}

function originOf(target: buildConnector.Options): string {
  const port = target.port && target.port !== (target.protocol === 'https:' ? '443' : '80') ? `:${target.port}` : ''
  return `${target.protocol}//${target.hostname}${port}`
}
const bare = (hostname: string) => (hostname.startsWith('[') ? hostname.slice(1, -1) : hostname)
const unmapped = (address: string) => (/^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address) ? address.slice(7) : address)
