import { cropFor, sizeAfterCrop } from '@comptoir/domain/editorial'
import { checkVariant, type MediaFacts, type Problem } from '@comptoir/domain/text'
import type { Outputs } from '../../data/trpc.ts'
import { linkFor, type ChannelLine, type Draft, type DraftVariant } from './composer-draft.ts'
import type { ShownPicture } from './preview.tsx'

/** What is known of each file, by its id. */
export type Files = ReadonlyMap<string, Outputs['editorial']['mediaOne']>

/** What the network would be given of each picture, cut as this channel shows it. */
export function factsOf(variant: DraftVariant, draft: Draft, files: Files): MediaFacts[] {
  return draft.media.map((picture) => {
    const file = files.get(picture.mediaId)
    return {
      mime: file?.mime ?? 'image/jpeg',
      bytes: file?.bytes ?? 0,
      ...sizeAfterCrop({ width: file?.width ?? 1, height: file?.height ?? 1 }, cropFor(variant, picture)),
      alt: picture.alt,
    }
  })
}

export function shownPictures(variant: DraftVariant, draft: Draft, files: Files): ShownPicture[] {
  return draft.media.map((picture) => {
    const file = files.get(picture.mediaId)
    return {
      mediaId: picture.mediaId,
      alt: picture.alt,
      size: file?.width && file.height ? { width: file.width, height: file.height } : null,
      crop: cropFor(variant, picture),
    }
  })
}

/** What the network of a channel would refuse of the draft; a network served by hand refuses nothing. */
export function problemsOf(
  channel: ChannelLine,
  variant: DraftVariant,
  draft: Draft,
  facts: readonly MediaFacts[],
): Problem[] {
  const { rules, capabilities } = channel
  if (!rules || !capabilities) return []
  const firstComment = variant.firstComment?.trim() ? variant.firstComment : null
  return checkVariant(
    { parts: variant.parts ?? [draft.text], firstComment, link: linkFor(variant, draft), media: facts },
    rules,
    capabilities,
  )
}
