import type { World } from '../../core/world.ts'
import { isObject, type Fields } from '../../http/body.ts'

/**
 * What the lexicon of app.bsky.feed.post wants (read in @atproto/api 0.21, November 2026); a sentence when it is not so.
 * Facet ranges past the text are refused too: a real server takes them and every app then ignores them in silence.
 */
export const problemOf = (world: World, record: Fields, collection: string): string | null => {
  if (collection !== 'app.bsky.feed.post') return null
  const at = (path: string, message: string): string =>
    `Invalid app.bsky.feed.post record: ${message} at $.record.${path}`
  const words = record['text']
  if (typeof words !== 'string') return at('text', 'Expected string value type')
  const bytes = Buffer.byteLength(words)
  if (bytes > 3000) return at('text', `string too big (maximum 3000, got ${bytes})`)
  const graphemes = words.length <= 300 ? words.length : graphemeCount(words)
  if (graphemes > 300) return at('text', `grapheme too big (maximum 300, got ${graphemes})`)
  const createdAt = record['createdAt']
  if (typeof createdAt !== 'string' || !isDatetime(createdAt)) return at('createdAt', 'Invalid datetime')
  const langs = record['langs']
  if (langs !== undefined) {
    if (!Array.isArray(langs) || langs.length > 3) return at('langs', 'array too big (maximum 3)')
    if (langs.some((lang) => typeof lang !== 'string' || !/^[a-z]{2,3}(-[A-Za-z0-9-]+)?$/.test(lang)))
      return at('langs', 'Invalid language')
  }
  const tags = record['tags']
  if (tags !== undefined && (!Array.isArray(tags) || tags.length > 8)) return at('tags', 'array too big (maximum 8)')
  const facet = facetProblem(record['facets'], bytes)
  if (facet !== null) return at('facets', facet)
  const reply = record['reply']
  if (reply !== undefined) {
    if (!isObject(reply) || !isStrongRef(reply['root']) || !isStrongRef(reply['parent']))
      return at('reply', 'Expected root and parent references')
  }
  const embed = embedProblem(world, record['embed'])
  return embed === null ? null : at('embed', embed)
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
export const graphemeCount = (words: string): number => [...segmenter.segment(words)].length

const isDatetime = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,20})?(Z|[+-]\d{2}:\d{2})$/.test(value) &&
  !Number.isNaN(Date.parse(value))

const isStrongRef = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['uri'] === 'string' &&
  value['uri'].startsWith('at://') &&
  typeof value['cid'] === 'string'

const whole = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0

const facetProblem = (facets: unknown, bytes: number): string | null => {
  if (facets === undefined) return null
  if (!Array.isArray(facets)) return 'Expected array value type'
  for (const facet of facets) {
    if (!isObject(facet) || !isObject(facet['index'])) return 'Missing required key "index"'
    const { byteStart, byteEnd } = facet['index']
    if (!whole(byteStart) || !whole(byteEnd)) return 'Expected integer value type'
    if (byteStart >= byteEnd || byteEnd > bytes)
      return `byte range ${byteStart}-${byteEnd} is not inside the ${bytes} bytes of the text`
    if (!Array.isArray(facet['features'])) return 'Missing required key "features"'
    for (const feature of facet['features']) {
      if (!isObject(feature) || typeof feature['$type'] !== 'string') return 'Expected an object with $type'
      const kind = feature['$type']
      if (
        kind.endsWith('#link') &&
        (typeof feature['uri'] !== 'string' || !/^[a-z][a-z0-9+.-]*:\S+$/i.test(feature['uri']))
      )
        return 'Invalid URI'
      if (kind.endsWith('#mention') && (typeof feature['did'] !== 'string' || !feature['did'].startsWith('did:')))
        return 'Invalid DID'
      if (kind.endsWith('#tag') && (typeof feature['tag'] !== 'string' || graphemeCount(feature['tag']) > 64))
        return 'Invalid tag'
    }
  }
  return null
}

const blobProblem = (world: World, blob: unknown, largest: number): string | null => {
  if (!isObject(blob) || blob['$type'] !== 'blob' || !isObject(blob['ref'])) return 'Expected blob value type'
  const link = blob['ref']['$link']
  const mime = blob['mimeType']
  const size = blob['size']
  if (typeof link !== 'string' || typeof mime !== 'string' || typeof size !== 'number')
    return 'Expected blob value type'
  if (!mime.startsWith('image/')) return `Invalid mime type (got "${mime}")`
  if (size > largest) return `blob too big (maximum ${largest}, got ${size})`
  const known = world.mediaOf('bluesky', link)
  if (known === undefined) return `Could not find blob: ${link}`
  if (known.mime !== mime)
    return `Referenced Mimetype does not match stored blob. Expected: ${known.mime}, Got: ${mime}`
  if (known.bytes !== size) return `Referenced size does not match stored blob. Expected: ${known.bytes}, Got: ${size}`
  return null
}

const embedProblem = (world: World, embed: unknown): string | null => {
  if (embed === undefined) return null
  if (!isObject(embed) || typeof embed['$type'] !== 'string') return 'Expected an object with $type'
  switch (embed['$type']) {
    case 'app.bsky.embed.images': {
      const images = embed['images']
      if (!Array.isArray(images)) return 'Missing required key "images"'
      if (images.length > 4) return `array too big (maximum 4, got ${images.length})`
      for (const image of images) {
        if (!isObject(image)) return 'Expected object value type'
        if (typeof image['alt'] !== 'string') return 'Missing required key "alt"'
        const ratio = image['aspectRatio']
        if (
          ratio !== undefined &&
          !(
            isObject(ratio) &&
            whole(ratio['width']) &&
            whole(ratio['height']) &&
            ratio['width'] > 0 &&
            ratio['height'] > 0
          )
        ) {
          return 'Invalid aspectRatio'
        }
        const problem = blobProblem(world, image['image'], 2_000_000)
        if (problem !== null) return problem
      }
      return null
    }
    case 'app.bsky.embed.external': {
      const card = embed['external']
      if (!isObject(card)) return 'Missing required key "external"'
      for (const key of ['uri', 'title', 'description'])
        if (typeof card[key] !== 'string') return `Missing required key "${key}"`
      return card['thumb'] === undefined ? null : blobProblem(world, card['thumb'], 1_000_000)
    }
    case 'app.bsky.embed.record':
      return isStrongRef(embed['record']) ? null : 'Missing required key "record"'
    case 'app.bsky.embed.recordWithMedia': {
      const inner = embed['record']
      if (!isObject(inner) || !isStrongRef(inner['record'])) return 'Missing required key "record"'
      return embedProblem(world, embed['media'])
    }
    default:
      return null
  }
}

export const isTid = (key: string): boolean => /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/.test(key)
export const isRecordKey = (key: string): boolean =>
  /^[A-Za-z0-9_~.:-]{1,512}$/.test(key) && key !== '.' && key !== '..'

/** Blobs that a record carries, with their alt texts. */
export const blobsOf = (embed: unknown): { mediaId: string; alt: string }[] => {
  if (!isObject(embed)) return []
  if (isObject(embed['media'])) return blobsOf(embed['media'])
  const images = embed['images']
  if (!Array.isArray(images)) return []
  return images.flatMap((image) => {
    if (!isObject(image) || !isObject(image['image']) || !isObject(image['image']['ref'])) return []
    const link = image['image']['ref']['$link']
    return typeof link === 'string'
      ? [{ mediaId: link, alt: typeof image['alt'] === 'string' ? image['alt'] : '' }]
      : []
  })
}
