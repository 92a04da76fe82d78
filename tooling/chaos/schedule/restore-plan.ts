import type { NetworkName } from '@comptoir/operations/testing'
import { type Chance, chanceOf } from './random.ts'

/**
 * When a post is due, as seen from the backup. before: out by then. around: while it is taken. after: between it and the loss, or past due at the return. forward: later, but brought
 * forward after the backup, which does not know of that. missed: its time passes while the house is away. later: once the house is back.
 */
export type Fate = 'before' | 'around' | 'after' | 'forward' | 'missed' | 'later'

export type RestorePost = {
  n: number
  fate: Fate
  /** Its account, by its place in `channels`. */
  channel: number
  /** From the start; null: a time far ahead. */
  dueMs: number | null
  parts: number
  firstComment: boolean
  /** Its own words, so that no two posts of an account are alike unless they are meant to be. */
  words: string
}

/** Written when the backup was there already. `like`: it is another wording of that post. */
export type WrittenAfter = { n: number; channel: number; like: number | null; words: string }

export type RestorePlan = {
  seed: number
  channels: NetworkName[]
  posts: RestorePost[]
  writtenAfter: WrittenAfter[]
  /** The account that its network lets nobody read at the return: only a person can tell. */
  unreadable: number
  /** Shares of what is awaited in a stretch, after which a worker is killed, or all is lost. */
  killBefore: number
  backupAt: number
  killAfter: number
  lossAt: number
}

const CHANNELS: NetworkName[] = ['bluesky', 'bluesky', 'mastodon', 'facebook', 'x', 'x']
/** The second account on the network that is read back worst. */
const UNREADABLE = 5
const COUNTS: Record<Fate, number> = { before: 35, around: 30, after: 40, forward: 15, missed: 10, later: 20 }
const WRITTEN_AFTER = 12
const DUE_MS: Partial<Record<Fate, readonly [number, number]>> = {
  before: [0, 4_000],
  around: [3_000, 12_000],
  after: [16_000, 26_000],
}

/** The plan of the act in which a house is brought back from an old backup: a pure function of the seed. */
export function restorePlanOf(seed: number): RestorePlan {
  // Other numbers than the schedule of the same seed draws.
  const chance = chanceOf(seed ^ 0x5e57)
  const drafts = (Object.keys(COUNTS) as Fate[]).flatMap((fate) =>
    Array.from({ length: COUNTS[fate] }, (_, place) => draftOf(chance, fate, place)),
  )
  const posts = drafts.map((draft, n) => ({ n, ...draft, words: wordsOf(chance) }))
  const later = posts.filter(({ fate, parts, firstComment }) => fate === 'later' && parts === 1 && !firstComment)
  const writtenAfter = Array.from({ length: WRITTEN_AFTER }, (_, place): WrittenAfter => {
    const n = posts.length + place
    const like = place % 3 === 0 ? later[place / 3] : undefined
    if (!like) return { n, channel: chance.between(0, CHANNELS.length - 1), like: null, words: wordsOf(chance) }
    return { n, channel: like.channel, like: like.n, words: like.words }
  })
  return {
    seed,
    channels: CHANNELS,
    posts,
    writtenAfter,
    unreadable: UNREADABLE,
    killBefore: 0.2 + chance.next() * 0.3,
    backupAt: 0.7 + chance.next() * 0.2,
    killAfter: 0.05 + chance.next() * 0.2,
    lossAt: 0.4 + chance.next() * 0.3,
  }
}

function draftOf(chance: Chance, fate: Fate, place: number): Omit<RestorePost, 'n' | 'words'> {
  // Each account has its share of each fate.
  const channel = place % CHANNELS.length
  const network = CHANNELS[channel]!
  const parts = (network === 'bluesky' || network === 'mastodon') && chance.happens(0.25) ? chance.between(2, 3) : 1
  const firstComment = network !== 'x' && chance.happens(0.15)
  const within = DUE_MS[fate]
  return { fate, channel, dueMs: within ? chance.between(...within) : null, parts, firstComment }
}

const SYLLABLES = [
  'lan',
  'ceur',
  'or',
  'phé',
  'ky',
  'rou',
  'tir',
  'val',
  'mor',
  'ne',
  'dou',
  'sab',
  'pli',
  'gué',
  'zin',
]

const wordsOf = (chance: Chance): string =>
  Array.from({ length: 12 }, () => Array.from({ length: 4 }, () => chance.pick(SYLLABLES)).join('')).join(' ')
