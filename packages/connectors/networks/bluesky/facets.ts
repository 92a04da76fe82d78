/** A stretch of text with a meaning, by UTF-8 bytes as the record wants it. Source: docs.bsky.app/docs/advanced-guides/post-richtext. */
export type Facet = { index: { byteStart: number; byteEnd: number }; features: readonly Feature[] }
type Feature =
  | { $type: 'app.bsky.richtext.facet#link'; uri: string }
  | { $type: 'app.bsky.richtext.facet#tag'; tag: string }
  | { $type: 'app.bsky.richtext.facet#mention'; did: string }

export type Stretch = { start: number; end: number; kind: 'link' | 'tag' | 'mention'; value: string }

const encoder = new TextEncoder()

/**
 * Facets of a text. `resolve` turns a handle into a DID; a mention that nobody bears stays plain text.
 */
export async function facetsOf(
  text: string,
  stretches: readonly Stretch[],
  resolve: (handle: string) => Promise<string | null>,
): Promise<Facet[]> {
  const facets: Facet[] = []
  for (const stretch of stretches) {
    const feature = await featureOf(stretch, resolve)
    if (!feature) continue
    const byteStart = encoder.encode(text.slice(0, stretch.start)).byteLength
    const byteEnd = byteStart + encoder.encode(text.slice(stretch.start, stretch.end)).byteLength
    facets.push({ index: { byteStart, byteEnd }, features: [feature] })
  }
  return facets
}

async function featureOf(
  stretch: Stretch,
  resolve: (handle: string) => Promise<string | null>,
): Promise<Feature | null> {
  if (stretch.kind === 'link') return { $type: 'app.bsky.richtext.facet#link', uri: stretch.value }
  if (stretch.kind === 'tag') return { $type: 'app.bsky.richtext.facet#tag', tag: stretch.value }
  const did = await resolve(stretch.value)
  return did === null ? null : { $type: 'app.bsky.richtext.facet#mention', did }
}
