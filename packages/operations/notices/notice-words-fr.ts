import type { NoticeKind } from '@comptoir/domain/notices'
import type { Facts, NoticeWords } from './notice-words.ts'

const quoted = (text: string) => `«\u202f${text}\u202f»`
const post = (f: Facts) => (f.post ? quoted(f.post) : 'Un post')
const on = (f: Facts) => (f.channel ? ` sur ${f.channel}` : '')
const event = (f: Facts) => f.event || 'Le compte à rebours'
const by = (f: Facts) => (f.by ? ` par ${f.by}` : '')
const reason = (f: Facts) => (f.words ? [`Raison notée\u00a0: ${f.words}`] : [])
const due = (f: Facts) => (f.at ? ` Il était prévu ${f.at}.` : '')

const WHY: Readonly<Record<string, string>> = {
  hold: 'le compte à rebours est arrêté',
  'stop-switch': 'l’arrêt général est enclenché',
  'condition-not-met': 'sa condition n’est pas remplie',
  'not-approved': 'il n’est pas approuvé',
  'approval-lapsed': 'son accord est tombé',
  offered: 'il a été écrit pour ce cas et attend une décision',
  'too-late': 'son heure était passée depuis trop longtemps',
  'credentials-lost': 'l’accès au compte est perdu',
  'against-rules': 'le réseau le refuserait',
  't0-unknown': 'le T\u20110 n’est pas connu',
  't0-in-the-past': 'il tomberait dans le passé',
  'channel-disconnected': 'le canal est déconnecté',
}

const because = (f: Facts) => (WHY[f.why] ? `\u00a0: ${WHY[f.why]}` : '')

