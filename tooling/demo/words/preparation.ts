import type { PictureKey } from '../pictures/index.ts'
import { fr } from './french.ts'

export type PreparationLine = { title: string; text: string; daysBefore: number; picture?: PictureKey }

/** The weeks before a launch, which are always the same and never are. */
export function preparation(mission: string, payload: string): PreparationLine[] {
  const lines: PreparationLine[] = [
    {
      title: `${mission} : les étages sont là`,
      text: `${mission} commence ici : les étages d'Orphée 5 sont à Kourou. On les couche, on les compte, on les ouvre.`,
      daysBefore: 52,
      picture: 'assembly',
    },
    {
      title: `${mission} : il est arrivé`,
      text: `Il est arrivé cette nuit, dans un conteneur à 21 °C et sans une secousse : ${payload}. Ouverture de la caisse demain matin.`,
      daysBefore: 36,
    },
    {
      title: `${mission} : trois semaines`,
      text: `${mission} dans trois semaines. Pendant que le lanceur se redresse, l'équipe de vol refait la chronologie à blanc, montre en main.`,
      daysBefore: 21,
      picture: 'controlRoom',
    },
    {
      title: `${mission} : la coiffe est fermée`,
      text: `La coiffe de ${mission} est fermée. Le prochain à voir ${payload} sera le soleil.`,
      daysBefore: 11,
      picture: 'fairing',
    },
    {
      title: `${mission} : répétition générale`,
      text: `Répétition générale pour ${mission} : douze heures, tout le monde à sa place, et un arrêt exprès à T-7 s. Il manque seulement le feu.`,
      daysBefore: 5,
      picture: 'padAtDusk',
    },
  ]
  return lines.map((line) => ({ ...line, title: fr(line.title), text: fr(line.text) }))
}
