import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import { Transform } from 'node:stream'
import { StartRefused } from '../start-refused.ts'

// magic | length of the header 4 | header, JSON, in the clear | pieces: length 4, its highest bit set on the last | ciphertext and tag (AES-256-GCM)
// A piece's nonce is its number and whether it is the last, and each is bound to the header: pieces that are changed, moved, missing or cut off at the end do not open.
// (The construction STREAM. Source: Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", 2015.)
const MAGIC = Buffer.from('comptoir-backup\n')
const PIECE = 1 << 20
const TAG = 16
const LAST = 0x80000000

/** How the file's key is come by. */
export type KeyHint =
  | { kind: 'house'; keyId: string; salt: string }
  | { kind: 'passphrase'; salt: string; cost: number }

/** What opens a backup: the house's secret by the id of its master key, or a passphrase. */
export type Unlock = { secrets: ReadonlyMap<string, string>; passphrase: string | null }

const COST = 1 << 15

/** A fresh key for one file, and the hint by which it is found again. */
export function freshKey(lock: { keyId: string; secret: string } | { passphrase: string }): {
  key: Buffer
  hint: KeyHint
} {
  const salt = randomBytes(16).toString('base64')
  const hint: KeyHint =
    'passphrase' in lock ? { kind: 'passphrase', salt, cost: COST } : { kind: 'house', keyId: lock.keyId, salt }
  return { key: keyOf('passphrase' in lock ? lock.passphrase : lock.secret, hint), hint }
}

/** The key of a file, or in one sentence what is missing to open it. */
export function findKey(hint: KeyHint, unlock: Unlock): Buffer {
  if (hint.kind === 'passphrase') {
    if (unlock.passphrase === null) {
      throw new StartRefused('This backup is locked with a passphrase: name its file with --passphrase-file=PATH.')
    }
    return keyOf(unlock.passphrase, hint)
  }
  const secret = unlock.secrets.get(hint.keyId)
  if (!secret) {
    throw new StartRefused(
      `This backup is locked with the master key ${hint.keyId}, which is not here: put the folder "keys" that was kept apart into the data folder first.`,
    )
  }
  return keyOf(secret, hint)
}

function keyOf(secret: string, hint: KeyHint): Buffer {
  const salt = Buffer.from(hint.salt, 'base64')
  return hint.kind === 'passphrase'
    ? scryptSync(secret.normalize('NFC'), salt, 32, { N: hint.cost, r: 8, p: 3, maxmem: 256 << 20 })
    : Buffer.from(hkdfSync('sha256', secret, salt, 'comptoir backup', 32))
}

function nonceOf(piece: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(piece, 7)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** Seals a stream of any length, a piece at a time. */
export class SealStream extends Transform {
  readonly #key: Buffer
  readonly #header: Buffer
  #pending: Buffer[] = []
  #size = 0
  #piece = 0

  constructor(key: Buffer, header: object) {
    super()
    this.#key = key
    this.#header = Buffer.from(JSON.stringify(header))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(this.#header.length)
    this.push(Buffer.concat([MAGIC, length, this.#header]))
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#pending.push(chunk)
    this.#size += chunk.length
    // One byte more than a piece must be there: the last one is sealed as the last.
    while (this.#size > PIECE) this.#seal(PIECE, false)
    done()
  }

  override _flush(done: () => void): void {
    this.#seal(this.#size, true)
    done()
  }

  #seal(size: number, last: boolean): void {
    const all = this.#pending.length === 1 ? this.#pending[0]! : Buffer.concat(this.#pending)
    const plain = all.subarray(0, size)
    this.#pending = size < all.length ? [all.subarray(size)] : []
    this.#size -= size
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(this.#piece, last), { authTagLength: TAG })
    cipher.setAAD(this.#header)
    const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    const length = Buffer.alloc(4)
    length.writeUInt32BE((sealed.length | (last ? LAST : 0)) >>> 0)
    this.push(Buffer.concat([length, sealed]))
    this.#piece += 1
  }
}

const broken = (why: string) =>
  new StartRefused(`This backup is damaged (${why}): nothing was changed. Use another copy.`)

const noBackup = () => new StartRefused('This file is not a backup of Comptoir.')

/** Opens what SealStream sealed. Nothing that was altered comes through, and the end is an error unless it is the true one. */
export class OpenStream extends Transform {
  readonly #key: (header: unknown) => Buffer
  #secret: Buffer | null = null
  #header: Buffer = Buffer.alloc(0)
  #pending: Buffer = Buffer.alloc(0)
  #piece = 0
  #ended = false

  /** `key` is asked once, with the header. */
  constructor(key: (header: unknown) => Buffer) {
    super()
    this.#key = key
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    try {
      this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk])
      if (!this.#secret) this.#readHeader()
      while (this.#secret && this.#openNext(this.#secret));
      done()
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  }

  override _flush(done: (error?: Error) => void): void {
    const start = this.#pending.subarray(0, MAGIC.length)
    if (!this.#secret && !start.equals(MAGIC.subarray(0, Math.max(1, start.length)))) return done(noBackup())
    done(this.#ended && this.#pending.length === 0 ? undefined : broken('its end is missing'))
  }

  #readHeader(): void {
    if (this.#pending.length < MAGIC.length + 4) return
    if (!this.#pending.subarray(0, MAGIC.length).equals(MAGIC)) throw noBackup()
    const length = this.#pending.readUInt32BE(MAGIC.length)
    if (length > 1 << 16) throw broken('its header')
    const start = MAGIC.length + 4
    if (this.#pending.length < start + length) return
    this.#header = Buffer.from(this.#pending.subarray(start, start + length))
    this.#pending = this.#pending.subarray(start + length)
    let parsed: unknown
    try {
      parsed = JSON.parse(this.#header.toString('utf8'))
    } catch (error) {
      throw broken(`its header: ${String(error)}`)
    }
    this.#secret = this.#key(parsed)
  }

  #openNext(secret: Buffer): boolean {
    if (this.#pending.length < 4) return false
    if (this.#ended) throw broken('something follows its end')
    const head = this.#pending.readUInt32BE(0)
    const last = (head & LAST) !== 0
    const size = head & 0x7fffffff
    if (size < TAG || size > PIECE + TAG) throw broken('a piece')
    if (this.#pending.length < 4 + size) return false
    const sealed = this.#pending.subarray(4, 4 + size)
    this.#pending = this.#pending.subarray(4 + size)
    const decipher = createDecipheriv('aes-256-gcm', secret, nonceOf(this.#piece, last), { authTagLength: TAG })
    decipher.setAAD(this.#header)
    decipher.setAuthTag(sealed.subarray(size - TAG))
    try {
      this.push(Buffer.concat([decipher.update(sealed.subarray(0, size - TAG)), decipher.final()]))
    } catch (error) {
      const reason = error instanceof Error && /authenticate/.test(error.message)
      if (!reason) throw error
      throw this.#piece === 0
        ? new StartRefused('This backup does not open: the passphrase or the key is another, or the file is damaged.')
        : broken('a piece was changed')
    }
    this.#piece += 1
    this.#ended = last
    return true
  }
}
