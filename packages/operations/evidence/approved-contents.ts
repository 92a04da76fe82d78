import type { AgencyTx } from '@comptoir/db'
import type { EvidenceRecord } from '@comptoir/domain/evidence'
import { type Content, contentHash, contentOf, SavePost } from '@comptoir/domain/editorial'
import type { ValueOf } from '@comptoir/domain/countdown'
import { z } from 'zod'

type Revision = Extract<EvidenceRecord, { what: 'revision' }>

/** A version as it was kept: what the composer sent, without the post's own ids. */
const { text, link, timing, media, variants } = SavePost.shape
const Kept = z.object({ text, link, timing, media, variants })

/**
 * The contents that approvals cover, each under its hash: rendered again from the versions. What does not come to the very hash that was
 * approved is left out, so that nothing is shown as approved that was not.
 */
export async function approvedContents(
  tx: AgencyTx,
  records: readonly EvidenceRecord[],
): Promise<{ hash: string; content: Content }[]> {
  const wanted = new Set(records.flatMap((one) => (one.what === 'approval' ? [one.contentHash] : [])))
  const revisions = records.filter((one): one is Revision => one.what === 'revision')
  const mediaIds = [...new Set(revisions.flatMap(({ media }) => media.map(({ mediaId }) => mediaId)))]
  const rows =
    mediaIds.length > 0
      ? await tx.selectFrom('media').select(['id', 'sha256']).where('id', 'in', mediaIds).execute()
      : []
  const published = new Map(rows.map((row) => [row.id, row.sha256]))
  const fillers = await readFillers(tx, [...wanted])
  const found = new Map<string, Content>()
  for (const { content } of revisions) {
    const kept = Kept.safeParse(content)
    if (!kept.success) continue
    for (const variant of kept.data.variants) {
      for (const valueOf of fillers) {
        const rendered = contentOf(kept.data, variant, (mediaId) => published.get(mediaId) ?? '', valueOf)
        const hash = await contentHash(rendered)
        if (wanted.has(hash)) found.set(hash, rendered)
      }
    }
  }
  return [...found].map(([hash, content]) => ({ hash, content })).toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
}

/** What placeholders said at each of the approvals: an event may have moved since. */
async function readFillers(tx: AgencyTx, hashes: readonly string[]): Promise<ValueOf[]> {
  const none: ValueOf = () => null
  if (hashes.length === 0) return [none]
  const rows = await tx
    .selectFrom('approvals')
    .select('filled')
    .distinct()
    .where('content_hash', 'in', hashes)
    .where('filled', 'is not', null)
    .execute()
  return [
    none,
    ...rows.map(({ filled }): ValueOf => {
      // Written by approve in this very shape.
      const said = new Map(Object.entries(filled as Record<string, string>))
      return (name) => said.get(name) ?? null
    }),
  ]
}
