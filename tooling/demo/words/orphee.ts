import type { PictureKey } from '../pictures/index.ts'
import { fr } from './french.ts'

export type Words = { title: string; text: string; picture?: PictureKey; thread?: string[] }

const words = (title: string, text: string, picture?: PictureKey): Words => ({
  title: fr(title),
  text: fr(text),
  ...(picture ? { picture } : {}),
})

/** Every other Monday at half past twelve: a reader's question, an engineer's answer. */
export const QUESTIONS: readonly Words[] = [
  [
    "Pourquoi si près de l'équateur ?",
    "Pourquoi lancer de Kourou ? Parce que la Terre y tourne à 1 670 km/h : c'est autant de vitesse que le lanceur n'a pas à donner. Vers l'est, l'océan est libre sur des milliers de kilomètres.",
  ],
  [
    'Que veut dire « ergols » ?',
    "Ce que brûle un lanceur : un carburant et de quoi le brûler. L'étage central d'Orphée 5 emporte de l'hydrogène à -253 °C et de l'oxygène à -183 °C. Rien d'autre, et il n'en sort que de l'eau.",
  ],
  [
    'Combien pèse le lanceur ?',
    "780 tonnes au décollage, dont 690 d'ergols. La charge utile ne dépasse pas 10 tonnes : un peu plus d'un centième de ce qui quitte le sol.",
  ],
  [
    "Et si un moteur ne s'allume pas ?",
    "Les sept dernières secondes servent à ça : le moteur central est allumé avant les propulseurs. S'il n'est pas à son régime, l'automate coupe tout et rien ne quitte le sol.",
  ],
  [
    'Pourquoi une fenêtre de 45 minutes ?',
    "L'orbite visée passe au-dessus de Kourou une fois par jour. Plus on attend, plus il faut d'ergols pour rattraper son plan. Au-delà de 45 minutes, la marge du troisième étage n'y suffit plus.",
  ],
  [
    'Qui appuie sur le bouton ?',
    "Personne. À T-7 min la séquence passe à l'automate : 2 400 mesures par seconde, chacune peut tout arrêter. Les gens dans la salle, eux, peuvent dire non jusqu'au bout.",
  ],
  [
    'Entend-on le décollage de la plage ?',
    "Oui, 24 secondes après l'avoir vu : le pas de tir est à 8 km. Le bruit arrive par vagues, et on le sent dans la poitrine avant de l'entendre.",
  ],
  [
    'Où retombent les propulseurs ?',
    "Dans l'Atlantique, à 450 km des côtes, dans une zone fermée aux bateaux. Une fois sur quatre on en repêche un pour l'expertiser, pièce par pièce.",
  ],
  [
    'Pourquoi est-elle blanche ?',
    "Pour rester froide. Au soleil de Guyane une peinture sombre gagnerait 30 °C, et l'hydrogène s'évaporerait plus vite qu'on ne le remplit.",
  ],
  [
    'Combien de temps pour remplir ?',
    "Quatre heures. L'oxygène d'abord, pour refroidir les lignes, puis l'hydrogène. Ensuite on complète sans arrêt : ce qui s'évapore est remplacé jusqu'à T-4 min.",
  ],
  [
    'Le vent arrête-t-il un tir ?',
    "Celui du sol rarement. Celui de 10 km d'altitude souvent : ses cisaillements plieraient le lanceur. Quatre ballons sondes montent dans les six heures qui précèdent.",
  ],
  [
    'Que devient le troisième étage ?',
    'Il se désorbite tout seul : une dernière poussée le fait rentrer au-dessus du Pacifique sud en moins de deux heures. Rien ne reste en orbite basse.',
  ],
  [
    'Pourquoi des nuages au décollage ?',
    "Ce n'est pas de la fumée : 30 tonnes d'eau par seconde noient la fosse pour étouffer le bruit. C'est de la vapeur, blanche et propre.",
    'liftOff',
  ],
  [
    'Qui sont les gens en salle ?',
    'Quarante pupitres. Propulsion, guidage, sauvegarde, météo, stations aval. Chacun ne surveille que ses mesures et ne dit que deux mots : go, ou non.',
    'controlRoom',
  ],
  [
    'Combien de capteurs ?',
    "1 900 sur le lanceur. La moitié ne sert qu'à comprendre après coup : un vol réussi apprend autant qu'un vol manqué, à condition de l'avoir écouté.",
  ],
  [
    'Peut-on visiter ?',
    "Oui, du lundi au jeudi, deux fois par jour, pièce d'identité en main. Le jour d'un tir les sites d'observation ouvrent à T-5 h, et ils sont gratuits.",
  ],
  [
    'Pourquoi pas de nuit toujours ?',
    "L'heure vient de l'orbite, jamais de nous. Un satellite d'observation veut passer à l'heure solaire où les ombres sont bonnes : c'est elle qui décide.",
  ],
  [
    'Que voit une caméra embarquée ?',
    "Le noir, vite. À 60 km le ciel n'est plus bleu, à 110 km la coiffe s'ouvre et le soleil entre : c'est la seconde préférée de l'équipe vidéo.",
    'fairing',
  ],
  [
    'Un orage peut-il tout arrêter ?',
    'Oui, dans un rayon de 20 km. Un lanceur qui monte tire derrière lui un fil de gaz chaud, et un fil conducteur est un paratonnerre.',
  ],
  [
    'Combien de personnes pour un tir ?',
    '600 sur la base le jour même, 4 000 dans les usines pendant deux ans. Le plus petit écrou a un nom, une date et une signature.',
  ],
  [
    'Que veut dire « scrub » ?',
    "Un tir arrêté avant le décollage. On vide, on cherche, on répare, on recommence. C'est une bonne nouvelle : la machine a dit non pendant qu'on pouvait encore l'écouter.",
  ],
  [
    "Pourquoi compter à l'envers ?",
    "Parce que tout se règle sur un instant, pas sur une durée. Si T-0 bouge, chaque geste de la chronologie bouge avec lui, sans qu'on recopie un seul horaire.",
  ],
  [
    'Quelle précision en orbite ?',
    "Quelques kilomètres sur 36 000. Lyre 2 s'est trouvée à 900 mètres de la cible : moins que la longueur de la piste de Cayenne.",
  ],
  [
    'Que se passe-t-il à T+29 min ?',
    "La séparation. Des ressorts poussent le satellite à 50 centimètres par seconde, sans le faire tourner. Puis le troisième étage s'écarte, sur la pointe des pieds.",
  ],
  [
    'Et la faune ?',
    'Les chauves-souris rentrent trois jours après un tir, les pécaris le soir même. Un relevé est fait avant et après chaque vol depuis 2009, il est public.',
  ],
  [
    'Pourquoi Orphée ?',
    "Parce qu'il ne faut pas se retourner. Après la séparation on ne regarde plus en arrière : on écoute la télémesure, devant.",
  ],
  [
    'Comment dit-on go ?',
    "À voix haute, l'un après l'autre, dans l'ordre des pupitres. Le silence vaut non. C'est la phrase la plus courte de deux ans de travail.",
  ],
].map(([title, text, picture]) => words(title!, text!, picture as PictureKey | undefined))

