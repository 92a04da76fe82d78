import type { ClientKey } from '../cast.ts'
import type { StoryTime } from '../story-time.ts'
import { fr } from './french.ts'
import type { ComingPost } from './lyre3.ts'

type OfClient = ComingPost & { client: ClientKey }

const set = (post: OfClient): OfClient => ({ ...post, title: fr(post.title), text: fr(post.text) })

/** What waits for Salomé's reading besides the launch. */
export const IN_REVIEW = (time: StoryTime): OfClient[] =>
  [
    {
      client: 'delvoye' as const,
      title: 'La laine et la lune',
      text: "Pour Lyre 3, la base de Kourou nous a demandé 40 mètres d'un fil qui ne fait pas de poussière. Il existe, il est gris, et il va dans une salle blanche.",
      on: ['delvoye-facebook', 'delvoye-mastodon'] as const,
      author: 'theo' as const,
      timing: { kind: 'fixed' as const, at: time.at(2, '16:00') },
      stage: 'review' as const,
      picture: 'bobbins' as const,
    },
    {
      client: 'dentelles' as const,
      title: 'Les vacances au musée',
      text: 'Pendant les vacances, un atelier par jour : dentelle de papier, broderie sur carton, et le métier Leavers qui fait peur aux parents.',
      on: ['dentelles-facebook', 'dentelles-bluesky'] as const,
      author: 'theo' as const,
      timing: { kind: 'fixed' as const, at: time.at(6, '11:00') },
      stage: 'review' as const,
      picture: 'pillow' as const,
    },
  ].map(set)

/** What lies on desks unfinished. */
export const DRAFTS = (time: StoryTime): OfClient[] =>
  [
    {
      client: 'orphee' as const,
      title: "Guide d'observation",
      text: 'Où voir Lyre 3 ? Trois sites ouverts, un parking, une plage. À compléter avec les horaires des navettes (Yannick).',
      on: ['orphee-facebook', 'orphee-x'] as const,
      author: 'nour' as const,
      timing: { kind: 'unscheduled' as const },
      stage: 'draft' as const,
      picture: 'antenna' as const,
    },
    {
      client: 'orphee' as const,
      title: 'Orphée 6, première image',
      text: "La première image d'Orphée 6, sous embargo jusqu'à l'accord de Claire.",
      on: ['orphee-facebook', 'orphee-x', 'orphee-bluesky', 'orphee-mastodon'] as const,
      author: 'basile' as const,
      timing: { kind: 'unscheduled' as const },
      stage: 'draft' as const,
      picture: 'assembly' as const,
    },
    {
      client: 'dentelles' as const,
      title: 'Le catalogue',
      text: 'Le catalogue de « Blanc sur blanc » est là. 220 pages, dont une à toucher.',
      on: ['dentelles-facebook'] as const,
      author: 'theo' as const,
      timing: { kind: 'fixed' as const, at: time.at(9, '11:00') },
      stage: 'draft' as const,
      picture: 'lace' as const,
    },
  ].map(set)

export const CANCELLED: OfClient = set({
  client: 'orphee',
  title: 'La fusée et le sapin',
  text: 'Une fusée, un sapin, la même hauteur. Idée abandonnée : le sapin était plus grand.',
  on: ['orphee-facebook'],
  author: 'theo',
  timing: { kind: 'unscheduled' },
  stage: 'draft',
})
