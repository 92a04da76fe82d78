import { baseFollowers } from './audience.ts'
import { chance, pick, spread } from './random.ts'
import type { Account, Figures, Network, Post } from './types.ts'

const hour = 3_600_000

interface Habit {
  /** Part of the followers that an ordinary post reaches. */
  reach: number
  /** Hours after which half of the reach has come in. */
  halfLife: number
  seenAgain: number
  reactions: number
  comments: number
  shares: number
  clicks: number
  /** Part of an audience that one ordinary post adds to the followers. */
  draws: number
}

const habits: Record<Network, Habit> = {
  bluesky: {
    reach: 0.28,
    halfLife: 3,
    seenAgain: 1.2,
    reactions: 0.045,
    comments: 0.0045,
    shares: 0.011,
    clicks: 0.012,
    draws: 0.0004,
  },
  mastodon: {
    reach: 0.24,
    halfLife: 4,
    seenAgain: 1.1,
    reactions: 0.04,
    comments: 0.005,
    shares: 0.02,
    clicks: 0.012,
    draws: 0.0004,
  },
  facebook: {
    reach: 0.11,
    halfLife: 6,
    seenAgain: 1.38,
    reactions: 0.034,
    comments: 0.0032,
    shares: 0.0048,
    clicks: 0.021,
    draws: 0.00016,
  },
  x: {
    reach: 0.2,
    halfLife: 1.2,
    seenAgain: 1.25,
    reactions: 0.013,
    comments: 0.0012,
    shares: 0.0035,
    clicks: 0.008,
    draws: 0.0002,
  },
}

const launchWords =
  /d[ée]coll|lift-?off|mise à feu|en orbite|in orbit|s[ée]paration|separation|T\s?\+|lanc(é|ement)|launch|🚀/iu
const countdownWords = /T\s?[-−–]\s?\d|compte à rebours|countdown|J\s?[-−–]\s?\d/iu

/** How much more than an ordinary post: told from what it says and shows. */
export const pullOf = (text: string, mediaCount: number, isReply: boolean): number => {
  const topic = launchWords.test(text) ? 5 : countdownWords.test(text) ? 1.8 : 1
  return topic * (mediaCount > 0 ? 1.5 : 1) * (isReply ? 0.3 : 1)
}

interface Final {
  reach: number
  impressions: number
  reactions: number
  comments: number
  shares: number
  clicks: number
}