/** A part of the machine, in four sentences. */
export const PARTS: readonly Words[] = [
  [
    'À quoi sert la coiffe ?',
    "À rien, dans le vide. Mais pendant les trois premières minutes elle protège le satellite de 800 °C et d'un vent de 2 000 km/h. À 110 km on l'ouvre en deux et on s'allège de 1,7 tonne.",
    'fairing',
  ],
  [
    'À quoi sert le portique ?',
    "À travailler debout à 50 mètres, à l'abri de la pluie de Guyane. À T-6 h il recule de 80 mètres sur rails : 4 000 tonnes qui roulent à 4 mètres par minute.",
    'gantry',
  ],
  [
    'Sous la tuyère',
    "Le divergent du moteur supérieur : du cuivre, parcouru de 360 canaux où passe l'hydrogène glacé avant de brûler. Dedans 3 000 °C, dehors du givre.",
    'engine',
  ],
  [
    'À quoi sert la jupe ?',
    "C'est le bas de l'étage central. Elle porte tout : le moteur, les deux propulseurs, et au décollage 1 400 tonnes de poussée qui ne demandent qu'à passer à côté.",
  ],
  [
    'À quoi sert le Déluge ?',
    "Un château d'eau de 1 500 m³ qui se vide en 50 secondes sous la table de lancement. Sans lui, le bruit renvoyé par le béton abîmerait la charge utile.",
  ],
  [
    'À quoi servent les bras ?',
    'Les bras ombilicaux tiennent le lanceur froid, plein et au courant. Ils se retirent à T+0, ni avant ni après : 0,2 seconde, aucun deuxième essai.',
  ],
  [
    'À quoi sert la case ?',
    "La case à équipements est le cerveau : deux calculateurs qui font la même chose, et un troisième qui ne fait que comparer. Elle vole à la hauteur d'un immeuble de quinze étages.",
  ],
  [
    'À quoi sert une station aval ?',
    "À entendre. Quand le lanceur passe l'horizon de Kourou, Natal l'écoute, puis Ascension, Libreville, Malindi. Cinq pays se passent une voix de machine.",
    'antenna',
  ],
  [
    'À quoi sert le hall ?',
    "À coucher les étages. Ici l'étage central sort de son berceau, on y passe trois semaines et 11 000 contrôles avant de le redresser.",
    'assembly',
  ],
  [
    'À quoi sert la pyrotechnie ?',
    "À couper net. 74 cordeaux découpants sur Orphée 5 : une séparation, c'est une explosion de 2 grammes qui dure un millième de seconde et que personne n'entend.",
  ],
  [
    'À quoi sert un paratonnerre ?',
    "Quatre mâts de 90 mètres autour du pas de tir. Ils prennent douze coups par an. Le lanceur, lui, n'en a jamais pris un seul.",
    'padAtDusk',
  ],
  [
    'À quoi sert le troisième étage ?',
    "À viser. Les deux premiers donnent la force, lui donne l'adresse : il s'allume, s'éteint et se rallume jusqu'à cinq fois, seul, à 400 km d'altitude.",
  ],
  [
    'À quoi sert la sauvegarde ?',
    "À protéger ceux qui sont dessous. Deux personnes, deux clés, un couloir. Depuis 1988 elles n'ont jamais eu à tourner la clé, et s'y entraînent chaque semaine.",
    'controlRoom',
  ],
  [
    'À quoi sert le banc ?',
    "Un moteur neuf brûle 480 secondes au banc avant de voler : presque tout un vol, boulonné dans le béton. On garde l'enregistrement du son, il en dit long.",
    'engine',
  ],
].map(([title, text, picture]) => words(title!, text!, picture as PictureKey | undefined))

