import { textWithLink } from '@comptoir/domain/text'
import { earliest } from '../../sdk/index.ts'
import type { Connector, Part, PreparedStep } from '../../sdk/index.ts'
import { store } from './media.ts'

/** Uploads pictures and fixes each post's words; the network makes its own card from the address in the text. */
export const prepare: Connector['prepare'] = async (ports, channel, content) => {
  const steps: PreparedStep[] = []
  const expiries: Temporal.Instant[] = []
  const comment: Part[] = content.firstComment === null ? [] : [{ text: content.firstComment, link: null, media: [] }]
  for (const [index, part] of [...content.parts, ...comment].entries()) {
    const media: string[] = []
    for (const one of part.media) {
      const stored = await store(ports, channel, one)
      if ('kind' in stored) return stored
      media.push(stored.id)
      expiries.push(stored.expiresAt)
    }
    const text = part.link ? textWithLink(part.text, part.link.url) : part.text
    steps.push({ kind: index < content.parts.length ? 'part' : 'first-comment', data: { text, media } })
  }
  const soonest = earliest(expiries)
  return { kind: 'prepared', prepared: { network: 'x', steps, expiresAt: soonest?.toString() ?? null } }
}
