import type { Role } from '@comptoir/domain/agency'
import type { Network } from '@comptoir/simulator'

/** The demo's one password: it opens nothing but an invented agency on this machine. */
export const PASSWORD = 'orphee-lyre-3'

export const AGENCY = 'Zinc & Cie'

export type PersonKey = 'ines' | 'salome' | 'nour' | 'theo' | 'basile' | 'hugo'
export type CastMember = { key: PersonKey; name: string; email: string; role: Role; language: 'fr' | 'en' }

export const PEOPLE: readonly CastMember[] = [
  { key: 'ines', name: 'Inès Vanhoutte', email: 'ines@zinc.example', role: 'director', language: 'fr' },
  { key: 'salome', name: 'Salomé Wacquez', email: 'salome@zinc.example', role: 'account_manager', language: 'fr' },
  { key: 'nour', name: 'Nour Benali', email: 'nour@zinc.example', role: 'community_manager', language: 'fr' },
  { key: 'theo', name: 'Théo Lesage', email: 'theo@zinc.example', role: 'community_manager', language: 'fr' },
  { key: 'basile', name: 'Basile Okafor', email: 'basile@zinc.example', role: 'creator', language: 'fr' },
  { key: 'hugo', name: 'Hugo Marescaux', email: 'hugo@zinc.example', role: 'analyst', language: 'fr' },
]

export type ClientKey = 'orphee' | 'delvoye' | 'dentelles'
export type ChannelKey = `${ClientKey}-${Network}`

export type CastChannel = {
  key: ChannelKey
  client: ClientKey
  network: Network
  handle: string
  description: string
  /** What the account counts on given days, today being 0. One that begins `before` the mandate is older than its figures; any other was opened on its first day. */
  followers: readonly (readonly [day: number | 'mandate' | 'before', value: number])[]
  /** So many more each day from here on. */
  perDay: number
}

export const CHANNELS: readonly CastChannel[] = [
  {
    key: 'orphee-facebook',
    client: 'orphee',
    network: 'facebook',
    handle: 'orpheelanceurs',
    description: 'La page officielle des lanceurs Orphée. Kourou, Guyane.',
    followers: [
      ['before', 4_050],
      ['mandate', 4_120],
      [-421, 81_000],
      [-407, 100_400],
      [-365, 128_400],
      [-305, 156_500],
      [-291, 186_600],
      [-189, 229_500],
      [-175, 269_300],
      [-97, 304_500],
      [-83, 329_100],
      [-61, 340_500],
      [-30, 355_800],
      [0, 370_000],
    ],
    perDay: 473,
  },
  {
    key: 'orphee-x',
    client: 'orphee',
    network: 'x',
    handle: 'orphee_lance',
    description: 'Orphée Lanceurs. Des fusées, des chiffres, des réponses.',
    followers: [
      ['before', 838],
      ['mandate', 850],
      [-421, 15_200],
      [-407, 19_600],
      [-365, 24_100],
      [-305, 31_000],
      [-291, 38_200],
      [-189, 45_500],
      [-175, 54_200],
      [-97, 60_400],
      [-83, 65_300],
      [-61, 68_170],
      [-30, 71_150],
      [0, 73_500],
    ],
    perDay: 78,
  },
  {
    key: 'orphee-bluesky',
    client: 'orphee',
    network: 'bluesky',
    handle: 'orphee.example',
    description: 'Orphée Lanceurs sur Bluesky.',
    followers: [
      [-330, 4],
      [-305, 690],
      [-291, 1_930],
      [-189, 4_600],
      [-175, 6_780],
      [-97, 8_690],
      [-83, 9_840],
      [-61, 10_300],
      [-30, 11_170],
      [0, 12_480],
    ],
    perDay: 43,
  },
  {
    key: 'orphee-mastodon',
    client: 'orphee',
    network: 'mastodon',
    handle: 'orphee',
    description: 'Orphée Lanceurs, compte tenu par l’équipe de Kourou et Zinc & Cie.',
    followers: [
      [-450, 2],
      [-421, 1_050],
      [-407, 1_520],
      [-365, 3_260],
      [-305, 3_700],
      [-291, 3_960],
      [-189, 4_430],
      [-175, 4_650],
      [-97, 4_790],
      [-83, 4_900],
      [-61, 4_980],
      [-30, 5_120],
      [0, 5_310],
    ],
    perDay: 6,
  },
  {
    key: 'delvoye-facebook',
    client: 'delvoye',
    network: 'facebook',
    handle: 'filaturesdelvoye',
    description: 'Filatures Delvoye, Tourcoing, depuis 1894.',
    followers: [
      [-270, 6_910],
      [-120, 7_680],
      [0, 8_420],
    ],
    perDay: 6,
  },
  {
    key: 'delvoye-mastodon',
    client: 'delvoye',
    network: 'mastodon',
    handle: 'delvoye',
    description: 'Du fil, de la laine, et ce qu’on en fait.',
    followers: [
      [-210, 3],
      [-90, 410],
      [0, 640],
    ],
    perDay: 2,
  },
  {
    key: 'dentelles-facebook',
    client: 'dentelles',
    network: 'facebook',
    handle: 'museedesdentelles',
    description: 'Musée des Dentelles, Calais. Ouvert du mardi au dimanche.',
    followers: [
      [-180, 11_240],
      [-70, 13_020],
      [0, 14_310],
    ],
    perDay: 11,
  },
  {
    key: 'dentelles-bluesky',
    client: 'dentelles',
    network: 'bluesky',
    handle: 'dentelles.example',
    description: 'Musée des Dentelles, Calais.',
    followers: [
      [-160, 5],
      [-70, 980],
      [0, 2_150],
    ],
    perDay: 13,
  },
]

export const channelCast = (key: ChannelKey): CastChannel => {
  const found = CHANNELS.find((one) => one.key === key)
  if (!found) throw new RangeError(`no channel ${key} in the cast`)
  return found
}
