import {
  antenna,
  assembly,
  controlRoom,
  engine,
  fairing,
  gantry,
  liftOff,
  longExposure,
  padAtDusk,
  satellite,
} from './launch-scenes.ts'
import { baseChief, bobbins, engineer, lace, mill, pillow } from './people-scenes.ts'

export type PictureKey = keyof typeof PICTURES

/** Every picture of the story: what draws it, the name that its maker gave it, and what it shows in words. */
export const PICTURES = {
  padAtDusk: {
    draw: padAtDusk,
    name: 'pas-de-tir-0412.jpg',
    alt: 'Orphée 5, blanche, debout sur son pas de tir au crépuscule, éclairée par en dessous.',
  },
  liftOff: {
    draw: liftOff,
    name: 'decollage-0031.jpg',
    alt: 'Orphée 5 quitte le sol dans la nuit, sa flamme éclaire les nuages de fumée.',
  },
  longExposure: {
    draw: longExposure,
    name: 'pose-longue-0007.jpg',
    alt: 'Pose longue : la trace de lumière du lanceur monte en arc au-dessus de la mer.',
  },
  controlRoom: {
    draw: controlRoom,
    name: 'salle-jupiter-0118.jpg',
    alt: 'Salle de contrôle, quatre opérateurs de dos devant la trajectoire affichée au mur.',
  },
  engine: {
    draw: engine,
    name: 'banc-moteur-0020.jpg',
    alt: 'Tuyère de cuivre du moteur supérieur au banc d’essai, flamme bleue.',
  },
  satellite: {
    draw: satellite,
    name: 'orbite-vue-artiste.jpg',
    alt: 'Vue d’artiste : un satellite doré déploie ses panneaux au-dessus de la Terre.',
  },
  assembly: {
    draw: assembly,
    name: 'hall-assemblage-0203.jpg',
    alt: 'Étage central couché sur son berceau dans le hall d’assemblage, trois techniciens casqués.',
  },
  gantry: {
    draw: gantry,
    name: 'portique-0055.jpg',
    alt: 'Le portique mobile s’écarte du lanceur, la forêt derrière, ciel clair.',
  },
  fairing: {
    draw: fairing,
    name: 'coiffe-animation-12.jpg',
    alt: 'Vue d’artiste : les deux demi-coiffes s’ouvrent et découvrent le satellite.',
  },
  antenna: {
    draw: antenna,
    name: 'station-aval-0009.jpg',
    alt: 'Antenne parabolique dans la savane au lever du soleil, la mer derrière.',
  },
  engineer: {
    draw: engineer,
    name: 'portrait-maelle.jpg',
    alt: 'Portrait dessiné : une ingénieure aux cheveux noirs devant deux courbes.',
  },
  baseChief: {
    draw: baseChief,
    name: 'portrait-yannick.jpg',
    alt: 'Portrait dessiné : un homme en casque blanc et veste orange, une antenne derrière lui.',
  },
  bobbins: { draw: bobbins, name: 'bobines-01.jpg', alt: 'Quatre rangées de bobines de fil de toutes les couleurs.' },
  mill: { draw: mill, name: 'facade-canal.jpg', alt: 'La filature de brique et sa cheminée au bord du canal.' },
  lace: {
    draw: lace,
    name: 'dentelle-xix-detail.jpg',
    alt: 'Détail d’une dentelle : réseau d’hexagones et grandes fleurs.',
  },
  pillow: { draw: pillow, name: 'carreau-fuseaux.jpg', alt: 'Carreau de dentellière, fuseaux étalés et épingles.' },
} as const
