import { blueskyFacets } from '@comptoir/domain/text'
import type { Json } from '../../sdk/index.ts'

/**
 * The facets of a text as a record wants them: stretches by UTF-8 bytes, as composer and counter see them too. `resolve` turns a handle
 * into a DID; a mention that nobody bears stays plain text. Source: docs.bsky.app/docs/advanced-guides/post-richtext.
 */
export async function facetsOf(text: string, resolve: (handle: string) => Promise<string | null>): Promise<Json[]> {
  const facets: Json[] = []
  for (const { byteStart, byteEnd, feature } of blueskyFacets(text)) {
    const named = await featureOf(feature, resolve)
    if (named !== null) facets.push({ index: { byteStart, byteEnd }, features: [named] })
  }
  return facets
}

async function featureOf(
  feature: ReturnType<typeof blueskyFacets>[number]['feature'],
  resolve: (handle: string) => Promise<string | null>,
): Promise<Json> {
  if (feature.kind === 'link') return { $type: 'app.bsky.richtext.facet#link', uri: feature.uri }
  if (feature.kind === 'tag') return { $type: 'app.bsky.richtext.facet#tag', tag: feature.tag }
  const did = await resolve(feature.handle)
  return did === null ? null : { $type: 'app.bsky.richtext.facet#mention', did }
}
