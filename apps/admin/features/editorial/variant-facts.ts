import { fillerOf, fillText, type Filling } from '@comptoir/domain/countdown'
import { cropFor, type PlaceholderProblem, placeholderProblems, sizeAfterCrop } from '@comptoir/domain/editorial'
import { checkVariant, type MediaFacts, type Problem } from '@comptoir/domain/text'
import type { Outputs } from '../../data/trpc.ts'
import { linkFor, type ChannelLine, type Draft, type DraftVariant, type EventLine } from './composer-draft.ts'
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

/** What placeholders are filled from, as the draft's event stands now; null without an event. */
export function fillingOf(event: EventLine | undefined): Filling | null {
  if (!event) return null
  const { t0 } = event.attempt
  return {
    mission: event.name,
    launcher: event.subject,
    site: event.site,
    facts: event.facts,
    t0: t0.kind === 'instant' ? Temporal.Instant.from(t0.at) : null,
  }
}

/** The parts and the first comment of a variant as its readers will see them. */
export function filledWords(variant: DraftVariant, draft: Pick<Draft, 'text'>, filling: Filling | null) {
  const valueOf = fillerOf(filling)
  return {
    parts: (variant.parts ?? [draft.text]).map((part) => fillText(part, valueOf)),
    firstComment: variant.firstComment?.trim() ? fillText(variant.firstComment, valueOf) : null,
  }
}

/** The placeholders that would keep the draft from leaving on a channel. */
export function emptyPlaceholders(variant: DraftVariant, draft: Draft, filling: Filling | null): PlaceholderProblem[] {
  const timing =
    draft.timing.kind === 'fixed'
      ? { kind: 'fixed' as const, at: Temporal.Instant.from(draft.timing.at) }
      : draft.timing
  return placeholderProblems({ text: draft.text, timing }, variant, filling)
}

/** What the network of a channel would refuse of the draft as it leaves; a network served by hand refuses nothing. */
export function problemsOf(
  channel: ChannelLine,
  variant: DraftVariant,
  draft: Draft,
  facts: readonly MediaFacts[],
  filling: Filling | null,
): Problem[] {
  const { rules, capabilities } = channel
  if (!rules || !capabilities) return []
  return checkVariant(
    { ...filledWords(variant, draft, filling), link: linkFor(variant, draft), media: facts },
    rules,
    capabilities,
  )
}
