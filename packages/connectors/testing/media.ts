import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { Media } from '../sdk/index.ts'

/** A real PNG of one colour, made here, as a connector is handed it. */
export function png(width: number, height: number, rgb: readonly [number, number, number], alt: string): Media {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.from([0, ...Array.from({ length: width }, () => rgb).flat()])
  const pixels = Buffer.concat(Array.from({ length: height }, () => row))
  const bytes = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { bytes: async () => new Uint8Array(bytes), mime: 'image/png', width, height, alt, sha256 }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
