import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StartRefused } from './start-refused.ts'

export type MasterKey = { id: string; secret: Buffer }

/** The instance's master keys: the first seals, all of them open. */
export type KeyRing = { active: MasterKey; keys: ReadonlyMap<string, MasterKey> }

export type KeySource = {
  /** COMPTOIR_DATA: the ring lives in its folder `keys`. */
  dataDir: string
  /** COMPTOIR_MASTER_KEY: base64 of 32 bytes; after a rotation, the new key, a comma, the old one. */
  masterKey?: string | undefined
}

const ringFile = (dataDir: string) => join(dataDir, 'keys', 'ring.json')

function toKey(base64: string): MasterKey {
  const secret = Buffer.from(base64.trim(), 'base64')
  if (secret.length !== 32) throw new StartRefused('COMPTOIR_MASTER_KEY must be 32 bytes in base64 (44 characters).')
  // The id says which key it is and tells nothing about it.
  const id = createHash('sha256').update('comptoir key id').update(secret).digest('hex').slice(0, 12)
  return { id, secret }
}

/** A ring out of base64 keys, the active one first. */
export function ringOf(base64Keys: readonly string[]): KeyRing {
  const keys = base64Keys.map(toKey)
  const active = keys[0]
  if (!active) throw new StartRefused('No master key was given.')
  return { active, keys: new Map(keys.map((key) => [key.id, key])) }
}

const written = (keys: readonly MasterKey[]) =>
  `${JSON.stringify({ keys: keys.map((key) => key.secret.toString('base64')) }, null, 2)}\n`

async function writePrivately(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

const isCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code

async function readRing(dataDir: string): Promise<KeyRing | null> {
  const path = ringFile(dataDir)
  let text: string
  try {
    const { mode } = await stat(path)
    if ((mode & 0o077) !== 0) await chmod(path, 0o600)
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed !== 'object' || parsed === null || !('keys' in parsed) || !Array.isArray(parsed.keys)) {
    throw new StartRefused(`The key file ${path} cannot be read: restore it from your backup.`)
  }
  return ringOf(parsed.keys.map(String))
}

/** Reads the ring; makes it at the first start. Nothing is written when the environment gives the key. */
export async function openKeyRing({ dataDir, masterKey }: KeySource): Promise<KeyRing> {
  if (masterKey) return ringOf(masterKey.split(','))
  const found = await readRing(dataDir)
  if (found) return found
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  await chmod(join(dataDir, 'keys'), 0o700)
  // Whole or not there: two first starts in the same moment must not read each other's half-written ring.
  const draft = `${ringFile(dataDir)}.${randomBytes(6).toString('hex')}`
  await writePrivately(draft, written([toKey(randomBytes(32).toString('base64'))]))
  try {
    await link(draft, ringFile(dataDir))
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await rm(draft)
  }
  const made = await readRing(dataDir)
  if (!made) throw new Error('the key ring vanished as it was made')
  return made
}

/** Puts a fresh key in front of the ring kept in the data folder; the old ones still open what they sealed. */
export async function addKey(dataDir: string): Promise<KeyRing> {
  const ring = await openKeyRing({ dataDir })
  const keys = [toKey(randomBytes(32).toString('base64')), ...ring.keys.values()]
  return replaceRing(dataDir, keys)
}

/** Forgets every key but the active one, once all sealed values were wrapped again. */
export async function forgetOldKeys(dataDir: string): Promise<KeyRing> {
  const ring = await openKeyRing({ dataDir })
  return replaceRing(dataDir, [ring.active])
}

async function replaceRing(dataDir: string, keys: readonly MasterKey[]): Promise<KeyRing> {
  const path = ringFile(dataDir)
  await writePrivately(`${path}.new`, written(keys))
  await rename(`${path}.new`, path)
  return ringOf(keys.map((key) => key.secret.toString('base64')))
}

/** A secret of its own for each purpose (role password, session signing, link signing), base64url, 32 bytes. */
export function deriveSecret(ring: KeyRing, purpose: string): string {
  return deriveFrom(ring.active, purpose)
}

/** The same for each key of the ring, the active one first: what an older key signed can still be checked. */
export function deriveSecrets(ring: KeyRing, purpose: string): string[] {
  return [ring.active, ...[...ring.keys.values()].filter((key) => key.id !== ring.active.id)].map((key) =>
    deriveFrom(key, purpose),
  )
}

function deriveFrom(key: MasterKey, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', key.secret, 'comptoir', purpose, 32)).toString('base64url')
}
