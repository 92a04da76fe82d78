import { registerHooks } from 'node:module'

/** Words of a source file, and what stands there instead in this process only. */
export type Patch = { file: string; replace: readonly (readonly [from: string, to: string])[] }

/**
 * Changes the product's source as it is loaded into this process; nothing on the disk is touched. Words that are no longer there end the process: a mutant that changes nothing would
 * prove nothing.
 */
export function patchSource(patches: readonly Patch[]): void {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      const patch = patches.find(({ file }) => url.endsWith(`/${file}`))
      if (!patch) return loaded
      let source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(toBytes(loaded.source))
      for (const [from, to] of patch.replace) {
        if (!source.includes(from)) {
          process.stderr.write(`the mutant does not find its words in ${patch.file}: ${from}\n`)
          process.exit(70)
        }
        source = source.replaceAll(from, to)
      }
      return { ...loaded, source }
    },
  })
}

function toBytes(source: unknown): Uint8Array {
  if (source instanceof Uint8Array) return source
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  throw new TypeError('a module without its source')
}
