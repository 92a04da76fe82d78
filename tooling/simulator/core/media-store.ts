import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const memoryCap = 24 * 1024 * 1024

/** Bytes by their SHA-256: in a folder when the world is kept, else in memory, the oldest forgotten past 24 MB. */
export class MediaStore {
  readonly #folder: string | null
  readonly #memory = new Map<string, Buffer>()
  #held = 0

  constructor(folder: string | null) {
    this.#folder = folder
    if (folder !== null) mkdirSync(folder, { recursive: true })
  }

  put(bytes: Buffer): string {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    if (this.#folder !== null) {
      const path = join(this.#folder, sha256)
      if (!existsSync(path)) writeFileSync(path, bytes)
      return sha256
    }
    if (!this.#memory.has(sha256)) {
      this.#memory.set(sha256, Buffer.from(bytes))
      this.#held += bytes.length
    }
    for (const [key, old] of this.#memory) {
      if (this.#held <= memoryCap || key === sha256) break
      this.#memory.delete(key)
      this.#held -= old.length
    }
    return sha256
  }

  get(sha256: string): Buffer | null {
    if (this.#folder === null) return this.#memory.get(sha256) ?? null
    const path = join(this.#folder, sha256)
    return existsSync(path) ? readFileSync(path) : null
  }

  clear(): void {
    this.#memory.clear()
    this.#held = 0
    if (this.#folder !== null) {
      rmSync(this.#folder, { recursive: true, force: true })
      mkdirSync(this.#folder, { recursive: true })
    }
  }
}
