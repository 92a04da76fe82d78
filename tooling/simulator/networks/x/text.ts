import { digest } from '../../core/random.ts'

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
// twitter-text, configuration version 3: these ranges weigh one, all else two; an emoji two; an address 23.
const light: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
]

export const weightOf = (words: string): number => {
  let weight = 0
  let rest = words.normalize('NFC')
  for (const url of rest.match(address) ?? []) {
    weight += 23
    rest = rest.replace(url, '')
  }
  for (const { segment } of segmenter.segment(rest)) {
    if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(segment)) {
      weight += 2
      continue
    }
    for (const letter of segment) {
      const code = letter.codePointAt(0) ?? 0
      weight += light.some(([from, to]) => code >= from && code <= to) ? 1 : 2
    }
  }
  return weight
}

export interface ShortLink {
  start: number
  end: number
  url: string
  expanded_url: string
  display_url: string
}

/** What the API shows of a text: each address as a t.co link, the three markup letters escaped, one link more for the media. */
export const shown = (words: string, media: { address: string } | null): { text: string; urls: ShortLink[] } => {
  const urls: ShortLink[] = []
  let out = ''
  let at = 0
  const escaped = (part: string): string =>
    part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const put = (target: string): void => {
    const url = `https://t.co/${digest(10, 'link', target)}`
    const start = [...out].length
    out += url
    urls.push({
      start,
      end: start + url.length,
      url,
      expanded_url: target,
      display_url: target.replace(/^https?:\/\/(www\.)?/, '').slice(0, 26),
    })
  }
  for (const match of words.matchAll(address)) {
    out += escaped(words.slice(at, match.index))
    put(match[0])
    at = match.index + match[0].length
  }
  out += escaped(words.slice(at))
  if (media !== null) {
    if (out !== '') out += ' '
    put(media.address)
  }
  return { text: out, urls }
}
