import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A host that no resolver knows: every request to it is answered by us. */
export const ORIGIN = 'http://report.invalid'

type Face = {
  readonly family: string
  readonly file: string
  readonly weights: string
  readonly style: string
  readonly range: string
}

const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD'
const EXTENDED =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF'

const FACES: readonly Face[] = [
  ...(['latin', 'latin-ext'] as const).flatMap((set): Face[] => {
    const range = set === 'latin' ? LATIN : EXTENDED
    const text = `@fontsource-variable/public-sans/files/public-sans-${set}-wght-normal.woff2`
    const headline = `@fontsource-variable/newsreader/files/newsreader-${set}-opsz-normal.woff2`
    return [
      { family: 'Public Sans Variable', file: text, weights: '100 900', style: 'normal', range },
      { family: 'Newsreader Variable', file: headline, weights: '200 800', style: 'normal', range },
    ]
  }),
]

const nameOf = (face: Face): string => face.file.slice(face.file.lastIndexOf('/') + 1)

/** The font faces that a printed page may use, as a stylesheet that points at our own host. */
export const faceSheet: string = FACES.map(
  (f) =>
    `@font-face{font-family:"${f.family}";font-style:${f.style};font-weight:${f.weights};font-display:block;src:url(${ORIGIN}/fonts/${nameOf(f)}) format("woff2");unicode-range:${f.range}}`,
).join('\n')

/** The bytes of a font by its file name; null for a name that is not one of ours. */
export async function fontFile(name: string): Promise<Buffer | null> {
  const face = FACES.find((f) => nameOf(f) === name)
  return face ? readFile(require.resolve(face.file)) : null
}
