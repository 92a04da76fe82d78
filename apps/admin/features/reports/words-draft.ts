import type { Outputs } from '../../data/trpc.ts'

export type Words = Outputs['reporting']['draft']['words']
export type Draft = Outputs['reporting']['draft']
export type NamedFigure = Draft['figures'][number]

/** How much each field takes: the server says the same. */
export const LONGEST = { headline: 400, deck: 2000, title: 400, text: 8000, caption: 400 } as const
export const MOST_SECTIONS = 20

/** The name of a field in the words, as the server says it: `sections.0.text`. */
export type FieldPath = string

/** The text of every field by its path. */
export function textsByPath(words: Words): Map<FieldPath, string> {
  return new Map([
    ['headline', words.headline],
    ['deck', words.deck],
    ...words.sections.flatMap(({ title, text }, i): [FieldPath, string][] => [
      [`sections.${i}.title`, title],
      [`sections.${i}.text`, text],
    ]),
    ['captions.curve', words.captions.curve],
    ['captions.launches', words.captions.launches],
  ])
}

/** The words with another text in one field; a path that is not there changes nothing. */
export function withText(words: Words, path: FieldPath, text: string): Words {
  if (path === 'headline' || path === 'deck') return { ...words, [path]: text }
  if (path === 'captions.curve') return { ...words, captions: { ...words.captions, curve: text } }
  if (path === 'captions.launches') return { ...words, captions: { ...words.captions, launches: text } }
  const [, index, part] = /^sections\.(\d+)\.(title|text)$/.exec(path) ?? []
  if (index === undefined || part === undefined) return words
  return {
    ...words,
    sections: words.sections.map((section, i) => (i === Number(index) ? { ...section, [part]: text } : section)),
  }
}

export interface Fault {
  /** Names in braces that no figure has. */
  names: string[]
  /** Characters too many. */
  over: number
}

const IN_BRACES = /\{([a-z0-9][\w.:-]*)(?:\|(?:plain|signed))?\}/gi

function longestOf(path: FieldPath): number {
  if (path === 'headline') return LONGEST.headline
  if (path === 'deck') return LONGEST.deck
  if (path.startsWith('captions.')) return LONGEST.caption
  return path.endsWith('.title') ? LONGEST.title : LONGEST.text
}

/** What the server would refuse, field by field. */
export function faultsOf(words: Words, figures: readonly NamedFigure[]): Map<FieldPath, Fault> {
  const known = new Set(figures.map(({ key }) => key))
  const faults = new Map<FieldPath, Fault>()
  for (const [path, text] of textsByPath(words)) {
    const names = [...text.matchAll(IN_BRACES)].map(([, name = '']) => name).filter((name) => !known.has(name))
    const over = Math.max(0, text.length - longestOf(path))
    if (names.length > 0 || over > 0) faults.set(path, { names: [...new Set(names)], over })
  }
  return faults
}

/** A figure's name put where the cursor stands, with a space where words would touch it; and where the cursor stands then. */
export function placeFigure(text: string, start: number, end: number, key: string): { text: string; cursor: number } {
  const before = text.slice(0, start)
  const after = text.slice(end)
  const placed = `${/[\p{L}\p{N}.,;:!?)\]}»]$/u.test(before) ? ' ' : ''}{${key}}`
  const space = /^[\p{L}\p{N}({«]/u.test(after) ? ' ' : ''
  return { text: before + placed + space + after, cursor: before.length + placed.length }
}

/** What the house would write, in the fields where nobody wrote. */
export function withProposed(words: Words, proposed: Draft['proposed']): Words {
  return {
    ...words,
    headline: words.headline.trim() === '' ? proposed.headline : words.headline,
    deck: words.deck.trim() === '' ? proposed.deck : words.deck,
    sections: words.sections.length === 0 ? proposed.sections : words.sections,
  }
}

export function moved<Item>(items: readonly Item[], index: number, by: -1 | 1): Item[] {
  const next = [...items]
  const [item] = next.splice(index, 1)
  if (item !== undefined) next.splice(index + by, 0, item)
  return next
}

export function isEmpty(words: Words): boolean {
  return [...textsByPath(words).values()].every((text) => text.trim() === '')
}