const WORDS: Readonly<Record<NoticeKind, (f: Facts) => NoticeWords>> = {
  'delivery-uncertain': (f) => ({
    subject: `Incertain\u00a0: ${post(f)}${on(f)}`,
    paragraphs: [
      `${post(f)} est peut-être sorti${on(f)}\u00a0: le réseau n’a pas répondu. Ne le republiez pas à la main.`,
      'Regardez le compte, puis dites si le post y est ou non.',
    ],
    action: 'Trancher',
  }),
  'delivery-failed': (f) => ({
    subject: `Échec\u00a0: ${post(f)}${on(f)}`,
    paragraphs: [
      `${post(f)} n’est pas sorti${on(f)}. Rien n’a été publié.${due(f)}`,
      'La page de l’envoi dit ce que le réseau a répondu et ce qu’il faut corriger.',
    ],
    action: 'Voir l’envoi',
  }),
  'delivery-partial': (f) => ({
    subject: `Fil interrompu\u00a0: ${post(f)}${on(f)}`,
    paragraphs: [
      `Le début de ${post(f)} est sorti${on(f)}, la suite non.`,
      'Le fil peut être repris là où il s’est arrêté, ou retiré.',
    ],
    action: 'Voir l’envoi',
  }),
  'delivery-overdue': (f) => ({
    subject: `En retard\u00a0: ${post(f)}${on(f)}`,
    paragraphs: [`${post(f)} devait être parti${on(f)} et rien n’a été tenté.${due(f)}`],
    action: 'Voir l’envoi',
  }),
  'delivery-held': (f) => ({
    subject: `Retenu\u00a0: ${post(f)}${on(f)}`,
    paragraphs: [`${post(f)} est retenu${on(f)}${because(f)}.${due(f)} Il n’est ni sorti ni perdu.`],
    action: 'Décider',
  }),
  'worker-lost': (f) => ({
    subject: f.count
      ? `Un exécutant a disparu\u00a0: ${f.name}`
      : 'Plus rien n’est publié\u00a0: il ne reste aucun exécutant',
    paragraphs: [
      `L’exécutant de ${f.name || 'la machine'} ne dit plus rien depuis ${f.at || 'un moment'}, sans s’être arrêté de lui-même.`,
      f.count
        ? `${f.count === 1 ? 'Un autre travaille et reprend' : `${f.count} autres travaillent et reprennent`} ses publications. Regardez la machine, puis relancez un exécutant.`
        : 'Aucune publication ne part tant qu’un exécutant n’est pas relancé (pnpm start)\u00a0; celles qui seraient alors trop tardives sont retenues.',
    ],
    action: 'Voir l’installation',
  }),
  'approval-missing': (f) => ({
    subject: `Sans accord\u00a0: ${post(f)}`,
    paragraphs: [
      `${post(f)} part${f.at ? ` ${f.at}` : ' bientôt'} et personne ne l’a approuvé. Sans accord, il sera retenu.`,
    ],
    action: 'Relire',
  }),
  'approval-lapsed': (f) => ({
    subject: `Accord à redonner\u00a0: ${post(f)}`,
    paragraphs: [
      f.to
        ? `${post(f)} avait été approuvé pour un T\u20110 du ${f.from}\u00a0; il est maintenant le ${f.to}, au-delà de la limite du mandat.`
        : `L’accord de ${post(f)} est tombé\u00a0: son contenu a changé, ou le T\u20110 a glissé au-delà de la limite.`,
      'Relisez-le et redonnez votre accord s’il tient encore.',
    ],
    action: 'Relire',
  }),
  'channel-reconnect': (f) => ({
    subject: `À reconnecter\u00a0: ${f.channel || 'un canal'}`,
    paragraphs: [
      `${f.channel || 'Un canal'}${f.client ? ` de ${f.client}` : ''} ne nous laisse plus entrer. Ses posts seront retenus jusqu’à ce qu’il soit reconnecté.`,
    ],
    action: 'Reconnecter',
  }),
  'channel-expires': (f) => ({
    subject: `Accès qui expire\u00a0: ${f.channel || 'un canal'}`,
    paragraphs: [
      `L’accès à ${f.channel || 'un canal'}${f.client ? ` de ${f.client}` : ''} expire${f.at ? ` ${f.at}` : ' bientôt'}${f.count ? `, avant ${f.count} post${f.count > 1 ? 's' : ''} prévu${f.count > 1 ? 's' : ''}` : ''}.`,
    ],
    action: 'Reconnecter',
  }),
  'by-hand-due': (f) => ({
    subject: `À publier à la main\u00a0: ${post(f)}`,
    paragraphs: [
      `C’est l’heure de ${post(f)}${on(f)}. Ce canal se publie à la main\u00a0: publiez, puis collez l’adresse du post.`,
    ],
    action: 'Publier à la main',
  }),
  'event-held': (f) => ({
    subject: `Hold\u00a0: ${event(f)}`,
    paragraphs: [
      `Le compte à rebours de ${event(f)} est arrêté${by(f)}. ${f.count ? `${f.count} envois retenus\u00a0: rien` : 'Rien'} de ce qui y est accroché ne part.`,
      ...reason(f),
    ],
    action: 'Ouvrir le compte à rebours',
  }),
  'event-scrubbed': (f) => ({
    subject: `Tir annulé\u00a0: ${event(f)}`,
    paragraphs: [
      `Le tir de ${event(f)} est annulé${by(f)}. Ses posts sont arrêtés, sauf ceux qui ont été écrits pour une annulation.`,
      ...reason(f),
    ],
    action: 'Ouvrir le compte à rebours',
  }),
  'task-due': (f) => ({
    subject: `À faire\u00a0: ${f.post || 'une tâche'}`,
    paragraphs: [`${f.post ? quoted(f.post) : 'Une tâche'} est à faire pour ${event(f)}${f.at ? `, ${f.at}` : ''}.`],
    action: 'Ouvrir le compte à rebours',
  }),
  'event-slipped': (f) => ({
    subject: f.to ? `Nouveau T\u20110\u00a0: ${event(f)}, ${f.to}` : `T\u20110 changé\u00a0: ${event(f)}`,
    paragraphs: [
      f.to
        ? `Le T\u20110 de ${event(f)} passe${f.from ? ` du ${f.from}` : ''} au ${f.to}${by(f)}.${f.count ? ` ${f.count} posts suivent.` : ''}`
        : `Le T\u20110 de ${event(f)} n’est plus connu à la minute${by(f)}\u00a0: ses posts attendent.`,
      ...reason(f),
    ],
    action: 'Voir ce qui change',
  }),
  'event-launched': (f) => ({
    subject: `Décollé\u00a0: ${event(f)}`,
    paragraphs: [`${event(f)} a décollé${f.at ? ` ${f.at}` : ''}. Les posts d’après suivent l’heure réelle.`],
    action: 'Ouvrir le compte à rebours',
  }),
  'poll-no-go': (f) => ({
    subject: `No-go\u00a0: ${event(f)}`,
    paragraphs: [
      f.by
        ? `${f.by} dit no-go pour ${event(f)}.`
        : `Le sondage de ${event(f)} est clos et quelqu’un n’a pas répondu\u00a0: c’est non.`,
      'Les posts à condition «\u202fsi go\u202f» ne partent pas tant que le sondage ne dit pas go. Le compte à rebours, lui, continue.',
    ],
    action: 'Ouvrir le compte à rebours',
  }),
  'poll-go': (f) => ({
    subject: `Tous go\u00a0: ${event(f)}`,
    paragraphs: [`Toutes les personnes interrogées disent go pour ${event(f)}.`],
    action: 'Ouvrir le compte à rebours',
  }),
  'contingency-offered': (f) => ({
    subject: `Post de réserve prêt\u00a0: ${post(f)}`,
    paragraphs: [`${post(f)} a été écrit pour ce cas. Dites s’il doit partir.`],
    action: 'Décider',
  }),
  'stop-switch-on': (f) => ({
    subject: `Arrêt général\u00a0: ${f.client || 'toute l’agence'}`,
    paragraphs: [
      `Plus rien ne part pour ${f.client || 'l’agence'}\u00a0: l’arrêt général a été enclenché${by(f)}.`,
      ...reason(f),
    ],
    action: 'Voir',
  }),
  'stop-switch-off': (f) => ({
    subject: `Reprise\u00a0: ${f.client || 'toute l’agence'}`,
    paragraphs: [`L’arrêt général est levé${by(f)}. Ce qu’il avait retenu attend une décision.`],
    action: 'Voir',
  }),
  'review-asked': (f) => ({
    subject: `À relire\u00a0: ${post(f)}`,
    paragraphs: [`${f.by || 'Quelqu’un'} vous demande de relire ${post(f)}${f.at ? `, prévu ${f.at}` : ''}.`],
    action: 'Relire',
  }),
  'change-asked': (f) => ({
    subject: `À corriger\u00a0: ${post(f)}`,
    paragraphs: [
      `${f.by || 'Quelqu’un'} demande une correction de ${post(f)}${f.words ? `\u00a0: ${quoted(f.words)}` : '.'}`,
    ],
    action: 'Corriger',
  }),
  'post-approved': (f) => ({
    subject: `Approuvé\u00a0: ${post(f)}`,
    paragraphs: [`${post(f)} est approuvé${by(f)}.`],
    action: 'Voir le post',
  }),
  'post-commented': (f) => ({
    subject: `Commentaire\u00a0: ${post(f)}`,
    paragraphs: [`${f.by || 'Quelqu’un'} a commenté ${post(f)}${f.words ? `\u00a0: ${quoted(f.words)}` : '.'}`],
    action: 'Voir le post',
  }),
  'report-frozen': (f) => ({
    subject: `Rapport figé\u00a0: ${f.name}`,
    paragraphs: [`${f.name || 'Un rapport'} est figé${by(f)} et peut être partagé.`],
    action: 'Ouvrir le rapport',
  }),
  'import-done': (f) => ({
    subject: `Import terminé\u00a0: ${f.name}`,
    paragraphs: [`${f.name || 'Un import'} est terminé${f.count === null ? '' : `\u00a0: ${f.count} relevés`}.`],
    action: 'Voir l’audience',
  }),
}

export function noticeWordsFr(kind: NoticeKind, facts: Facts): NoticeWords {
  return WORDS[kind](facts)
}
