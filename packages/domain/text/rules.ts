import { z } from 'zod'

/** How a network counts; each name is a function of this context. */
export const CounterName = z.enum(['graphemes', 'code-points', 'utf16', 'utf8-bytes', 'x-weighted', 'mastodon'])
export type CounterName = z.output<typeof CounterName>

/** What a network takes for a web address when it is written bare. */
export const LinkGrammar = z.enum(['linkify', 'bluesky', 'mastodon', 'x'])
export type LinkGrammar = z.output<typeof LinkGrammar>

/** What a network takes for a mention. */
export const MentionGrammar = z.enum(['none', 'bluesky', 'mastodon', 'x'])
export type MentionGrammar = z.output<typeof MentionGrammar>

/** What a network takes for a hashtag. */
export const HashtagGrammar = z.enum(['none', 'bluesky', 'mastodon', 'x'])
export type HashtagGrammar = z.output<typeof HashtagGrammar>

/**
 * What a network takes as text, as data: a manifest or an account's own instance gives it, this context interprets it.
 */
export const TextRules = z.object({
  /** Every limit must hold. */
  limits: z.array(z.object({ counter: CounterName, max: z.int().positive() })).readonly(),
  /** How many characters a web address counts; null: as many as it has. */
  linkCountsAs: z.int().positive().nullable(),
  linkGrammar: LinkGrammar,
  mentionGrammar: MentionGrammar,
  hashtagGrammar: HashtagGrammar,
  /** Parts of a thread at most; 1: no threads. */
  maxParts: z.int().positive(),
  /** When a part may carry no text; with a picture or a link card if nothing is said. */
  empty: z.enum(['never', 'with-media']).optional(),
})
export type TextRules = z.output<typeof TextRules>

/** What a network takes as pictures, as data. */
export const MediaRules = z.object({
  maxImages: z.int().nonnegative(),
  /** At least so many (a network of pictures wants one); 0 if nothing is said. */
  minImages: z.int().nonnegative().optional(),
  imageTypes: z.array(z.string()).readonly(),
  /** Bytes. */
  maxImageBytes: z.int().positive(),
  maxImagePixels: z.int().positive().nullable(),
  /** Width divided by height. */
  minAspect: z.number().positive().nullable().optional(),
  maxAspect: z.number().positive().nullable().optional(),
  /** Characters, counted as graphemes; null: the network takes no alternative text. */
  maxAltLength: z.int().positive().nullable(),
  /** May pictures and a link card stand in one post? */
  linkCardWithImages: z.boolean(),
})
export type MediaRules = z.output<typeof MediaRules>

/** All that a network wants of a variant's text and media. */
export const Rules = z.object({ text: TextRules, media: MediaRules })
export type Rules = z.output<typeof Rules>

/** The part of a variant that a problem is about. */
export type ProblemField = 'text' | 'thread' | 'first-comment' | 'link' | 'media' | 'alt'

/** The rule that is broken. */
export type ProblemRule =
  | 'too-long'
  | 'empty'
  | 'too-many'
  | 'too-few'
  | 'type'
  | 'too-many-bytes'
  | 'too-many-pixels'
  | 'too-narrow'
  | 'too-wide'
  | 'not-with-images'
  | 'not-offered'

/**
 * What the network would refuse: where, which rule, what it allows and what there is (in the rule's own unit). `index`
 * is the part of the thread or the picture, from 0. `unit` says how text was counted.
 */
export type Problem = {
  field: ProblemField
  rule: ProblemRule
  index: number | null
  limit: number | null
  actual: number | null
  unit: CounterName | null
}
