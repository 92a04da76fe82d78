import type { AgencyTx } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import { fillerOf, fillText } from '@comptoir/domain/countdown'
import { cropFor, type PlaceholderProblem, placeholderProblems, sizeAfterCrop } from '@comptoir/domain/editorial'
import { checkVariant, type Problem, Rules } from '@comptoir/domain/text'
import type { LoadedPost } from './load-post.ts'

export type VariantProblems = {
  channelId: string
  network: string
  problems: Problem[]
  /** Placeholders that nothing fills. */
  placeholders: PlaceholderProblem[]
}

/**
 * What each variant's network would refuse of the text as it leaves, by the account's own rules where it told them, and which placeholders stay empty. A
 * network that nobody connected refuses nothing.
 */
export async function checkPost(tx: AgencyTx, post: LoadedPost): Promise<VariantProblems[]> {
  const ids = post.variants.map((one) => one.channelId)
  if (ids.length === 0) return []
  const channels = await tx.selectFrom('channels').select(['id', 'network', 'rules']).where('id', 'in', ids).execute()
  return post.variants.flatMap((variant) => {
    const channel = channels.find((one) => one.id === variant.channelId)
    if (!channel) return []
    const placeholders = placeholderProblems(post, variant, post.filling)
    const problems = refusedBy(channel, post, variant)
    if (problems.length + placeholders.length === 0) return []
    return [{ channelId: channel.id, network: channel.network, problems, placeholders }]
  })
}

function refusedBy(
  channel: { network: string; rules: unknown },
  post: LoadedPost,
  variant: LoadedPost['variants'][number],
): Problem[] {
  const manifest = connectorOf(channel.network)?.manifest
  if (!manifest) return []
  const valueOf = fillerOf(post.filling)
  return checkVariant(
    {
      parts: (variant.parts ?? [post.text]).map((part) => fillText(part, valueOf)),
      firstComment: variant.firstComment === null ? null : fillText(variant.firstComment, valueOf),
      link: variant.link ?? post.link,
      media: post.media.map((one) => ({
        mime: one.mime ?? '',
        bytes: one.bytes ?? 0,
        ...sizeAfterCrop({ width: one.width ?? 1, height: one.height ?? 1 }, cropFor(variant, one)),
        alt: one.alt,
      })),
    },
    channel.rules ? Rules.parse(channel.rules) : manifest.rules,
    manifest.capabilities,
  )
}
