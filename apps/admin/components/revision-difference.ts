import * as z from 'zod/mini'
import type { Timing } from './timing-word.ts'

const Crops = z.record(z.string(), z.unknown())
const Revision = z.object({
  title: z.string(),
  text: z.string(),
  link: z.nullable(z.string()),
  eventId: z.nullable(z.string()),
  timing: z.custom<Timing>((value) => typeof value === 'object' && value !== null && 'kind' in value),
  media: z.array(z.object({ mediaId: z.string(), alt: z.string(), crop: z.unknown() })),
  variants: z.array(
    z.object({
      channelId: z.string(),
      parts: z.nullable(z.array(z.string())),
      firstComment: z.nullable(z.string()),
      link: z.nullable(z.string()),
      crops: z.optional(Crops),
    }),
  ),
})
export type Revision = z.infer<typeof Revision>

/** A version's content as it was kept; null when it was kept in a shape that this page does not know. */
export function readRevision(content: unknown): Revision | null {
  const read = Revision.safeParse(content)
  return read.success ? read.data : null
}

/** One thing that two versions do not share. `words`: it is text, and worth a difference word by word. */
export type Piece = {
  what:
    | 'title'
    | 'text'
    | 'part'
    | 'link'
    | 'first-comment'
    | 'picture'
    | 'alt'
    | 'crop'
    | 'channel'
    | 'timing'
    | 'order'
  /** The channel or the picture that it is about. */
  channelId: string | null
  mediaId: string | null
  before: string | null
  after: string | null
  words: boolean
}

/** What changed from one version to another, the text first. `timingWords` says a timing as people do. */
export function differenceOfRevisions(
  before: Revision,
  after: Revision,
  timingWords: (timing: Timing) => string,
): Piece[] {
  const [was, is] = [piecesOf(before, timingWords), piecesOf(after, timingWords)]
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) => {
    const [a, b] = [was.get(key), is.get(key)]
    const one = b ?? a
    if (!one || a?.value === b?.value) return []
    // The order of pictures is news only where none came or went.
    if (one.what === 'order' && !(a && b)) return []
    const { value: _, ...about } = one
    return [{ ...about, before: a?.value ?? null, after: b?.value ?? null }]
  })
}

type Told = Omit<Piece, 'before' | 'after'> & { value: string }

function piecesOf(revision: Revision, timingWords: (timing: Timing) => string): Map<string, Told> {
  const pieces = new Map<string, Told>()
  const tell = (
    what: Piece['what'],
    value: string | null,
    { channelId = null, mediaId = null, place = '', words = false }: Partial<Piece> & { place?: string } = {},
  ) => {
    if (value !== null)
      pieces.set([what, channelId, mediaId, place].join(' '), { what, channelId, mediaId, value, words })
  }
  tell('text', revision.text, { words: true })
  tell('title', revision.title, { words: true })
  tell('link', revision.link)
  tell('timing', timingWords(revision.timing))
  for (const { mediaId, alt, crop } of revision.media) {
    tell('picture', mediaId, { mediaId })
    tell('alt', alt, { mediaId, words: true })
    tell('crop', crop ? JSON.stringify(crop) : '', { mediaId })
  }
  tell('order', revision.media.map(({ mediaId }) => mediaId).join(' '))
  for (const { channelId, parts, firstComment, link, crops } of revision.variants) {
    tell('channel', channelId, { channelId })
    for (const [index, part] of (parts ?? []).entries())
      tell('part', part, { channelId, place: String(index), words: true })
    tell('first-comment', firstComment, { channelId, words: true })
    tell('link', link, { channelId })
    for (const [mediaId, crop] of Object.entries(crops ?? {}))
      tell('crop', JSON.stringify(crop), { channelId, mediaId })
  }
  return withoutEcho(pieces)
}

/** The order is kept under the pictures themselves, so that only the same ones are compared. */
function withoutEcho(pieces: Map<string, Told>): Map<string, Told> {
  const order = pieces.get('order   ')
  if (order) {
    const sorted = order.value.split(' ').toSorted().join(' ')
    pieces.delete('order   ')
    pieces.set(`order ${sorted}`, order)
  }
  return pieces
}
