import type { Plugin } from 'vite'

const MODULE = /[\\/]paraglide[\\/]messages[\\/](?!_index)[^\\/]+\.js$/
/** A language's form of a word that is one text, without a plural or anything else to decide. */
const FORM =
  /^const (en|fr)_\w+ = \/\*\*[^\n]*\*\/ \((i?)\) => \{\s*return \/\*\*[^\n]*?\*\/ \((`(?:[^`\\]|\\.)*`)\)\s*\};$/gm
const NAME = /^export \{ (\w+) as ("[^"]+") \}/m

/**
 * The module of a word in one function that holds both texts, instead of three that call each other: the same words, and a sixth of the bytes that an
 * open page needs before it says anything. Undefined where a form decides something: it stays as it was made.
 */
export function shortened(code: string): string | undefined {
  const forms = new Map([...code.matchAll(FORM)].map(([, locale, , text]) => [locale, text]))
  const [, name, key] = NAME.exec(code) ?? []
  const [en, fr] = [forms.get('en'), forms.get('fr')]
  if (!name || !key || !en || !fr) return undefined
  const text = (form: string) => form.replaceAll('${i?.', '${i.')
  return [
    "import { getLocale } from '../runtime.js'",
    `const ${name} = (i, options) => (options?.locale ?? getLocale()) === 'fr' ? ${text(fr)} : ${text(en)}`,
    `export { ${name} as ${key} }`,
  ].join('\n')
}

/** For Vite: words of one text, made short. */
export function shortWords(): Plugin {
  return {
    name: 'comptoir:short-words',
    apply: 'build',
    // As they were made, before anything else prints them anew.
    enforce: 'pre',
    transform(code, id) {
      const short = MODULE.test(id) ? shortened(code) : undefined
      return short === undefined ? null : { code: short, map: null }
    },
  }
}
