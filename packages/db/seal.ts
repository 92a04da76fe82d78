import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { KeyRing, MasterKey } from './keys.ts'

/** Where a sealed value lives. A value copied to another row, column or agency does not open. */
export type SealedPlace = { agencyId: string; table: string; column: string; rowId: string }

/** The value was altered or moved, or its key is not in the ring. */
export class SealError extends Error {
  override name = 'SealError'
  why: 'altered-or-moved' | 'key-missing'
  constructor(why: 'altered-or-moved' | 'key-missing', message: string) {
    super(message)
    this.why = why
  }
}

// version 1 | key id 6 | wrap nonce 12 | wrapped data key 32 + tag 16 | nonce 12 | tag 16 | ciphertext
const VERSION = 1
const KEY_ID = 6
const NONCE = 12
const TAG = 16
const WRAPPED = NONCE + 32 + TAG
const BODY = 1 + KEY_ID + WRAPPED

const placeOf = (place: SealedPlace) =>
  Buffer.from(JSON.stringify([place.agencyId, place.table, place.column, place.rowId]))

function encrypt(key: Buffer, aad: Buffer, plain: Buffer): { nonce: Buffer; body: Buffer; tag: Buffer } {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  cipher.setAAD(aad)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return { nonce, body, tag: cipher.getAuthTag() }
}

function decrypt(key: Buffer, aad: Buffer, nonce: Buffer, body: Buffer, tag: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  decipher.setAAD(aad)
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(body), decipher.final()])
  } catch (cause) {
    throw new SealError('altered-or-moved', `a sealed value does not open where it stands: ${String(cause)}`)
  }
}

function wrap(key: MasterKey, aad: Buffer, dataKey: Buffer): Buffer {
  const { nonce, body, tag } = encrypt(key.secret, aad, dataKey)
  return Buffer.concat([Buffer.from([VERSION]), Buffer.from(key.id, 'hex'), nonce, body, tag])
}

function unwrap(ring: KeyRing, aad: Buffer, sealed: Buffer): Buffer {
  if (sealed.length < BODY + NONCE + TAG || sealed[0] !== VERSION) {
    throw new SealError('altered-or-moved', 'this is not a sealed value')
  }
  const id = sealedWith(sealed)
  const key = ring.keys.get(id)
  if (!key) throw new SealError('key-missing', `the master key ${id} is not in the ring`)
  const start = 1 + KEY_ID
  return decrypt(
    key.secret,
    aad,
    sealed.subarray(start, start + NONCE),
    sealed.subarray(start + NONCE, start + NONCE + 32),
    sealed.subarray(start + NONCE + 32, BODY),
  )
}

/** The id of the master key that a sealed value needs. */
export const sealedWith = (sealed: Buffer): string => sealed.subarray(1, 1 + KEY_ID).toString('hex')

/** Seals a secret for one place (AES-256-GCM, a data key of its own, wrapped by the active master key). */
export function seal(ring: KeyRing, place: SealedPlace, secret: string | Buffer): Buffer {
  const aad = placeOf(place)
  const dataKey = randomBytes(32)
  const { nonce, body, tag } = encrypt(dataKey, aad, Buffer.from(secret))
  return Buffer.concat([wrap(ring.active, aad, dataKey), nonce, tag, body])
}

/** Opens what `seal` made for the same place. Throws SealError when it was altered, moved, or its key is missing. */
export function open(ring: KeyRing, place: SealedPlace, sealed: Buffer): Buffer {
  const aad = placeOf(place)
  const dataKey = unwrap(ring, aad, sealed)
  return decrypt(
    dataKey,
    aad,
    sealed.subarray(BODY, BODY + NONCE),
    sealed.subarray(BODY + NONCE + TAG),
    sealed.subarray(BODY + NONCE, BODY + NONCE + TAG),
  )
}

/** `open`, for text. */
export const openText = (ring: KeyRing, place: SealedPlace, sealed: Buffer): string =>
  open(ring, place, sealed).toString('utf8')

/** Wraps the data key again under the active master key; the secret itself is not touched. Same buffer when nothing is to do. */
export function rewrap(ring: KeyRing, place: SealedPlace, sealed: Buffer): Buffer {
  if (sealedWith(sealed) === ring.active.id) return sealed
  const aad = placeOf(place)
  return Buffer.concat([wrap(ring.active, aad, unwrap(ring, aad, sealed)), sealed.subarray(BODY)])
}
