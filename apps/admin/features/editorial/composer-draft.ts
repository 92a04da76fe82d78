import type { Inputs, Outputs } from '../../data/trpc.ts'

export type PostPage = Outputs['editorial']['get']
export type Timing = PostPage['timing']
export type ChannelLine = Outputs['channels']['list'][number]
export type EventLine = Outputs['countdown']['list'][number]
type Content = Omit<Inputs['editorial']['save'], 'postId' | 'version'>

export type DraftVariant = {
  channelId: string
  /** Null: it follows the common text. More than one: a thread. */
  parts: string[] | null
  firstComment: string | null
  link: string | null
  /** The part of each picture that this channel shows, where it is not the common one. */
  crops: PostPage['variants'][number]['crops']
}

export const freshVariant = (channelId: string): DraftVariant => ({
  channelId,
  parts: null,
  firstComment: null,
  link: null,
  crops: {},
})

export type DraftPicture = Pick<PostPage['media'][number], 'mediaId' | 'alt' | 'crop' | 'name'>

/** What is being written: the post as the composer holds it until it is saved. */
export type Draft = {
  mandateId: string | null
  campaignId: string | null
  eventId: string | null
  title: string
  text: string
  link: string
  timing: Timing
  /** Of a contingency post, once its case comes; null: as it is by default. */
  release: PostPage['release'] | null
  /** So late it may still leave by itself; null: as the agency says. */
  lateLimitSeconds: number | null
  media: DraftPicture[]
  variants: DraftVariant[]
}

export function emptyDraft(start: { at?: string | undefined; eventId?: string | undefined }): Draft {
  return {
    mandateId: null,
    campaignId: null,
    eventId: start.eventId ?? null,
    title: '',
    text: '',
    link: '',
    timing: start.eventId ? HALF_AN_HOUR_BEFORE : start.at ? { kind: 'fixed', at: start.at } : { kind: 'unscheduled' },
    release: null,
    lateLimitSeconds: null,
    media: [],
    variants: [],
  }
}

export const HALF_AN_HOUR_BEFORE = {
  kind: 'anchored',
  base: 't0',
  offsetSeconds: -1800,
  condition: 'go',
} as const satisfies Timing

export function draftOf(post: PostPage): Draft {
  return {
    mandateId: post.mandateId,
    campaignId: post.campaignId,
    eventId: post.eventId,
    title: post.title,
    text: post.text,
    link: post.link ?? '',
    timing: post.timing,
    release: post.release,
    lateLimitSeconds: post.lateLimitSeconds,
    media: post.media.map(({ mediaId, alt, crop, name }) => ({ mediaId, alt, crop, name })),
    variants: post.variants.map(({ channelId, parts, firstComment, link, crops }) => ({
      channelId,
      parts,
      firstComment,
      link,
      crops,
    })),
  }
}

/** What goes over the wire: an empty field is none. */
export function contentOfDraft(draft: Draft): Content {
  return {
    ...draft,
    link: linkOf(draft),
    media: draft.media.map(({ mediaId, alt, crop }) => ({ mediaId, alt, crop })),
    variants: draft.variants.map((variant) => ({
      ...variant,
      firstComment: variant.firstComment?.trim() ? variant.firstComment : null,
      link: linkOf({ link: variant.link ?? '' }),
      // What was cut out of a picture that was taken off since is no change.
      crops: Object.fromEntries(
        Object.entries(variant.crops).filter(([mediaId]) => draft.media.some((one) => one.mediaId === mediaId)),
      ),
    })),
  }
}

/** The link that a channel carries: its own where it has one, else the post's. */
export const linkFor = (variant: Pick<DraftVariant, 'link'>, draft: Pick<Draft, 'link'>): string | null =>
  linkOf({ link: variant.link ?? '' }) ?? linkOf(draft)

/** Whether a link is one that a browser would open. */
export const isAddress = (link: string): boolean => /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(link)

export const linkOf = (draft: Pick<Draft, 'link'>): string | null =>
  draft.link.trim() === '' ? null : draft.link.trim()

/** What the server would refuse before anything else: a link that is none. */
export function hasLinkFault(draft: Draft): boolean {
  return [linkOf(draft), ...draft.variants.map(({ link }) => linkOf({ link: link ?? '' }))].some(
    (link) => link !== null && !isAddress(link),
  )
}

export function sameDraft(a: Draft, b: Draft): boolean {
  return JSON.stringify(contentOfDraft(a)) === JSON.stringify(contentOfDraft(b))
}
