import type { AgencyTx } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import { cropFor, sizeAfterCrop } from '@comptoir/domain/editorial'
import { checkVariant, type Problem, Rules } from '@comptoir/domain/text'
import type { LoadedPost } from './load-post.ts'

export type VariantProblems = { channelId: string; network: string; problems: Problem[] }

/** What each variant's network would refuse, by the account's own rules where it told them. A network that nobody connected refuses nothing. */
export async function checkPost(tx: AgencyTx, post: LoadedPost): Promise<VariantProblems[]> {
  const ids = post.variants.map((one) => one.channelId)
  if (ids.length === 0) return []
  const channels = await tx.selectFrom('channels').select(['id', 'network', 'rules']).where('id', 'in', ids).execute()
  return post.variants.flatMap((variant) => {
    const channel = channels.find((one) => one.id === variant.channelId)
    const manifest = channel && connectorOf(channel.network)?.manifest
    if (!manifest) return []
    const rules = channel.rules ? Rules.parse(channel.rules) : manifest.rules
    const problems = checkVariant(
      {
        parts: variant.parts ?? [post.text],
        firstComment: variant.firstComment,
        link: variant.link ?? post.link,
        media: post.media.map((one) => ({
          mime: one.mime ?? '',
          bytes: one.bytes ?? 0,
          ...sizeAfterCrop({ width: one.width ?? 1, height: one.height ?? 1 }, cropFor(variant, one)),
          alt: one.alt,
        })),
      },
      rules,
      manifest.capabilities,
    )
    return problems.length > 0 ? [{ channelId: channel.id, network: channel.network, problems }] : []
  })
}