export const PORTRAITS: readonly Words[] = [
  [
    'Portrait : Yannick',
    "Yannick Sainte-Rose, opérations de la base, 41 tirs. « Le plus dur n'est pas de dire go. C'est de dire non à 300 personnes qui attendent depuis deux ans. »",
    'baseChief',
  ],
  [
    'Portrait : Maëlle',
    "Maëlle Guidon, propulsion. Elle dessine des tuyères depuis la classe de seconde. « Une belle courbe de pression, c'est comme une phrase bien tournée. »",
    'engineer',
  ],
  [
    'Portrait : Auguste',
    'Auguste pilote le portique. Quatre mille tonnes au bout de deux manettes, depuis 22 ans. « Je regarde les rails. La fusée, je la regarderai à la retraite. »',
    'gantry',
  ],
  [
    'Portrait : Sonia',
    'Sonia est météorologue de tir. Quatre ballons, un radar, une voix. « On me demande si ce sera beau. Moi je réponds si ce sera calme. »',
    'antenna',
  ],
  [
    'Portrait : Idriss',
    "Idriss serre des boulons qui voleront. Chacun deux fois, jamais par la même personne. « Le deuxième, c'est celui qui compte. »",
    'assembly',
  ],
  [
    'Portrait : Hélène',
    "Hélène a écrit la moitié du logiciel de vol et relu l'autre. « Un bon programme, ici, c'est un programme qui sait s'arrêter. »",
    'controlRoom',
  ],
  [
    'Portrait : Ti-Jean',
    'Ti-Jean conduit la barge qui amène les étages du port au hall. 12 km de fleuve, une marée. « Je livre des fusées. À 6 km/h. »',
  ],
  [
    'Portrait : Mireille',
    "Mireille traduit les directs pour les malentendants. « Mise à feu, en langue des signes, c'est le plus beau mot que je connaisse. »",
  ],
].map(([title, text, picture]) => words(title!, text!, picture as PictureKey | undefined))

