import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A host that no resolver knows: every request to it is answered by us. */
export const ORIGIN = 'http://report.invalid'

// Text, headlines (with optical sizes), and emoji in one ink: the stylesheets say which file holds which characters.
const SHEETS = [
  import.meta.resolve('@fontsource-variable/public-sans/wght.css'),
  import.meta.resolve('@fontsource-variable/newsreader/opsz.css'),
  import.meta.resolve('@fontsource-variable/noto-emoji/wght.css'),
]

/** The faces that a printed page may use: a stylesheet that points at our own host, and the files that it names. */
export type Faces = { readonly css: string; readonly files: ReadonlyMap<string, string> }

let loaded: Promise<Faces> | null = null

async function load(): Promise<Faces> {
  const files = new Map<string, string>()
  const sheets = SHEETS.map(async (sheet) => {
    const path = fileURLToPath(sheet)
    const css = await readFile(path, 'utf8')
    return css
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/font-display:\s*\w+/g, 'font-display: block')
      .replace(/url\(\.\/files\/([\w.-]+)\)/g, (_, name: string) => {
        files.set(name, join(dirname(path), 'files', name))
        return `url(${ORIGIN}/fonts/${name})`
      })
  })
  return { css: (await Promise.all(sheets)).join('\n'), files }
}

/** Reads the faces' stylesheets once. */
export function faces(): Promise<Faces> {
  loaded ??= load()
  return loaded
}
