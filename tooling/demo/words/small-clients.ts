import type { PictureKey } from '../pictures/index.ts'
import { fr } from './french.ts'
import type { Words } from './orphee.ts'

const words = ([title, text, picture]: readonly string[]): Words => ({
  title: fr(title!),
  text: fr(text!),
  ...(picture ? { picture: picture as PictureKey } : {}),
})

const MILL: readonly Words[] = [
  [
    'Un fil, une histoire',
    'Ce peigné de 1894 est toujours au catalogue. Le mouton a changé, la torsion non : 420 tours par mètre.',
  ],
  [
    'Visite du samedi',
    "Samedi, l'atelier ouvre de 9 h à 12 h. Douze personnes, des chaussures fermées, et les oreilles bouchées.",
    'mill',
  ],
  [
    'Qui tricote quoi ?',
    'On a reçu 31 photos de vos ouvrages en un week-end. Le plus petit tient dans une coquille de noix.',
  ],
  [
    'Le canal, ce matin',
    "Le canal, ce matin, à l'heure où les métiers démarrent. On entend l'usine avant de la voir.",
    'mill',
  ],
  [
    'Laine lavée',
    "Une toison perd la moitié de son poids au lavage. L'eau, elle, ressort assez propre pour arroser : c'est mesuré.",
  ],
  [
    'Le mot : cannetière',
    "Cannetière : machine qui enroule le fil sur la canette, et personne qui la conduit. Chez nous c'est Odile, depuis 1987.",
    'bobbins',
  ],
  ["L'apprenti", 'Sami a fini son apprentissage. Il sait entendre un fil casser dans une salle de quarante métiers.'],
  [
    'Stock de printemps',
    'Les lins de printemps sont arrivés : écru, paille, ardoise. 300 bobines, pas une de plus.',
    'bobbins',
  ],
  ['Réparer', 'Un pull troué se répare avec un mètre de fil. Envoyez une photo, on vous donne la référence.'],
  ['Nuit au musée', "Nos bobines s'exposent au Musée des Dentelles. Entrée libre le premier dimanche du mois."],
  [
    'Made in Tourcoing',
    "De la toison à la bobine, 14 km. Le plus long trajet d'une laine, chez nous, c'est l'escalier.",
  ],
  [
    'La question du fil',
    'Pourquoi un fil bouloche-t-il ? Parce que ses fibres sont courtes. Les nôtres font 7 cm : elles restent à leur place.',
  ],
  ['Carte de fidélité', "Dix pelotes, la onzième offerte. Pas d'application : un carton, un tampon, une ficelle."],
].map(words)

const MUSEUM: readonly Words[] = [
  [
    'Carreau et fuseaux',
    'Un carreau, quarante fuseaux, une main qui ne regarde plus. Démonstration samedi à 15 h.',
    'pillow',
  ],
  ["L'exposition commence", '« Blanc sur blanc » ouvre vendredi. 84 pièces, dont 60 jamais montrées.', 'lace'],
  ['Une voilette', "Cette voilette a traversé l'Atlantique en 1912. Elle est arrivée ; le paquebot suivant, non."],
  [
    "L'atelier des enfants",
    'Mercredi, les enfants font de la dentelle de papier. Ciseaux à bouts ronds, patience pointue.',
  ],
  [
    'Métier Leavers',
    'Onze tonnes, 12 000 fils, un bruit de train. Le métier Leavers tourne chaque jour à 11 h et à 16 h.',
  ],
  ['Le mot : picot', "Picot : petite boucle au bord d'une dentelle. Inutile, donc indispensable.", 'pillow'],
  ['Don de famille', 'Un carton à chaussures, dedans 40 échantillons signés. Merci à la famille Vandamme.'],
  [
    'Restauration',
    'Trois mois, une aiguille, un col de 1780. Avant, après : cherchez la différence, on espère que vous ne trouverez pas.',
    'lace',
  ],
  ['Le premier dimanche', 'Premier dimanche du mois : entrée libre, et le café est bon.'],
  [
    'Dessin de mode',
    "Le carnet de croquis de Jeanne D., dessinatrice à 17 ans. Les épaules sont de 1938, l'aplomb est d'aujourd'hui.",
  ],
  [
    'La dentelle en creux',
    "Une dentelle, ce sont des trous entourés de fil. Le fil est ce qu'on voit, le trou est ce qu'on regarde.",
    'lace',
  ],
  ['Visite tactile', 'Samedi, visite pour les doigts : huit dentelles à toucher, les yeux fermés ou non.', 'pillow'],
].map(words)

/** What is past, and what is told of these days. */
export const DELVOYE = {
  past: MILL,
  colour: words([
    'La couleur du mois',
    'La couleur du mois est un bleu de cobalt, teint au bain long : 6 heures à 85 °C. Il déteint zéro, on a essayé.',
    'bobbins',
  ]),
  odile: words([
    'Merci Odile',
    'Odile part à la retraite vendredi. 38 ans, 11 métiers, une seule machine qui porte son prénom.',
  ]),
  linens: words([
    "Les lins d'hiver",
    "Les lins d'hiver sont au séchage : charbon, mousse, lie de vin. Ils sentent la pluie, c'est bon signe.",
    'bobbins',
  ]),
  winter: words([
    "Deux mailles à l'endroit",
    "Deux mailles à l'endroit, une à l'envers : le patron du bonnet de la filature est en ligne. Il tient sur une carte postale.",
  ]),
}
export const DENTELLES = {
  past: MUSEUM,
  detail: words([
    'Le détail du mardi',
    'Le détail du mardi : un réseau de Chantilly, vers 1860. Chaque maille est un hexagone de deux millimètres.',
    'lace',
  ]),
  night: words([
    'Nocturne',
    "Jeudi, le musée reste ouvert jusqu'à 21 h. On éteint les salles, on éclaire les vitrines.",
  ]),
}