/** What a post will have gathered in the end. */
const final = (account: Account, post: Post): Final => {
  const habit = habits[post.network]
  const words = [account.seed, post.id] as const
  const followers = Math.max(baseFollowers(account, post.createdAt), 3)
  const reach = followers * habit.reach * post.pull ** 0.8 * spread(0.3, ...words, 'reach')
  return {
    reach,
    impressions: reach * habit.seenAgain * (1 + chance(...words, 'again') * 0.2),
    reactions: reach * habit.reactions * post.pull ** 0.15 * spread(0.25, ...words, 'reactions'),
    comments: reach * habit.comments * spread(0.35, ...words, 'comments'),
    shares: reach * habit.shares * post.pull ** 0.2 * spread(0.35, ...words, 'shares'),
    clicks:
      reach *
      habit.clicks *
      (post.link === null && !/https?:\/\//.test(post.text) ? 0.3 : 1.6) *
      spread(0.3, ...words, 'clicks'),
  }
}

/** Attention fades: quick at first, with a long tail. */
const progress = (age: number, halfLifeHours: number): number =>
  age <= 0 ? 0 : 1 - 2 ** -((age / (halfLifeHours * hour)) ** 0.8)

const countAt = (total: number, part: number): number => Math.floor(total * part + 1e-9)

/** Generated comments of a post up to an instant. */
export const commentCount = (account: Account, post: Post, at: number): number =>
  countAt(final(account, post).comments, progress(at - post.createdAt, habits[post.network].halfLife * 1.3))

/** The figures of a post at an instant; `answers` are real replies, published through the API. */
export const figuresAt = (account: Account, post: Post, at: number, answers: number): Figures => {
  const habit = habits[post.network]
  const total = final(account, post)
  const part = progress(at - post.createdAt, habit.halfLife)
  const slower = progress(at - post.createdAt, habit.halfLife * 1.3)
  const tells = post.network === 'facebook' || post.network === 'x'
  return {
    reach: post.network === 'facebook' ? countAt(total.reach, part) : null,
    impressions: tells ? countAt(total.impressions, part) : null,
    reactions: countAt(total.reactions, slower),
    comments: countAt(total.comments, slower) + answers,
    shares: countAt(total.shares, slower),
    clicks: tells ? countAt(total.clicks, part) : null,
  }
}

/** Followers that a live post will draw in the end. */
export const followersDrawn = (account: Account, post: Post): number => {
  const audience = Math.max(baseFollowers(account, post.createdAt), 20)
  const most = post.pull >= 5 ? 12 : 1
  return audience * habits[post.network].draws * post.pull * most * spread(0.4, account.seed, post.id, 'draws')
}

/** Likes and the like are told apart by kind on Facebook. */
export const reactionSplit = (account: Account, post: Post, total: number): Record<string, number> => {
  const love = Math.floor(total * (0.12 + 0.1 * chance(account.seed, post.id, 'love')))
  const wow = Math.floor(total * (post.pull > 3 ? 0.14 : 0.03))
  const haha = Math.floor(total * 0.01)
  const rest = total - love - wow - haha
  return { like: Math.max(rest, 0), love, wow, haha }
}

/** Part of the shares that are quotes with words of their own. */
export const quoteShare = (post: Post): number => 0.08 + 0.1 * chance(post.id, 'quotes')

const names = [
  'Camille Roussel',
  'Jonas Weber',
  'Aïcha Benhaddou',
  'Luc Marival',
  'Sara Lindqvist',
  'Diego Fuentes',
  'Mélina Courtois',
  'Tom Ashworth',
  'Yves Kerbrat',
  'Naledi Khumalo',
  'Paul-Henri Saint-Clair',
  'Ingrid Sørensen',
  'Rachid Amrani',
  'Julie Vandamme',
] as const
const remarks = {
  fr: [
    'Magnifique !',
    'Quel est l’Isp du moteur supérieur, exactement ?',
    'On croise les doigts depuis Cayenne !',
    'Pourquoi la fenêtre de tir est-elle si courte cette fois ?',
    'Encore un report ? C’est à se demander si elle volera un jour…',
    'Bravo à toute l’équipe, quel travail.',
    'Est-ce que la coiffe est récupérée ou perdue en mer ?',
    'Depuis la plage de Kourou on l’a vue, frissons.',
    'Combien de masse utile en GTO avec cette version ?',
    'Franchement nul, aucun direct en français correct.',
    'Belle photo, qui l’a prise ?',
    'Le lien ne marche pas chez moi.',
  ],
  en: [
    'Beautiful!',
    'What is the Isp of the upper stage engine, exactly?',
    'Fingers crossed from Cayenne!',
    'Why is the launch window so short this time?',
    'Another slip? Will this thing ever fly…',
    'Well done to the whole team.',
    'Is the fairing recovered or lost at sea?',
    'Saw it from the beach at Kourou, goosebumps.',
    'How much mass to GTO with this version?',
    'Honestly poor coverage, no decent stream.',
    'Great picture, who took it?',
    'The link does not work for me.',
  ],
} as const

export interface Remark {
  index: number
  author: string
  authorId: string
  text: string
  at: number
}

/** The nth generated comment of a post: who, what and when. */
export const remarkOf = (account: Account, post: Post, index: number): Remark => {
  const total = Math.max(final(account, post).comments, index + 1)
  const share = Math.min((index + 1) / total, 0.9999)
  // The inverse of `progress`: the instant at which this comment comes in.
  const age = habits[post.network].halfLife * 1.3 * hour * (-Math.log2(1 - share)) ** (1 / 0.8)
  const author = pick(names, account.seed, post.id, index, 'who')
  const words = post.language.startsWith('en') ? remarks.en : remarks.fr
  return {
    index,
    author,
    authorId: String(10_000_000 + Math.floor(chance(author) * 80_000_000)),
    text: pick(words, account.seed, post.id, index, 'says'),
    at: Math.ceil(post.createdAt + age),
  }
}
