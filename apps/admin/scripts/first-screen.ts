// How much JavaScript the first screen costs, read from Vite's manifest: what index.html loads, plus one lazy page.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Chunk {
  file: string
  src?: string
  isEntry?: boolean
  imports?: string[]
}

export type Manifest = Record<string, Chunk>

/** The goal, in bytes gzipped. */
export const FIRST_SCREEN_LIMIT = 150_000

/** Every file that must arrive before the entry and the given lazy modules can run. */
export function filesFor(manifest: Manifest, pages: readonly string[]): string[] {
  const wanted = Object.entries(manifest).flatMap(([key, chunk]) => (chunk.isEntry ? [key] : []))
  const files = new Set<string>()
  const seen = new Set<string>()
  const queue = [...wanted, ...pages]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (seen.has(key)) continue
    seen.add(key)
    const chunk = manifest[key]
    if (!chunk) throw new Error(`The build's manifest knows no ${key}`)
    files.add(chunk.file)
    queue.push(...(chunk.imports ?? []))
  }
  return [...files].filter((file) => file.endsWith('.js'))
}

/** Bytes of those files, each gzipped as it is served. */
export function weigh(dist: string, files: readonly string[]): { file: string; bytes: number }[] {
  return files
    .map((file) => ({ file, bytes: gzipSync(readFileSync(join(dist, file)), { level: 9 }).length }))
    .toSorted((a, b) => b.bytes - a.bytes)
}

/** The build's manifest, its entries being what index.html really loads: the build splits its own entry into several scripts. */
export function readManifest(dist: string): Manifest {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const loaded = new Set([...page.matchAll(/<script type="module"[^>]*src="\/([^"]+)"/g)].map(([, file]) => file))
  for (const chunk of Object.values(manifest)) if (loaded.has(chunk.file)) chunk.isEntry = true
  if (!Object.values(manifest).some((chunk) => chunk.isEntry)) {
    throw new Error('index.html loads no script that the manifest knows: nothing would be weighed')
  }
  return manifest
}

if (import.meta.main) {
  const dist = new URL('../dist', import.meta.url).pathname
  const manifest = readManifest(dist)
  const pages = process.argv.slice(2)
  const parts = weigh(dist, filesFor(manifest, pages))
  for (const { file, bytes } of parts) console.log(`${String(bytes).padStart(8)}  ${file}`)
  const total = parts.reduce((sum, part) => sum + part.bytes, 0)
  console.log(`${String(total).padStart(8)}  in all, of ${FIRST_SCREEN_LIMIT}`)
  if (total > FIRST_SCREEN_LIMIT) process.exitCode = 1
}
