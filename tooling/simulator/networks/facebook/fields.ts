/** One asked field: `comments.limit(0).summary(true){id,message}`. */
export interface Asked {
  name: string
  modifiers: Record<string, string>
  children: Asked[]
  alias: string
}

/** Splits at commas that are inside no bracket. */
const splitTop = (text: string): string[] => {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (letter === '(' || letter === '{') depth += 1
    else if (letter === ')' || letter === '}') depth -= 1
    else if (letter === ',' && depth === 0) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

const closing = (text: string, from: number, open: string, close: string): number => {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === open) depth += 1
    else if (text[at] === close && --depth === 0) return at
  }
  return text.length
}

const parseOne = (text: string): Asked => {
  const name = /^[A-Za-z0-9_]+/.exec(text)?.[0] ?? ''
  const modifiers: Record<string, string> = {}
  let children: Asked[] = []
  let at = name.length
  while (at < text.length) {
    if (text[at] === '.') {
      const modifier = /^\.([a-z_]+)\(/.exec(text.slice(at))
      if (modifier === null) break
      const open = at + modifier[0].length - 1
      const end = closing(text, open, '(', ')')
      modifiers[modifier[1] ?? ''] = text.slice(open + 1, end)
      at = end + 1
    } else if (text[at] === '{') {
      const end = closing(text, at, '{', '}')
      children = parseFields(text.slice(at + 1, end))
      at = end + 1
    } else break
  }
  return { name, modifiers, children, alias: modifiers['as'] ?? name }
}

/** The Graph API's field expansion. */
export const parseFields = (text: string): Asked[] => splitTop(text).map(parseOne)
