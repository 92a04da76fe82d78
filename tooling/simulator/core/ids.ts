import { createHash, randomBytes } from 'node:crypto'

const sortable = '234567abcdefghijklmnopqrstuvwxyz'
const base32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** A counter under the millisecond, so that ids made in one instant still sort in the order they were made. */
const counter = (): ((ms: number) => { ms: number; n: number }) => {
  let last = 0
  let n = 0
  return (ms) => {
    if (ms <= last) n += 1
    else {
      last = ms
      n = 0
    }
    return { ms: last, n }
  }
}

const tidTick = counter()
/** Bluesky's timestamp id: 53 bits of microseconds and 10 bits of clock id, in a sortable base 32. */
export const tid = (nowMs: number): string => {
  const { ms, n } = tidTick(Math.floor(nowMs))
  let value = ((BigInt(ms) * 1000n + BigInt(n)) << 10n) | 7n
  let out = ''
  for (let i = 0; i < 13; i++) {
    out = sortable[Number(value & 31n)] + out
    value >>= 5n
  }
  return out
}

const tweetTick = counter()
/** X's snowflake: milliseconds since its own epoch, then machine and sequence. */
export const snowflake = (nowMs: number): string => {
  const { ms, n } = tweetTick(Math.floor(nowMs))
  return String((BigInt(ms - 1_288_834_974_657) << 22n) + BigInt(n))
}

const statusTick = counter()
/** Mastodon's status id: milliseconds and 16 bits. */
export const statusId = (nowMs: number): string => {
  const { ms, n } = statusTick(Math.floor(nowMs))
  return String((BigInt(ms) << 16n) + BigInt(n))
}

const graphTick = counter()
/** Graph API object ids are opaque numbers; these sort by time. */
export const graphId = (nowMs: number): string => {
  const { ms, n } = graphTick(Math.floor(nowMs))
  return String(BigInt(ms) * 1000n + 122_000_000_000_000n + BigInt(n))
}

export const secret = (bytes: number): string => randomBytes(bytes).toString('base64url')

const toBase32 = (bytes: Uint8Array): string => {
  let bits = 0
  let value = 0
  let out = ''
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      out += base32[(value >>> (bits - 5)) & 31]
      bits -= 5
      value &= (1 << bits) - 1
    }
  }
  return bits > 0 ? out + base32[(value << (5 - bits)) & 31] : out
}

const cid = (codec: number, content: Uint8Array): string =>
  `b${toBase32(Buffer.concat([Buffer.from([1, codec, 0x12, 0x20]), createHash('sha256').update(content).digest()]))}`

const fromBase32 = (text: string): Buffer => {
  let bits = 0
  let value = 0
  const out: number[] = []
  for (const letter of text) {
    value = (value << 5) | base32.indexOf(letter)
    bits += 5
    if (bits >= 8) {
      out.push((value >>> (bits - 8)) & 255)
      bits -= 8
      value &= (1 << bits) - 1
    }
  }
  return Buffer.from(out)
}

const head = (major: number, n: number): Buffer => {
  const type = major << 5
  if (n < 24) return Buffer.from([type | n])
  if (n < 0x100) return Buffer.from([type | 24, n])
  if (n < 0x1_0000) return Buffer.from([type | 25, n >> 8, n & 255])
  if (n < 0x1_0000_0000) {
    const four = Buffer.alloc(5)
    four[0] = type | 26
    four.writeUInt32BE(n, 1)
    return four
  }
  const eight = Buffer.alloc(9)
  eight[0] = type | 27
  eight.writeBigUInt64BE(BigInt(n), 1)
  return eight
}

/** DAG-CBOR of a JSON value, with links as tag 42: what a record's CID is the hash of. */
const dagCbor = (value: unknown): Buffer => {
  if (value === null) return Buffer.from([0xf6])
  if (value === true) return Buffer.from([0xf5])
  if (value === false) return Buffer.from([0xf4])
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return value >= 0 ? head(0, value) : head(1, -value - 1)
    const float = Buffer.alloc(9)
    float[0] = 0xfb
    float.writeDoubleBE(value, 1)
    return float
  }
  if (typeof value === 'string') {
    const bytes = Buffer.from(value)
    return Buffer.concat([head(3, bytes.length), bytes])
  }
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(dagCbor)])
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter((entry) => entry[1] !== undefined)
    const link = entries.length === 1 && entries[0]?.[0] === '$link' ? entries[0][1] : null
    if (typeof link === 'string') {
      const bytes = Buffer.concat([Buffer.from([0]), fromBase32(link.slice(1))])
      return Buffer.concat([Buffer.from([0xd8, 42]), head(2, bytes.length), bytes])
    }
    const keyed = entries.map(([key, item]) => ({ key: Buffer.from(key), item }))
    keyed.sort((a, b) => a.key.length - b.key.length || Buffer.compare(a.key, b.key))
    return Buffer.concat([
      head(5, keyed.length),
      ...keyed.flatMap(({ key, item }) => [head(3, key.length), key, dagCbor(item)]),
    ])
  }
  throw new TypeError(`no DAG-CBOR for ${typeof value}`)
}

export const recordCid = (record: unknown): string => cid(0x71, dagCbor(record))
export const blobCid = (bytes: Uint8Array): string => cid(0x55, bytes)
