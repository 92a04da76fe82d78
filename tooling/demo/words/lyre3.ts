import type { AnchorBase, Condition, Timing } from '@comptoir/domain/countdown'
import type { ChannelKey, PersonKey } from '../cast.ts'
import type { PictureKey } from '../pictures/index.ts'
import { PARIS } from '../story-time.ts'
import { fr } from './french.ts'

/** How far a post has come: written, before the reviewers, sent back, approved. */
export type Stage = 'draft' | 'review' | 'changes' | 'approved'

export type ComingPost = {
  title: string
  text: string
  on: readonly ChannelKey[]
  timing: Timing
  /** Of a reserve post: it leaves by itself. Left out: it is offered. */
  release?: 'release'
  author: PersonKey
  stage: Stage
  picture?: PictureKey
  /** What a channel says otherwise. */
  variants?: Partial<Record<ChannelKey, { parts?: string[]; firstComment?: string }>>
  /** The reviewer's words. */
  words?: string
}

const FB: ChannelKey = 'orphee-facebook'
const X: ChannelKey = 'orphee-x'
const BS: ChannelKey = 'orphee-bluesky'
const MA: ChannelKey = 'orphee-mastodon'

const hung = (base: AnchorBase, minutes: number, condition: Condition): Timing => ({
  kind: 'anchored',
  base,
  offsetSeconds: minutes * 60,
  condition,
})
const onDay = (dayOffset: number, wallTime: string, condition: Condition): Timing => ({
  kind: 'calendar',
  base: 't0',
  dayOffset,
  wallTime,
  zone: PARIS,
  condition,
})

const LIVE = 'orphee-lanceurs.example/direct'