export const NOTEBOOKS: readonly Words[] = [
  [
    'Carnet de Kourou : la pluie',
    "Il pleut depuis trois jours. Le portique est fermé, on entend l'eau sur la tôle et, dessous, quarante personnes qui ne parlent que de couples de serrage.",
  ],
  [
    'Carnet de Kourou : le marché',
    'Cinq heures du matin, marché de Kourou. La marchande de corossols connaît la date du tir mieux que nous. « Vous serez décalés de deux jours, il y a du vent là-haut. »',
  ],
  [
    'Carnet de Kourou : la barge',
    "L'étage central est arrivé à la marée de 4 h. Vingt-trois mètres, un convoi de nuit, deux motards devant. Un gamin nous a fait signe d'une fenêtre.",
    'assembly',
  ],
  [
    'Carnet de Kourou : la plage',
    'Plage de la Cocoterie. À cette heure les tortues luth remontent. On parle bas, on filme sans lumière, et la table de lancement clignote au loin.',
    'longExposure',
  ],
  [
    'Carnet de Kourou : la salle vide',
    'Deux heures du matin, salle Jupiter. Les écrans tournent pour personne. Sur un pupitre, un gobelet, un porte-clés et un mot : « Demain. »',
    'controlRoom',
  ],
  [
    'Carnet de Kourou : le hamac',
    'Basile a tendu un hamac entre deux trépieds. Il attend la lumière depuis 4 h. « Elle sera là dix minutes, et moi aussi. »',
    'antenna',
  ],
  [
    'Carnet de Kourou : le silence',
    "Répétition générale. À T-7 s on s'arrête exprès, pour entendre ce que fait une salle quand rien ne part. Elle respire.",
  ],
  [
    'Carnet de Kourou : les lycéens',
    "La terminale du lycée Gaston-Monnerville a calculé l'apogée à 3 km près. Maëlle a recompté. Elle les embauche dans six ans.",
  ],
  [
    'Carnet de Kourou : le retour',
    "On range. Le pas de tir est noir, l'herbe a roussi sur 40 mètres, et les hirondelles sont déjà revenues sous la table.",
  ],
  [
    'Carnet de Kourou : la clé',
    'La clé de la sauvegarde pèse 38 grammes. Elle sort du coffre à T-3 h et y rentre à T+2 h. Entre les deux, personne ne lui parle.',
  ],
].map(([title, text, picture]) => words(title!, text!, picture as PictureKey | undefined))

/** The three posts of last month's report, told by their day. */
export const BEST = {
  answers: words(
    'Maëlle répond à dix questions',
    "Vous avez posé 340 questions sur l'hydrogène. Maëlle Guidon, qui dessine nos moteurs, répond aux dix qui revenaient le plus. Les autres suivront : elle a promis.",
    'engineer',
  ),
  hydrogen: {
    ...words(
      "Pourquoi l'hydrogène fuit toujours",
      "L'hydrogène fuit. Toujours, partout, chez tout le monde. Pourquoi on s'en sert quand même, en sept points.",
    ),
    thread: [
      "L'hydrogène fuit. Toujours, partout, chez tout le monde. Pourquoi on s'en sert quand même, en sept points. 1/7",
      "C'est la plus petite molécule qui soit. Elle passe entre les atomes du métal d'un joint comme du sable dans un filet de pêche. 2/7",
      'À -253 °C les métaux rétrécissent : un joint parfait à 20 °C bâille à froid. On serre donc deux fois, une à chaud, une à froid. 3/7',
      "On ne cherche pas la fuite nulle. On mesure, on ventile, et sous 4 % d'hydrogène dans l'air rien ne peut brûler. 4/7",
      "Alors pourquoi ? Parce qu'un kilo d'hydrogène pousse 40 % plus longtemps qu'un kilo de kérosène. 5/7",
      "Et parce qu'il n'en sort que de l'eau : le nuage du décollage, vous pourriez le boire. Il est tiède. 6/7",
      'Maëlle Guidon, propulsion, répond à vos questions toute la journée. Même les plus pointues, surtout les plus pointues. 7/7',
    ].map(fr),
  },
} satisfies Record<string, Words>

