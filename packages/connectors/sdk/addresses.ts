import { BlockList, isIP } from 'node:net'

/** Everything that is not the public internet. Source: IANA special-purpose address registries for IPv4 and IPv6. */
const SPECIAL_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** Inside global unicast 2000::/3, but leading elsewhere: IETF protocols with Teredo, documentation, 6to4. */
const SPECIAL_V6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const specialV4 = new BlockList()
for (const [net, prefix] of SPECIAL_V4) specialV4.addSubnet(net, prefix, 'ipv4')
const specialV6 = new BlockList()
for (const [net, prefix] of SPECIAL_V6) specialV6.addSubnet(net, prefix, 'ipv6')
const globalV6 = new BlockList()
globalV6.addSubnet('2000::', 3, 'ipv6')

/**
 * Is this numeric address on the public internet? Private, loopback, link-local, carrier-grade NAT, unique local, multicast, reserved,
 * IPv4 inside IPv6 (mapped, compatible, NAT64, 6to4, Teredo) and anything that is no address answer false.
 */
export function isPublicAddress(address: string): boolean {
  const plain = address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address
  switch (isIP(plain)) {
    case 4:
      return !specialV4.check(plain, 'ipv4')
    case 6:
      return globalV6.check(plain, 'ipv6') && !specialV6.check(plain, 'ipv6')
    default:
      return false
  }
}
