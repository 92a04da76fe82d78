import { count, dayAndMonth, dayIn, delta, longDay, longInstant, longMonth, monthName } from '../format/index.ts'
import type { Formula, MissingReason, Reached, SourceGap } from '../model/report.ts'
import type { ReportWords } from './words.ts'

const N = (n: number): string => count(n, 'fr')
const s = (n: number): string => (Math.abs(n) >= 2 ? 's' : '')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
// "de novembre", "d’octobre".
const de = (word: string): string => (/^[aeiouyhéèêàâîôû]/i.test(word) ? `d’${word}` : `de ${word}`)
const sameYear = (a: string, b: string): boolean => a.slice(0, 4) === b.slice(0, 4)
const stretch = (from: string, to: string): string =>
  from === to
    ? `le ${longDay(from, 'fr')}`
    : from.slice(0, 7) === to.slice(0, 7)
      ? `du ${dayAndMonth(from, 'fr').split('\u00a0')[0]} au ${longDay(to, 'fr')}`
      : `du ${sameYear(from, to) ? dayAndMonth(from, 'fr') : longDay(from, 'fr')} au ${longDay(to, 'fr')}`

const gap = (g: SourceGap): string => stretch(g.from, g.to) + (g.reason ? `, ${g.reason}` : '')

const SMALL = ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze']
export const frNumber = (n: number, feminine = false): string => (n === 1 && feminine ? 'une' : (SMALL[n] ?? N(n)))

const missing: Record<MissingReason, string> = {
  'no-reading': 'Aucune lecture ces jours-là\u00a0: le chiffre n’est pas connu, et n’est pas estimé.',
  'before-first-reading': 'Les lectures commencent plus tard.',
  'not-open': 'Le compte n’était pas ouvert.',
  'definition-changed': 'Le réseau a changé ce qu’il compte\u00a0: les deux valeurs ne se comparent pas.',
  'no-goal': 'Aucun objectif n’est fixé.',
  'too-few-readings': 'Trop peu de lectures pour projeter.',
  'not-measured': 'Ce réseau ne donne pas ce chiffre.',
  'still-counting': 'Le compte n’est pas terminé.',
}

const missingShort: Record<MissingReason, string> = {
  'no-reading': 'sans lecture',
  'before-first-reading': 'pas encore lu',
  'not-open': 'pas ouvert',
  'definition-changed': 'défini autrement',
  'no-goal': 'aucun',
  'too-few-readings': 'trop tôt',
  'not-measured': 'non mesuré',
  'still-counting': 'en cours',
}

function formula(f: Formula, zone: string): string {
  switch (f.kind) {
    case 'reading':
      return `Dernière lecture au ${longDay(f.on, 'fr')}.`
    case 'post-total':
      return 'Dernière lecture du post.'
    case 'post-sum':
      return 'Réactions, commentaires et partages du post, additionnés.'
    case 'difference':
      return `Niveau à la fin de la période (${stretch(f.from, f.to)}) moins niveau à la veille de son début.`
    case 'since-opening':
      return `Compte ouvert le ${longDay(f.opened, 'fr')}\u00a0: tout ce qu’il a au ${longDay(f.to, 'fr')} a été gagné depuis.`
    case 'growth':
      return `Gain (${stretch(f.from, f.to)}) divisé par le niveau de départ.`
    case 'goal-share':
      return `Niveau au ${longDay(f.on, 'fr')} divisé par l’objectif\u00a0: ${N(f.goal)} au ${longDay(f.by, 'fr')}.`
    case 'outlook':
      return `Droite passée par ${N(f.points)} lectures des ${N(f.days)} derniers jours (${delta(f.perDay, 'fr')} par jour), lue au ${longDay(f.by, 'fr')}, avec l’intervalle qui tient huit fois sur dix.`
    case 'launch':
      return `Niveau ${f.after} jours après le décollage (${longInstant(Date.parse(f.liftoff), zone, 'fr')}) moins niveau ${f.before} jours avant.`
    case 'posts':
      return `Posts publiés ${stretch(f.from, f.to)}, comptés.`
    case 'cost-per-follower':
      return `Honoraires de la période divisés par les ${N(f.gained)} abonnés nets gagnés sur ${f.channels.join(', ')}, additionnés ici à dessein.`
    case 'given':
      return f.words
  }
}