/** The picture of the month before the launch. */
export function duskOf(month: string): Words {
  const of = /^[aeiouéèâ]/.test(month) ? `d'${month}` : `de ${month}`
  return words(
    `Le pas de tir, un soir ${of}`,
    'Le pas de tir, ce soir à 17 h 48. Aucune retouche : la lumière est celle des projecteurs, la brume celle du fleuve. Lyre 3 arrive ici dans un mois.',
    'padAtDusk',
  )
}

/** What the current week says besides. */
export const WEEK = {
  newDate: words(
    'Nouvelle date',
    "Lyre 3 glisse d'un jour : le vent d'altitude n'est pas d'accord. Même heure à peu près, même fenêtre de 45 minutes. On vous redonne rendez-vous ici.",
  ),
  monday: words(
    'Question du lundi',
    "Question du lundi : comment pèse-t-on une fusée ? Réponse : jamais d'un coup. Chaque étage est pesé à vide, au gramme, et les ergols sont comptés au passage. Le total tient sur une fiche.",
  ),
  figures: words(
    'Lyre 3 en chiffres',
    "Lyre 3 en chiffres : 54 mètres, 780 tonnes, 4,3 tonnes de charge utile, 830 km d'altitude, 29 minutes jusqu'à la séparation. Et 45 minutes pour partir.",
    'padAtDusk',
  ),
  sky: words(
    'Vue du ciel',
    "Le pas de tir vu du ciel ce matin, par le drone de la base. Le rectangle clair, c'est la fosse : 30 mètres de béton pour avaler une flamme.",
    'gantry',
  ),
  nozzle: words(
    'Sous la tuyère',
    "Sous la tuyère, il y a 360 canaux où passe l'hydrogène. On les a comptés au scanner, un par un, il en manque zéro. Le moteur de Lyre 3 est bon pour le vol.",
    'engine',
  ),
  what: words(
    'À quoi sert-elle ?',
    "Méridienne-1 mesurera l'humidité des sols, partout, tous les trois jours. De quoi dire à un agriculteur du Nord s'il faut arroser demain, et à un préfet s'il faut s'inquiéter.",
    'satellite',
  ),
  notebook: words(
    'Carnet de Kourou',
    'Carnet de Kourou : Lyre 3 a quitté le hall à 5 h ce matin. Deux kilomètres et demi au pas, et sept chiens pour escorte.',
    'assembly',
  ),
  review: words(
    'Revue : feu vert',
    "La revue d'aptitude est passée : 214 points, 3 réserves, toutes levées. Lyre 3 est déclarée bonne pour le vol.",
    'controlRoom',
  ),
  maelle: words(
    'Portrait : Maëlle',
    "Maëlle Guidon suivra Lyre 3 du pupitre propulsion. C'est son douzième vol. « Le premier, je n'ai rien vu. Le douzième non plus : je regarde mes courbes. »",
    'engineer',
  ),
  archive: words(
    "Photo d'archives",
    "Photo d'archives : la première Orphée sur ce même pas de tir. Même angle, même heure, vingt ans de moins. Qui la reconnaît ?",
    'padAtDusk',
  ),
  fill: words(
    'La minute de Kourou',
    'En direct de la base : le portique vient de passer au vert pour la nuit. Bonne soirée à toutes les équipes, et à demain.',
    'gantry',
  ),
  yannick: words(
    'Portrait : Yannick',
    "Yannick Sainte-Rose dira go, ou non, pour Lyre 3. 41 tirs, 6 refus. « Les refus, je m'en souviens mieux. »",
    'baseChief',
  ),
} satisfies Record<string, Words>
