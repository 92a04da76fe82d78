import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Entry = string | { selectors?: string[]; match: Record<string, string> }[]

const ROOT = join(import.meta.dirname, '..', '..', '..', 'apps', 'admin', 'messages')
const catalogs = new Map<string, Map<string, Entry>>()

function catalogOf(language: 'en' | 'fr'): Map<string, Entry> {
  const known = catalogs.get(language)
  if (known) return known
  const entries = readdirSync(join(ROOT, language)).flatMap((file): [string, Entry][] =>
    Object.entries(JSON.parse(readFileSync(join(ROOT, language, file), 'utf8'))),
  )
  const catalog = new Map(entries)
  catalogs.set(language, catalog)
  return catalog
}

/** A word of the admin's catalog, as a reader of it sees it: tests name controls as the pages do, never by their markup. */
export function word(key: string, values: Record<string, string | number> = {}, language: 'en' | 'fr' = 'en'): string {
  const entry = catalogOf(language).get(key)
  if (entry === undefined) throw new Error(`no such word: ${key} (${language})`)
  const form = typeof entry === 'string' ? entry : plural(entry, Number(values.count), language)
  return form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${key} wants {${name}}`)
    return String(value)
  })
}

function plural(entry: Exclude<Entry, string>, count: number, language: string): string {
  const category = new Intl.PluralRules(language).select(count)
  const { match } = entry[0]!
  const wanted = Object.entries(match)
  const found = wanted.find(([on]) => on.endsWith(`=${category}`)) ?? wanted.find(([on]) => on.endsWith('=other'))
  if (!found) throw new Error(`no form for ${count}`)
  return found[1]
}
