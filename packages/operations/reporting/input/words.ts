import { type Day, type Language, type NetworkId } from '@comptoir/domain/shared'

/** What the sources of a report say beside the network's own names. */
export type InputWords = {
  readonly gap: { readonly lost: string; readonly disconnected: string }
  readonly imported: (name: string, day: Day) => string
  readonly byHand: string
  /** What a network's metric counts, in a few words. */
  readonly counts: (network: NetworkId, metric: string) => string
}

const longDay = (day: Day, locale: string): string => {
  const said = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return said.format(Date.parse(`${day}T00:00:00Z`)).replace(/^1 (?=\p{L})/u, locale === 'fr-FR' ? '1er ' : '1 ')
}

// By network and metric where a network counts otherwise than its neighbours, else by metric.
const FR: Readonly<Record<string, string>> = {
  followers: 'compteur public des abonnés du compte',
  'facebook.followers': 'compteur public des abonnés de la page',
  reach: 'comptes uniques à qui le post a été montré',
  'facebook.reach': 'comptes uniques qui ont vu le post au moins une fois',
  impressions: 'nombre de fois que le post a été vu',
  reactions: 'réactions au post',
  'bluesky.reactions': 'mentions «\u202fj’aime\u202f» du post',
  'mastodon.reactions': 'mises en favori du post, telles que son serveur les connaît',
  'x.reactions': 'mentions «\u202fj’aime\u202f» du post',
  comments: 'réponses au post',
  'facebook.comments': 'commentaires sous le post',
  shares: 'partages du post',
  'bluesky.shares': 'republications et citations du post',
  'mastodon.shares': 'partages et citations du post, tels que son serveur les connaît',
  'x.shares': 'republications et citations du post',
  clicks: 'clics sur le post',
  'x.clicks': 'clics sur les liens du post',
}

const EN: Readonly<Record<string, string>> = {
  followers: 'the account’s public follower count',
  'facebook.followers': 'the page’s public follower count',
  reach: 'unique accounts that the post was shown to',
  'facebook.reach': 'unique accounts that saw the post at least once',
  impressions: 'times that the post was seen',
  reactions: 'reactions to the post',
  'bluesky.reactions': 'likes of the post',
  'mastodon.reactions': 'favourites of the post, as its server knows them',
  'x.reactions': 'likes of the post',
  comments: 'replies to the post',
  'facebook.comments': 'comments under the post',
  shares: 'shares of the post',
  'bluesky.shares': 'reposts and quotes of the post',
  'mastodon.shares': 'boosts and quotes of the post, as its server knows them',
  'x.shares': 'reposts and quotes of the post',
  clicks: 'clicks on the post',
  'x.clicks': 'clicks on the post’s links',
}

const counts = (words: Readonly<Record<string, string>>) => (network: NetworkId, metric: string) =>
  words[`${network}.${metric}`] ?? words[metric] ?? ''

export const INPUT_WORDS: Readonly<Record<Language, InputWords>> = {
  fr: {
    gap: { lost: 'accès expiré', disconnected: 'compte déconnecté' },
    imported: (name, day) => `Chiffres passés importés par ${name} le ${longDay(day, 'fr-FR')}.`,
    byHand: 'compteur du réseau, relevé à la main',
    counts: counts(FR),
  },
  en: {
    gap: { lost: 'access expired', disconnected: 'account disconnected' },
    imported: (name, day) => `Past figures imported by ${name} on ${longDay(day, 'en-GB')}.`,
    byHand: 'the network’s counter, read by hand',
    counts: counts(EN),
  },
}
