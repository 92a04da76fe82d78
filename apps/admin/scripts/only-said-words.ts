import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const TEMPLATE = /\bm\[`((?:[^`\\]|\\.)*)`\]/g
const UNKNOWN = /\bm\[(?!['"`])/
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The keys that a template such as `countdown.why.${why}` can stand for: one segment each, or more where none has one. */
export function keysLike(template: string, keys: readonly string[]): string[] {
  const fixed = template.split(/\$\{[^}]*\}/).map(escaped)
  const matching = (hole: string) => keys.filter((key) => new RegExp(`^${fixed.join(hole)}$`).test(key))
  const narrow = matching('[^.]+')
  return narrow.length > 0 ? narrow : matching('.+')
}

/** Names each word that m[`…${x}`] may say, so that the bundler can leave the others behind. */
export function nameWords(code: string, keys: readonly string[]): string {
  if (UNKNOWN.test(code)) {
    throw new Error('m[…] wants a key or a template of one in place, or every page would carry every word')
  }
  return code.replace(TEMPLATE, (_, template: string) => {
    const named = keysLike(template, keys)
    if (named.length === 0) throw new Error(`No word has a key like ${template}`)
    return `({${named.map((key) => `'${key}': m['${key}']`).join(', ')}})[\`${template}\`]`
  })
}

function allKeys(): string[] {
  const folder = fileURLToPath(new URL('../messages/en/', import.meta.url))
  return readdirSync(folder).flatMap((file) => Object.keys(JSON.parse(readFileSync(folder + file, 'utf8')) as object))
}

/** For Vite: a page carries only the words that it can say. */
export function onlySaidWords(): Plugin {
  let keys: string[] = []
  return {
    name: 'comptoir:only-said-words',
    enforce: 'pre',
    buildStart() {
      keys = allKeys()
    },
    transform(code, id) {
      if (!/\.tsx?$/.test(id) || id.includes('node_modules') || !code.includes('m[')) return null
      // A dev server outlives its words: a key that was added since is looked up anew.
      if (this.environment.mode === 'dev') keys = allKeys()
      const named = nameWords(code, keys)
      return named === code ? null : { code: named, map: null }
    },
  }
}
