import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Plural = { declarations: string[]; match: Record<string, string> }
type Entry = string | Plural[]

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
  const form = typeof entry === 'string' ? entry : plural(entry[0]!, values, language)
  return form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${key} wants {${name}}`)
    return String(value)
  })
}

/** The form whose conditions all hold: `n=one, c=other`, where `local n = count: plural` was declared. */
function plural({ declarations, match }: Plural, values: Record<string, string | number>, language: string): string {
  const rules = new Intl.PluralRules(language)
  const categories = new Map<string, string>()
  for (const declaration of declarations) {
    const [, local, input] = /^local (\w+) = (\w+): plural/.exec(declaration) ?? []
    if (local && input) categories.set(local, rules.select(Number(values[input])))
  }
  const found = Object.entries(match).find(([conditions]) =>
    conditions.split(',').every((condition) => {
      const [local = '', wanted] = condition.trim().split('=')
      return wanted === '*' || wanted === categories.get(local)
    }),
  )
  if (!found) throw new Error(`no form for ${JSON.stringify(values)}`)
  return found[1]
}
