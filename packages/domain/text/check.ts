import { countText } from './count.ts'
import { countGraphemes } from './graphemes.ts'
import type { MediaRules, Problem, ProblemField, Rules, TextRules } from './rules.ts'
import { textWithLink } from './with-link.ts'

/**
 * What a picture is once it is ready: its type by its bytes, its size in bytes and pixels (after any crop), its words.
 */
export type MediaFacts = { mime: string; bytes: number; width: number; height: number; alt: string }

/** A variant as it would leave. */
export type VariantFacts = {
  parts: readonly string[]
  firstComment: string | null
  link: string | null
  media: readonly MediaFacts[]
}

/** What the network offers beside its text and media rules: as in a connector's manifest. */
export type Offers = { link: 'card' | 'in-text' | false; firstComment: boolean }

/**
 * What the network would refuse in one text. `carries`: it comes with a picture or a card, so that it may be empty
 * where the rules say so.
 */
export function checkText(
  text: string,
  rules: TextRules,
  place: { field: ProblemField; index: number | null; carries: boolean } = {
    field: 'text',
    index: null,
    carries: false,
  },
): Problem[] {
  const { field, index } = place
  if (text.trim() === '') {
    const fine = place.carries && rules.empty !== 'never'
    return fine ? [] : [{ field, rule: 'empty', index, limit: null, actual: null, unit: null }]
  }
  return countText(text, rules)
    .filter((count) => count.left < 0)
    .map(({ counter, max, actual }) => ({ field, rule: 'too-long', index, limit: max, actual, unit: counter }))
}

/** What the network would refuse in the pictures. `linkCard`: a link card stands in the same post. */
export function checkMedia(media: readonly MediaFacts[], rules: MediaRules, linkCard = false): Problem[] {
  const problems: Problem[] = []
  const fewest = rules.minImages ?? 0
  if (media.length > rules.maxImages) problems.push(ofMedia('too-many', null, rules.maxImages, media.length))
  if (media.length < fewest) problems.push(ofMedia('too-few', null, fewest, media.length))
  if (linkCard && media.length > 0 && !rules.linkCardWithImages) {
    problems.push({ field: 'link', rule: 'not-with-images', index: null, limit: null, actual: null, unit: null })
  }
  return problems.concat(...media.map((picture, index) => checkPicture(picture, index, rules)))
}

function checkPicture(picture: MediaFacts, index: number, rules: MediaRules): Problem[] {
  const pixels = picture.width * picture.height
  const aspect = picture.width / picture.height
  const alt = countGraphemes(picture.alt)
  const problems: (Problem | false)[] = [
    !rules.imageTypes.includes(picture.mime) && ofMedia('type', index, null, null),
    picture.bytes > rules.maxImageBytes && ofMedia('too-many-bytes', index, rules.maxImageBytes, picture.bytes),
    rules.maxImagePixels !== null &&
      pixels > rules.maxImagePixels &&
      ofMedia('too-many-pixels', index, rules.maxImagePixels, pixels),
    !!rules.minAspect && aspect < rules.minAspect && ofMedia('too-narrow', index, rules.minAspect, aspect),
    !!rules.maxAspect && aspect > rules.maxAspect && ofMedia('too-wide', index, rules.maxAspect, aspect),
    rules.maxAltLength !== null &&
      alt > rules.maxAltLength && {
        field: 'alt',
        rule: 'too-long',
        index,
        limit: rules.maxAltLength,
        actual: alt,
        unit: 'graphemes',
      },
  ]
  return problems.filter((problem) => problem !== false)
}

/**
 * All that the network would refuse in a variant: an empty list lets it be scheduled. Where the network makes its own
 * card from an address in the text, the link is counted as part of the first text.
 */
export function checkVariant(variant: VariantFacts, rules: Rules, offers: Offers): Problem[] {
  const { parts, firstComment, link, media } = variant
  const card = link !== null && offers.link === 'card'
  const problems: Problem[] = []
  if (parts.length > rules.text.maxParts) {
    problems.push({
      field: 'thread',
      rule: 'too-many',
      index: null,
      limit: rules.text.maxParts,
      actual: parts.length,
      unit: null,
    })
  }
  for (const [index, text] of parts.entries()) {
    const first = index === 0
    const whole = first && link !== null && offers.link === 'in-text' ? textWithLink(text, link) : text
    const field = parts.length > 1 ? 'thread' : 'text'
    problems.push(
      ...checkText(whole, rules.text, {
        field,
        index: parts.length > 1 ? index : null,
        carries: first && (media.length > 0 || card),
      }),
    )
  }
  if (link !== null && offers.link === false) problems.push(notOffered('link'))
  if (firstComment !== null) {
    problems.push(
      ...(offers.firstComment
        ? checkText(firstComment, rules.text, { field: 'first-comment', index: null, carries: false })
        : [notOffered('first-comment')]),
    )
  }
  return problems.concat(checkMedia(media, rules.media, card))
}

function notOffered(field: ProblemField): Problem {
  return { field, rule: 'not-offered', index: null, limit: null, actual: null, unit: null }
}

function ofMedia(rule: Problem['rule'], index: number | null, limit: number | null, actual: number | null): Problem {
  return { field: 'media', rule, index, limit, actual, unit: null }
}