/** Everything that hangs from the next launch. */
export const LYRE_3: readonly ComingPost[] = [
  {
    title: 'Demain, Lyre 3',
    text: "Demain soir, Lyre 3. Orphée 5 emporte Méridienne-1, qui mesurera l'humidité des sols partout sur Terre. Direct ici à T-30 min, et nos ingénieurs répondent dès maintenant.",
    on: [FB, X, BS, MA],
    timing: onDay(-1, '18:00', 'any'),
    author: 'nour',
    stage: 'approved',
    picture: 'gantry',
  },
  {
    title: 'Bonjour Kourou',
    text: 'Bonjour Kourou. Il est 5 h 37 à la base, la nuit tombe du bon côté et le bulletin est bon. Lyre 3 décolle dans dix heures.',
    on: [FB, X],
    timing: hung('t0', -600, 'any'),
    author: 'nour',
    stage: 'approved',
    picture: 'antenna',
  },
  {
    title: 'Le portique se retire',
    text: 'Le portique se retire. 4 000 tonnes à 4 mètres par minute, et Lyre 3 voit le ciel pour la première fois.',
    on: [X, BS, MA],
    timing: hung('t0', -360, 'any'),
    author: 'basile',
    stage: 'approved',
    picture: 'gantry',
  },
  {
    title: 'Remplissage',
    text: "Remplissage en cours : l'oxygène d'abord, l'hydrogène ensuite. Dans quatre heures le lanceur pèsera onze fois ce qu'il pesait ce matin.",
    on: [FB, X, BS],
    timing: hung('t0', -240, 'any'),
    author: 'theo',
    stage: 'approved',
  },
  {
    title: 'Rendez-vous ce soir',
    text: "Lyre 3, c'est ce soir. Deux heures avant le décollage tout est au vert, le vent d'altitude compris. Où regarderez-vous ?",
    on: [FB, X, BS, MA],
    timing: hung('t0', -120, 'any'),
    author: 'nour',
    stage: 'approved',
    picture: 'padAtDusk',
    variants: {
      'orphee-x': {
        parts: [
          "Lyre 3, c'est ce soir. Tout est au vert, le vent d'altitude compris. Où regarderez-vous ? #Lyre3 #Kourou",
        ],
      },
      'orphee-mastodon': {
        parts: [
          "Lyre 3, c'est ce soir. Deux heures avant le décollage tout est au vert, le vent d'altitude compris. Où regarderez-vous ? #Lyre3 #espace",
        ],
      },
    },
  },
  {
    title: 'La météo est au vert',
    text: "La météo est au vert. Quatre ballons sont montés, le dernier à 22 km : vent de 31 m/s à 10 km d'altitude, sous la limite.",
    on: [FB, X],
    timing: hung('t0', -60, 'go'),
    author: 'nour',
    stage: 'approved',
  },
  {
    title: 'Le direct est ouvert',
    text: `Le direct est ouvert. Dans trente minutes, Orphée 5 quitte Kourou avec Méridienne-1 : 4,3 tonnes, cap sur une orbite polaire à 830 km. Nos ingénieurs répondent à vos questions pendant tout le vol. On commence ?`,
    on: [FB, X, BS, MA],
    timing: hung('t0', -30, 'go'),
    author: 'theo',
    stage: 'changes',
    picture: 'padAtDusk',
    words: 'X : 9 signes de trop. Et la masse est 4,3 tonnes partout, relis Mastodon. Le reste me va.',
    variants: {
      'orphee-facebook': { firstComment: `Le direct : ${LIVE}` },
      'orphee-x': {
        parts: [
          `Le direct est ouvert. Dans trente minutes, Orphée 5 quitte Kourou avec Méridienne-1 : 4,3 tonnes, cap sur une orbite polaire à 830 km. Nos ingénieurs répondent à vos questions pendant tout le vol. Posez-les sous ce post : ils les liront tous. #Lyre3 #Orphee5 ${LIVE}`,
        ],
      },
      'orphee-bluesky': {
        parts: [
          `Le direct est ouvert. Dans trente minutes, Orphée 5 quitte Kourou avec Méridienne-1 : 4,3 tonnes, cap sur une orbite polaire à 830 km. Nos ingénieurs répondent à vos questions pendant tout le vol. Posez-les ici, ils liront tout. ${LIVE}`,
        ],
      },
      'orphee-mastodon': {
        parts: [
          `Le direct est ouvert. Dans trente minutes, Orphée 5 quitte Kourou avec Méridienne-1 : 4,2 tonnes, cap sur une orbite polaire à 830 km. Posez vos questions en réponse. #Lyre3 #espace`,
        ],
      },
    },
  },
  {
    title: 'Séquence synchronisée',
    text: "Dans huit minutes l'automate prend la main. À partir de là, plus personne ne touche à rien, et tout le monde retient son souffle.",
    on: [X, BS],
    timing: hung('t0', -15, 'go'),
    author: 'theo',
    stage: 'approved',
  },
  {
    title: 'Décollage !',
    text: 'Décollage ! Orphée 5 et Lyre 3 quittent Kourou. Tous les paramètres sont nominaux.',
    on: [FB, X, BS, MA],
    timing: hung('liftoff', 0, 'launched'),
    author: 'nour',
    stage: 'approved',
    picture: 'liftOff',
  },
  {
    title: 'Méridienne-1 est libre',
    text: "T+29 min. Méridienne-1 est libre. Séparation nette, 50 centimètres par seconde. Bravo aux équipes de Kourou et d'ailleurs.",
    on: [X, BS, MA],
    timing: hung('liftoff', 29, 'success'),
    author: 'nour',
    stage: 'approved',
    picture: 'satellite',
  },
  {
    title: 'Premier signal',
    text: 'Premier signal de Méridienne-1, reçu à Malindi. Panneaux déployés, batteries en charge. Elle va bien.',
    on: [FB, X],
    timing: hung('liftoff', 60, 'success'),
    author: 'theo',
    stage: 'approved',
    picture: 'antenna',
  },
  {
    title: 'Les images du vol',
    text: "Les images du vol Lyre 3 : le décollage vu de la plage, l'ouverture de la coiffe, et le silence dans la salle juste avant.",
    on: [FB, X, BS],
    timing: hung('liftoff', 90, 'success'),
    author: 'nour',
    stage: 'review',
    picture: 'longExposure',
  },
  {
    title: 'La mission en sept points',
    text: 'La mission Lyre 3 en sept points. 1/7',
    on: [X, BS],
    timing: hung('liftoff', 120, 'success'),
    author: 'theo',
    stage: 'approved',
    variants: Object.fromEntries(
      (['orphee-x', 'orphee-bluesky'] as const).map((key) => [
        key,
        {
          parts: [
            'La mission Lyre 3 en sept points, pour ceux qui arrivent. 1/7',
            "Méridienne-1 pèse 4,3 tonnes. Elle mesure l'eau dans les dix premiers centimètres du sol, de jour comme de nuit. 2/7",
            "Son radar traverse les nuages et l'herbe. Il voit la différence entre un champ qui a soif et un champ qui a bu. 3/7",
            'Elle passe partout tous les trois jours, à 830 km, toujours à la même heure solaire. 4/7',
            'Ses mesures sont publiques, gratuites, et arrivent en moins de six heures. 5/7',
            'Onze pays l’ont payée, et une école de Tourcoing lui a donné son surnom : la Taupe. 6/7',
            'Elle travaillera huit ans. Merci à toutes celles et tous ceux qui l’ont portée jusque-là. 7/7',
          ],
        },
      ]),
    ),
  },
  {
    title: 'Le film du vol',
    text: 'Le film du vol Lyre 3, trois minutes, sans commentaire. Montez le son.',
    on: [FB, X],
    timing: onDay(1, '10:00', 'success'),
    author: 'basile',
    stage: 'review',
    picture: 'liftOff',
  },
  {
    title: 'Merci Kourou',
    text: '600 personnes sur la base, 4 000 dans les usines, et ceux qui étaient sur la plage. Merci Kourou.',
    on: [FB],
    timing: onDay(1, '18:00', 'success'),
    author: 'nour',
    stage: 'approved',
    picture: 'controlRoom',
  },
  {
    title: 'Vos photos du vol',
    text: "Vos photos du vol Lyre 3, de la plage, du balcon et d'un parking de supermarché. Il y en a une dont on est jaloux.",
    on: [X, BS],
    timing: onDay(2, '11:00', 'success'),
    author: 'theo',
    stage: 'draft',
  },
  {
    title: 'Pourquoi ce tir attendra',
    text: 'Lyre 3 ne partira pas ce soir. Le lanceur est en sécurité, les équipes aussi. Nous dirons pourquoi dès que nous le saurons, et pas avant.',
    on: [FB, X, BS, MA],
    timing: hung('scrub', 10, 'scrubbed'),
    // It says nothing that could be wrong by then: the others are read once more first.
    release: 'release',
    author: 'nour',
    stage: 'approved',
    picture: 'padAtDusk',
  },
  {
    title: 'Et maintenant ?',
    text: "Et maintenant ? On vide, on cherche, on répare, on recommence. Une nouvelle date sera donnée ici d'abord. Vos questions sont les bienvenues, les ingénieurs répondent.",
    on: [FB, X],
    timing: hung('scrub', 120, 'scrubbed'),
    author: 'nour',
    stage: 'approved',
  },
  {
    title: 'Ce que nous savons',
    text: "Le vol Lyre 3 ne s'est pas déroulé comme prévu. Voici ce que nous savons à cette heure : personne n'est blessé, la base est en sécurité. Le reste viendra quand il sera sûr.",
    on: [FB, X],
    timing: hung('outcome', 15, 'anomaly'),
    author: 'nour',
    stage: 'approved',
  },
].map(
  (post) => ({ ...post, title: fr(post.title), text: fr(post.text), ...setVariants(post as ComingPost) }) as ComingPost,
)

function setVariants({ variants, words }: ComingPost): Pick<ComingPost, 'variants' | 'words'> {
  return {
    ...(words ? { words: fr(words) } : {}),
    ...(variants
      ? {
          variants: Object.fromEntries(
            Object.entries(variants).map(([key, one]) => [
              key,
              {
                ...one,
                ...(one.parts ? { parts: one.parts.map(fr) } : {}),
                ...(one.firstComment ? { firstComment: fr(one.firstComment) } : {}),
              },
            ]),
          ),
        }
      : {}),
  }
}
