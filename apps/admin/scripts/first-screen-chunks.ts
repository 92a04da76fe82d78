// What the first screen runs is put into few files, because many small ones compress badly: one for every visitor, one for
// whoever is signed in. Words and icons come through barrels, so they are told apart by whether those files name them.

interface ModuleFacts {
  code?: string | null
  importedIds: readonly string[]
}

export type Facts = (id: string) => ModuleFacts | null

const WORD = /[\\/]paraglide[\\/]messages[\\/](?!_index)/
const ICON = /[\\/]lucide-react[\\/].*[\\/]icons[\\/]([\w-]+)\.m?js$/
const plain = (name: string) => name.replaceAll('-', '').toLowerCase()

/** What a module's own text names: the words that it says and the icons that it draws. */
export function namedIn(code: string): string[] {
  const words = [...code.matchAll(/\bm\[["']([^"']+)["']\]/g)].map(([, key = '']) => `word ${key}`)
  const icons = [...code.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']lucide-react["']/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => `icon ${plain(name.trim().split(/\s+as\s+/)[0] ?? '')}`),
  )
  return [...words, ...icons]
}

/** The name of a word's or an icon's module; undefined for any other. */
export function nameOf(id: string, code: string | null | undefined): string | undefined {
  const icon = ICON.exec(id)?.[1]
  if (icon !== undefined) return `icon ${plain(icon)}`
  return WORD.test(id) ? `word ${/\bas "([^"]+)"/.exec(code ?? '')?.[1] ?? ''}` : undefined
}

/** Every module of ours that the given ones import, and theirs, without the lazy ones; and what they name. */
export function reach(from: readonly string[], facts: Facts): Set<string> {
  const found = new Set<string>()
  const queue = [...from]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id) || id.includes('node_modules') || WORD.test(id)) continue
    found.add(id)
    const module = facts(id)
    for (const name of namedIn(module?.code ?? '')) found.add(name)
    queue.push(...(module?.importedIds ?? []))
  }
  return found
}

/** Names the file of each module: `start` for what every visitor runs, `first` for the first page. Others are left to Vite. */
export function firstScreenChunks(start: readonly string[], first: readonly string[], signedOut: readonly string[]) {
  let known: { name: string; holds: Set<string> }[] | undefined

  function learn(facts: Facts) {
    const page = reach(first, facts)
    // What the sign-in page shares with the first one is every visitor's too.
    const shared = page.intersection(reach(signedOut, facts))
    return [
      { name: 'start', holds: reach(start, facts).union(shared) },
      { name: 'first', holds: page },
    ]
  }

  return (id: string, facts: Facts): string | null => {
    known ??= learn(facts)
    const key = nameOf(id, facts(id)?.code) ?? id
    return known.find(({ holds }) => holds.has(key))?.name ?? null
  }
}
