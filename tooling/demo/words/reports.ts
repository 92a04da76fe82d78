import type { ReportWords } from '@comptoir/domain/reporting'
import type { Launch } from '../story-time.ts'
import { fr } from './french.ts'

type Said = Pick<ReportWords, 'headline' | 'deck' | 'sections'>

const set = ({ headline, deck, sections }: Said): ReportWords => ({
  headline: fr(headline),
  deck: fr(deck),
  sections: sections.map((one) => ({ title: fr(one.title), text: fr(one.text) })),
  captions: { curve: '', launches: '' },
})

/** A month that saw a launch. */
export const monthOfLaunch = ({ name, payload, scrubbed }: Launch): ReportWords =>
  set({
    headline: `${name} laisse une marche : {facebook.gain} abonnés de plus en un mois`,
    deck: scrubbed
      ? `Arrêté à T-${scrubbed.secondsBefore} s, lancé deux jours plus tard : le tir de ${name} a payé deux fois. Ceux qui étaient venus pour le premier sont restés pour le second.`
      : `${name} a porté ${payload}, et la page avec. Ceux qui sont venus le soir du tir sont encore là à la fin du mois.`,
    sections: [
      {
        title: 'Le soir du tir.',
        text: `Dix posts, accrochés au T-0, sont partis à la seconde. Le plus vu est celui des images du vol, publié quand les autres se taisaient.`,
      },
      {
        title: 'La suite.',
        text: `Le mois prochain n'a pas de tir : on verra ce qui tient sans feu. X a gagné {x.gain} abonnés dans le même temps.`,
      },
    ],
  })

/** A month without one. */
export const quietMonth = (before: Launch | null): ReportWords =>
  set({
    headline: `Un mois sans feu, et {facebook.gain} abonnés de plus`,
    deck: before
      ? `Rien n'a décollé ce mois-ci. La page a pourtant grandi : ce sont les réponses des ingénieurs qui retiennent ceux que ${before.name} avait amenés.`
      : `Rien n'a décollé ce mois-ci. La page grandit de ce qu'elle explique : une question, une réponse, un nom.`,
    sections: [
      {
        title: 'Un mois sans feu.',
        text: `Aucun tir. Le mois d'avant avait donné {facebook.previous.gain} : la pente est celle des questions du lundi, pas celle des lanceurs.`,
      },
      {
        title: 'Les experts portent le mois.',
        text: `Les posts signés par les équipes de Kourou sont ceux qu'on relit. X a gagné {x.gain} abonnés, sans une image de tir.`,
      },
    ],
  })

/** The month before the one we are in. */
export const latestMonth = (launchMonth: string): ReportWords =>
  set({
    headline: `{facebook.followers} personnes suivent la fusée, dix-huit mois après une page presque vide`,
    deck: `Le mois s'est passé sans lancement, et la page Facebook a pourtant gagné {facebook.gain} abonnés. Ce sont les ingénieurs qui les ont retenus.`,
    sections: [
      {
        title: 'Un mois sans feu.',
        text: `Aucun tir ce mois-ci. Le mois d'avant profitait encore d'Aristée : {facebook.previous.gain}. Depuis le début du mandat, la page a gagné {facebook.mandate.gain} abonnés.`,
      },
      {
        title: 'Les experts portent le mois.',
        text: `Les réponses signées sont ce qui se partage le plus. Celles de Maëlle Guidon et de Yannick Sainte-Rose restent proposées quand la question revient.`,
      },
      {
        title: 'La suite.',
        text: `Lyre 3 est annoncé pour ${launchMonth}. L'objectif de 400 000 abonnés est en vue, sans être acquis : il y faut un tir réussi, ou beaucoup de lundis.`,
      },
    ],
  })

/** The whole mandate, for the board. */
export const wholeMandate: ReportWords = set({
  headline: `D'une page presque vide à {facebook.followers} abonnés`,
  deck: `Depuis le début du mandat la page Facebook a gagné {facebook.mandate.gain} abonnés et le compte X {x.mandate.gain}. Chaque lancement laisse une marche ; entre deux, ce sont les réponses qui tiennent.`,
  sections: [
    {
      title: 'Quatre tirs, quatre marches.',
      text: `Calliope, Lyre 1, Lyre 2 et Aristée ont chacun amené leur foule. Lyre 2, arrêté à T-7 s puis lancé deux jours plus tard, en a amené deux.`,
    },
  ],
})
