import { countText } from './count.ts'
import { graphemes } from './graphemes.ts'
import type { TextRules } from './rules.ts'

/** White space at which a line may break: not the spaces that hold French marks to their words. */
const BREAKING = '[^\\S\\u00a0\\u202f\\u2007\\ufeff]'

/**
 * After a closing mark (with its quotes and brackets) or at a line's end; not after an initial such as "T." or "J.-P.".
 */
const SENTENCE_END = new RegExp(
  `(?<=(?<!(?:^|[\\s.-])\\p{Lu})[.!?…](?:[\\u00a0\\u202f]?[»”’")\\]])*)(${BREAKING}+)|(\\n+${BREAKING}*)`,
  'u',
)

const WORD_END = new RegExp(`(${BREAKING}+)`, 'u')

/**
 * Cuts a text into the parts of a thread, each within the rules' limits: at paragraphs and sentences where it can, else
 * between words, and inside a word only where the word alone is too long. Nothing but white space at the cuts is lost.
 * The number of parts is not limited here: `checkVariant` says when there are too many.
 */
export function splitThread(text: string, rules: TextRules): string[] {
  const fits = (part: string) => countText(part, rules).every((count) => count.left >= 0)
  const whole = text.trim()
  if (whole === '') return []
  return fits(whole) ? [whole] : pack(whole, [SENTENCE_END, WORD_END], fits)
}

type Fits = (part: string) => boolean

/** Fills each part with as many pieces as fit; a piece that does not fit alone is cut by the next finer rule. */
function pack(text: string, rules: readonly RegExp[], fits: Fits): string[] {
  const [rule, ...finer] = rules
  if (!rule) return packGraphemes(text, fits)
  const parts: string[] = []
  let current = ''
  for (const { gap, piece } of pieces(text, rule)) {
    const longer = current === '' ? piece : current + gap + piece
    if (fits(longer)) {
      current = longer
      continue
    }
    if (current !== '') parts.push(current)
    if (fits(piece)) {
      current = piece
      continue
    }
    const cut = pack(piece, finer, fits)
    current = cut.pop() ?? ''
    parts.push(...cut)
  }
  return current === '' ? parts : [...parts, current]
}

/** The pieces of a text between the gaps that a rule finds, each with the gap before it. */
function pieces(text: string, rule: RegExp): { gap: string; piece: string }[] {
  const found: { gap: string; piece: string }[] = []
  let from = 0
  let gap = ''
  for (const match of text.matchAll(new RegExp(rule, 'gu'))) {
    found.push({ gap, piece: text.slice(from, match.index) })
    gap = match[0]
    from = match.index + match[0].length
  }
  found.push({ gap, piece: text.slice(from) })
  return found.filter(({ piece }) => piece !== '')
}

function packGraphemes(word: string, fits: Fits): string[] {
  const parts: string[] = []
  let current = ''
  for (const grapheme of graphemes(word)) {
    if (current !== '' && !fits(current + grapheme)) {
      parts.push(current)
      current = ''
    }
    current += grapheme
  }
  return current === '' ? parts : [...parts, current]
}
