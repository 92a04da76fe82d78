import { chown, mkdir, open, type FileHandle } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize } from 'node:path'
import type { Readable } from 'node:stream'
import { StartRefused } from '../start-refused.ts'

// length 4 | entry, JSON | as many bytes as it says. The last entry tells that all is there.
export type Entry =
  | { kind: 'folder'; path: string }
  | { kind: 'file'; path: string; size: number }
  | { kind: 'end'; files: number; takenAt: string }

const CHUNK = 256 * 1024

function headOf(entry: Entry): Buffer {
  const text = Buffer.from(JSON.stringify(entry))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return Buffer.concat([length, text])
}

export const folderEntry = (path: string): Buffer => headOf({ kind: 'folder', path })
export const endEntry = (files: number, takenAt: Temporal.Instant): Buffer =>
  headOf({ kind: 'end', files, takenAt: takenAt.toString() })

/** A small file whose bytes are at hand. */
export const bytesEntry = (path: string, bytes: Buffer): Buffer =>
  Buffer.concat([headOf({ kind: 'file', path, size: bytes.length }), bytes])

/**
 * A file as long as it is when it is opened: what is written to it meanwhile is in the log of the database, and what is cut off meanwhile is filled with nothing. False for
 * one that is gone.
 */
export async function* fileEntry(path: string, from: string): AsyncGenerator<Buffer, boolean> {
  let file: FileHandle
  try {
    file = await open(from, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
  try {
    const { size } = await file.stat()
    yield headOf({ kind: 'file', path, size })
    for (let left = size; left > 0;) {
      const chunk = Buffer.alloc(Math.min(CHUNK, left))
      const { bytesRead } = await file.read(chunk, 0, chunk.length)
      left -= chunk.length
      if (bytesRead < chunk.length && bytesRead > 0) {
        // Cut off while it is read: the rest of this chunk is read once more, or stays nothing.
        await file.read(chunk, bytesRead, chunk.length - bytesRead)
      }
      yield chunk
    }
    return true
  } finally {
    await file.close()
  }
}

/** Where an entry goes, and whose it will be; null: it is not wanted. */
export type Place = { path: string; owner: { uid: number; gid: number } | null; flush: boolean } | null

/** Unpacks an archive; answers its last entry, without which it is not whole. */
export async function unpack(
  from: Readable,
  placeOf: (entry: Exclude<Entry, { kind: 'end' }>) => Place,
): Promise<Extract<Entry, { kind: 'end' }>> {
  const bytes = new Bytes(from)
  let files = 0
  for (;;) {
    const length = (await bytes.take(4)).readUInt32BE(0)
    const entry = JSON.parse((await bytes.take(length)).toString('utf8')) as Entry
    if (entry.kind === 'end') {
      if (entry.files !== files || !(await bytes.isAtEnd()))
        throw new StartRefused('This backup is not whole: nothing was changed.')
      return entry
    }
    if (isAbsolute(entry.path) || normalize(entry.path).startsWith('..'))
      throw new Error(`not a place of its own: ${entry.path}`)
    const place = placeOf(entry)
    if (entry.kind === 'folder') {
      if (place) await makeFolder(place)
    } else {
      files += 1
      await writeEntry(bytes, entry.size, place)
    }
  }
}

async function makeFolder({ path, owner }: NonNullable<Place>): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (owner) await chown(path, owner.uid, owner.gid)
}

async function writeEntry(bytes: Bytes, size: number, place: Place): Promise<void> {
  if (!place) {
    for (let left = size; left > 0; left -= Math.min(left, CHUNK)) await bytes.take(Math.min(left, CHUNK))
    return
  }
  await mkdir(dirname(place.path), { recursive: true, mode: 0o700 })
  const file = await open(place.path, 'w', 0o600)
  try {
    for (let left = size; left > 0; left -= Math.min(left, CHUNK))
      await file.writeFile(await bytes.take(Math.min(left, CHUNK)))
    if (place.owner) await file.chown(place.owner.uid, place.owner.gid)
    if (place.flush) await file.sync()
  } finally {
    await file.close()
  }
}

/** Reads a stream by counted bytes. */
class Bytes {
  readonly #source: AsyncIterator<Buffer>
  #left: Buffer = Buffer.alloc(0)

  constructor(source: Readable) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = []
    let missing = count
    while (missing > 0) {
      if (this.#left.length === 0) {
        const next = await this.#source.next()
        if (next.done) throw new StartRefused('This backup ends too early: nothing was changed.')
        this.#left = next.value
      }
      const part = this.#left.subarray(0, missing)
      this.#left = this.#left.subarray(part.length)
      parts.push(part)
      missing -= part.length
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  }

  async isAtEnd(): Promise<boolean> {
    if (this.#left.length > 0) return false
    const next = await this.#source.next()
    return next.done === true
  }
}

/** A path of an archive below a folder. */
export const below = (folder: string, path: string, prefix: string): string => join(folder, path.slice(prefix.length))