function reached(r: Reached, goal: number, by: string): string {
  const year = (day: string): string => (sameYear(day, by) ? dayAndMonth(day, 'fr') : longDay(day, 'fr'))
  switch (r.kind) {
    case 'already':
      return `sur ${N(goal)}\u00a0: atteint le ${longDay(r.on, 'fr')}`
    case 'between':
      if (r.to === null) return `sur ${N(goal)}\u00a0: au plus tôt le ${longDay(r.from, 'fr')}`
      return r.from === r.to
        ? `sur ${N(goal)}\u00a0: atteint vers le ${year(r.to)}`
        : `sur ${N(goal)}\u00a0: atteint entre le ${year(r.from)} et le ${year(r.to)}`
    case 'not-in-sight':
      return `sur ${N(goal)} au ${longDay(by, 'fr')}\u00a0: hors de vue à ce rythme`
    case 'unknown':
      return `sur ${N(goal)} au ${longDay(by, 'fr')}`
  }
}

export const fr: ReportWords = {
  title: (client, period) => `${client}, rapport ${de(period)}`,
  edition: (n, frozen) => `Édition n°\u00a0${n}${frozen ? `, gelée le ${longDay(frozen, 'fr')}` : ''}`,
  draft: 'Aperçu, non publié',
  brief: 'En bref',
  goalOf: (c) => `Objectif ${c}`,
  followersOf: (c) => `Abonnés ${c}`,
  changed: 'Ce qui a changé',
  changedAndWhy: 'Ce qui a changé, et pourquoi',
  otherNetworks: (n) => (n === 1 ? 'L’autre réseau' : `Les ${frNumber(n)} autres réseaux`),
  ownScales: (several) =>
    `${several ? 'Échelles propres à chaque réseau. ' : ''}Les abonnés de réseaux différents ne s’additionnent pas\u00a0: une même personne peut en suivre plusieurs. Traits\u00a0: lancements.`,
  curveCaption: (n) => (n > 0 ? 'La courbe et les lancements' : 'La courbe'),
  curveUnder: (c, from, to, until) =>
    `Abonnés ${c}, ${de(longMonth(from, 'fr'))} à ${longMonth(to, 'fr')}${until ? `, et la pente jusqu’au ${longDay(until, 'fr')}` : ''}`,
  launchesCaption: 'Ce que chaque lancement apporte',
  launchesUnder: (c, before, after) => `Abonnés ${c} gagnés, de T−${before} j à T+${after} j`,
  chartTitle: (c) => `Abonnés ${c}`,
  figures: 'Les chiffres',
  figuresUnder: (within, from, to, goals) =>
    `«\u202f${capital(within)}\u202f»\u00a0: ${stretch(from, to)}.${goals ? ` Objectifs du mandat au ${longDay(goals, 'fr')}.` : ''}`,
  columns: { network: 'Réseau', yearAgo: 'Il y a un an', sinceStart: 'Depuis le début', goal: 'Objectif' },
  best: 'Les posts de la période',
  postsOf: (network) => `Posts ${network}`,
  bestRule: 'Classés par interactions\u00a0: réactions, commentaires et partages.',
  morePosts: (n) => (n === 1 ? 'Un autre post est dans le CSV.' : `Les ${N(n)} autres posts sont dans le CSV.`),
  noPosts: 'Aucun post n’a été publié sur la période.',
  method: 'Méthode et sources',
  origin: 'D’où viennent ces chiffres',
  howRead: (source) =>
    source.usualTime ? `Une lecture par jour à ${source.usualTime}.` : 'Lectures du compteur public, une par jour.',
  interval: (days) => `Bande\u00a0: intervalle à 80\u00a0%, tendance des ${N(days)} derniers jours.`,
  truncated: 'L’axe ne part pas de zéro.',
  seeTable: 'Les mêmes chiffres en tableau',
  close: 'Fermer',
  wholeSource: 'Toute la source',
  sources: { api: 'interface du réseau', import: 'fichier importé', 'by-hand': 'saisi à la main' },
  readAt: (at, zone, source) => `lu le ${longInstant(at, zone, 'fr')}, ${fr.sources[source]}`,
  coverage: (x) =>
    x.kind === 'posts' && x.metric === 'count'
      ? `${N(x.readings)} post${s(x.readings)} publié${s(x.readings)}.`
      : x.kind === 'posts'
        ? `${N(x.readings)} post${s(x.readings)} lu${s(x.readings)} sur ${N(x.expected)}.`
        : x.kind === 'given'
          ? `${N(x.readings)} relevé${s(x.readings)} sur ${N(x.expected)}.`
          : `${N(x.readings)} jour${s(x.readings)} lu${s(x.readings)} sur ${N(x.expected)}.`,
  gaps: (x) => {
    const days = x.gaps.reduce((sum, g) => sum + g.days, 0)
    if (days === 0) return null
    const shown = x.gaps.slice(-4).map(gap).join('\u202f; ')
    const more = x.gaps.length > 4 ? ' et avant' : ''
    return days === 1
      ? `Un jour manque (${shown}) et n’est pas comblé.`
      : `${capital(frNumber(days))} jours manquent (${shown}${more}) et ne sont pas comblés.`
  },
  imported: (x) => {
    const parts = [
      x.bySource.import ? `${N(x.bySource.import)} importée${s(x.bySource.import)} d’un fichier` : '',
      x.bySource['by-hand'] ? `${N(x.bySource['by-hand'])} saisie${s(x.bySource['by-hand'])} à la main` : '',
    ].filter((p) => p !== '')
    return parts.length > 0 ? `Dont ${parts.join(', ')}.` : null
  },
  spanOf: (first, last, zone) =>
    first === last
      ? `Lu le ${longInstant(last, zone, 'fr')}.`
      : `Du ${longDay(dayIn(first, zone), 'fr')} au ${longInstant(last, zone, 'fr')}.`,
  formula,
  definitionSince: (name, text, since) =>
    `«\u202f${name}\u202f»${text ? `\u00a0: ${text}` : ''}${since ? ` (depuis le ${longDay(since, 'fr')})` : ''}`,
  missing: (why) => missing[why],
  missingShort: (why) => missingShort[why],
  reached,
  signed: 'Signé',
  fingerprint: (print) => `Empreinte de l’édition ${print}.`,
  noTracker: 'Ni cookie, ni traceur.',
  correctionHead: (noticed) => `Correction du ${longDay(noticed, 'fr')}.`,
  correctionSays: (c, printed, now) => {
    const kept = `L’édition garde le chiffre publié, ${printed}.`
    if (c.now === null) return `Ce chiffre ne peut plus être établi. ${kept}`
    if (c.printed === null) return `La lecture qui manquait a été retrouvée\u00a0: ${now}.`
    if (c.why === 'imported') return `Des lectures importées depuis donnent ${now}. ${kept}`
    return `Le réseau compte désormais ${now}. ${kept}`
  },
  correctionsToEarlier: 'Corrections aux éditions précédentes',
  correctionOfEdition: (c) => (c.edition ? `Édition n°\u00a0${c.edition.number}, ${c.edition.title}` : ''),
  metric: {
    reach: 'Portée',
    impressions: 'Vues',
    reactions: 'Réactions',
    comments: 'Commentaires',
    shares: 'Partages',
    clicks: 'Clics',
    interactions: 'Interactions',
    count: 'Posts publiés',
    followers: 'Abonnés',
  },
  counted: {
    reach: (n) => (n < 2 ? 'personne touchée' : 'personnes touchées'),
    impressions: (n) => `vue${s(n)}`,
    reactions: (n) => `réaction${s(n)}`,
    comments: (n) => `commentaire${s(n)}`,
    shares: (n) => `partage${s(n)}`,
    clicks: (n) => `clic${s(n)}`,
    interactions: (n) => `interaction${s(n)}`,
  },
  seePost: (network) => `Voir sur ${network}`,
  dateline: (network, day) => `${network}, ${dayAndMonth(day, 'fr')}`,
  period: (shape, from, to, previous) => {
    if (shape === 'month') {
      const before = sameYear(from, previous.from) ? monthName(previous.from, 'fr') : longMonth(previous.from, 'fr')
      return {
        report: longMonth(from, 'fr'),
        opening: `En ${monthName(from, 'fr')}`,
        within: 'ce mois',
        before: capital(before),
        overBefore: `sur ${before}`,
        inBefore: `en ${before}`,
      }
    }
    if (shape === 'year') {
      const before = previous.from.slice(0, 4)
      return {
        report: from.slice(0, 4),
        opening: `En ${from.slice(0, 4)}`,
        within: 'cette année',
        before,
        overBefore: `sur ${before}`,
        inBefore: `en ${before}`,
      }
    }
    return {
      report: `période ${stretch(from, to)}`,
      opening: capital(stretch(from, to)),
      within: 'sur la période',
      before: 'Période précédente',
      overBefore: 'sur la période précédente',
      inBefore: 'sur la période précédente',
    }
  },
  labels: {
    followers: (c) => `Abonnés ${c}`,
    gain: (c) => `Abonnés ${c} gagnés sur la période`,
    growth: (c) => `Croissance ${c} sur la période`,
    previousGain: (c) => `Abonnés ${c} gagnés, période précédente`,
    yearGain: (c) => `Abonnés ${c} gagnés, même période un an avant`,
    yearFollowers: (c) => `Abonnés ${c} un an avant`,
    mandateGain: (c) => `Abonnés ${c} gagnés depuis le début du mandat`,
    goalShare: (c) => `Objectif ${c}`,
    outlook: (c) => `Projection ${c}`,
    posts: (c) => `Posts ${c} publiés`,
    launch: (name, c) => `${name}\u00a0: abonnés ${c} gagnés`,
    costPerFollower: 'Coût par abonné gagné',
    post: (metric, title) => `${metric}\u00a0: ${title}`,
  },
  networks: 'Réseaux',
}
