/** Text and media rules as data: a manifest or an instance gives them, `domain/text` interprets them. */
export type Rules = { text: TextRules; media: MediaRules }

export type TextRules = {
  /** Every limit must hold. Counters are named functions of `domain/text`. */
  limits: readonly { counter: CounterName; max: number }[]
  /** How many characters a web address counts; null: as many as it has. */
  linkCountsAs: number | null
  linkGrammar: 'linkify' | 'x' | 'mastodon' | 'bluesky'
  mentionGrammar: 'none' | 'bluesky' | 'mastodon' | 'x'
  hashtagGrammar: 'none' | 'bluesky' | 'mastodon' | 'x'
  /** Parts of a thread at most; 1: no threads. */
  maxParts: number
}

export type CounterName = 'graphemes' | 'utf8-bytes' | 'code-points' | 'x-weighted' | 'mastodon'

export type MediaRules = {
  maxImages: number
  imageTypes: readonly string[]
  /** Bytes. */
  maxImageBytes: number
  maxImagePixels: number | null
  /** Characters; null: the network takes no alternative text. */
  maxAltLength: number | null
  /** May pictures and a link card stand in one post? */
  linkCardWithImages: boolean
}
