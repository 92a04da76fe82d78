import { textWithLink } from '@comptoir/domain/text'
import { earliest } from '../../sdk/index.ts'
import type { Connector, Part, PreparedStep } from '../../sdk/index.ts'
import { MEDIA_LIFE_SECONDS } from './manifest.ts'
import { store } from './media.ts'

/** Uploads pictures and fixes each status's words. The server makes its own card from the address in the text. */
export const prepare: Connector['prepare'] = async (ports, channel, content) => {
  const steps: PreparedStep[] = []
  const uploads: Temporal.Instant[] = []
  const comment: Part[] = content.firstComment === null ? [] : [{ text: content.firstComment, link: null, media: [] }]
  for (const [index, part] of [...content.parts, ...comment].entries()) {
    const media_ids: string[] = []
    for (const media of part.media) {
      const stored = await store(ports, channel, media)
      if ('kind' in stored) return stored
      media_ids.push(stored.id)
      uploads.push(stored.at)
    }
    const status = part.link ? textWithLink(part.text, part.link.url) : part.text
    const kind = index < content.parts.length ? 'part' : 'first-comment'
    steps.push({ kind, data: { status, media_ids, language: content.language } })
  }
  const oldest = earliest(uploads)
  const expiresAt = oldest ? oldest.add({ seconds: MEDIA_LIFE_SECONDS }).toString() : null
  return { kind: 'prepared', prepared: { network: 'mastodon', steps, expiresAt } }
}
