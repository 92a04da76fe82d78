import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Files by their SHA-256, one folder per agency: the same bytes are kept once, and a name never decides where a file goes. */
export type MediaStore = {
  /** Keeps bytes; returns their SHA-256 in lower-case hex. */
  put(agencyId: string, bytes: Uint8Array): Promise<string>
  get(agencyId: string, sha256: string): Promise<Uint8Array>
  /** Null when there is no such file. */
  open(agencyId: string, sha256: string): Promise<{ size: number; stream: () => ReadStream } | null>
}

export function diskMediaStore(dataDir: string): MediaStore {
  const pathOf = (agencyId: string, sha256: string) => {
    if (!/^[0-9a-f-]{36}$/.test(agencyId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not a media address')
    return join(dataDir, 'media', agencyId, sha256.slice(0, 2), sha256)
  }
  return {
    async put(agencyId, bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(agencyId, sha256)
      if (await exists(path)) return sha256
      await mkdir(dirname(path), { recursive: true })
      // Written aside and moved into place: a killed process leaves no half file under a whole file's name.
      const aside = `${path}.${randomBytes(6).toString('hex')}`
      try {
        await writeFile(aside, bytes, { flush: true })
        await rename(aside, path)
      } finally {
        await rm(aside, { force: true })
      }
      return sha256
    },
    get: (agencyId, sha256) => readFile(pathOf(agencyId, sha256)),
    async open(agencyId, sha256) {
      const path = pathOf(agencyId, sha256)
      const found = await stat(path).catch(missing)
      return found && { size: found.size, stream: () => createReadStream(path) }
    },
  }
}

const exists = async (path: string) => (await stat(path).catch(missing)) !== null

function missing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
