import type { PictureKey } from '../pictures/index.ts'
import { fr } from './french.ts'

/** What an evening of launch says, by its distance from lift-off in minutes. */
export type LaunchLine = {
  title: string
  text: string
  minutes: number
  picture?: PictureKey
  /** How much more than an ordinary post it draws. */
  pull: number
  on: readonly ('facebook' | 'x' | 'bluesky' | 'mastodon')[]
}

const ALL = ['facebook', 'x', 'bluesky', 'mastodon'] as const

/** The past launches, told by the same hands: each has its mission's name and what it carried. */
export function launchEvening(mission: string, payload: string): LaunchLine[] {
  const lines: LaunchLine[] = [
    {
      title: `Demain, ${mission}`,
      text: `Demain soir, ${mission}. Orphée 5 emporte ${payload}. Direct ici à T-30 min, et nos ingénieurs répondent dès maintenant.`,
      minutes: -1380,
      picture: 'gantry',
      pull: 2.2,
      on: ALL,
    },
    {
      title: 'Le portique se retire',
      text: `${mission} : le portique recule, le lanceur est à l'air libre. Quatre heures de remplissage commencent.`,
      minutes: -360,
      picture: 'gantry',
      pull: 1.6,
      on: ['facebook', 'x'],
    },
    {
      title: 'Rendez-vous ce soir',
      text: `${mission}, c'est ce soir. Deux heures avant le décollage tout est au vert, le vent d'altitude compris. Où regarderez-vous ?`,
      minutes: -120,
      picture: 'padAtDusk',
      pull: 2.4,
      on: ALL,
    },
    {
      title: 'Séquence synchronisée',
      text: `T-7 min. L'automate a la main. À partir d'ici, plus personne ne touche à rien.`,
      minutes: -7,
      pull: 2,
      on: ['x', 'bluesky'],
    },
    {
      title: 'Décollage !',
      text: `Décollage ! Orphée 5 et ${mission} quittent Kourou. Tous les paramètres sont nominaux.`,
      minutes: 0,
      picture: 'liftOff',
      pull: 6.5,
      on: ALL,
    },
    {
      title: 'La coiffe est ouverte',
      text: `T+3 min 20. La coiffe s'est ouverte à 110 km. Le soleil entre.`,
      minutes: 4,
      picture: 'fairing',
      pull: 3,
      on: ['x', 'bluesky'],
    },
    {
      title: 'Séparation confirmée',
      text: `T+29 min. Séparation confirmée : ${payload} en orbite. Bravo aux équipes de Kourou et d'ailleurs.`,
      minutes: 30,
      picture: 'satellite',
      pull: 5,
      on: ALL,
    },
    {
      title: 'Les images du vol',
      text: `Les images du vol ${mission} : le décollage vu de la plage, l'ouverture de la coiffe, et le silence dans la salle juste avant.`,
      minutes: 95,
      picture: 'longExposure',
      pull: 7.5,
      on: ['facebook', 'x', 'bluesky'],
    },
    {
      title: 'Le film du vol',
      text: `Le film du vol ${mission}, trois minutes, sans commentaire. Montez le son.`,
      minutes: 900,
      picture: 'liftOff',
      pull: 4.5,
      on: ['facebook', 'x'],
    },
    {
      title: 'Merci Kourou',
      text: `600 personnes sur la base, 4 000 dans les usines, et ceux qui étaient sur la plage. Merci Kourou.`,
      minutes: 1440,
      picture: 'antenna',
      pull: 2.6,
      on: ['facebook', 'mastodon'],
    },
  ]
  return lines.map((line) => ({ ...line, title: fr(line.title), text: fr(line.text) }))
}

/** The evening that ended seven seconds before its beginning; minutes count from the scrub. */
export function scrubEvening(mission: string): LaunchLine[] {
  const lines: LaunchLine[] = [
    {
      title: 'Arrêt à T-7 s',
      text: `Arrêt à T-7 s. L'automate a coupé avant l'allumage des propulseurs. Le lanceur est en sécurité, tout le monde aussi.`,
      minutes: 2,
      pull: 8,
      on: ALL,
      picture: 'padAtDusk',
    },
    {
      title: 'Pourquoi ce tir attendra',
      text: `Un capteur de pression du réservoir d'oxygène a donné une valeur hors bande. La machine a dit non, et c'est exactement ce qu'on lui demande. ${mission} attendra.`,
      minutes: 11,
      pull: 6,
      on: ALL,
    },
    {
      title: 'Et maintenant ?',
      text: `On vide, on remplace le capteur, on vérifie les deux autres, et on recommence. Prochaine tentative dans deux jours, même fenêtre. Vos questions ici, les ingénieurs répondent.`,
      minutes: 120,
      pull: 4,
      on: ['facebook', 'x', 'bluesky'],
    },
  ]
  return lines.map((line) => ({ ...line, title: fr(line.title), text: fr(line.text) }))
}
