import type { Language } from '../format/index.ts'

export type PollWords = {
  readonly asks: string
  readonly forWhom: (name: string, role: string) => string
  readonly title: (mission: string) => string
  readonly t0: string
  readonly t0Unknown: string
  readonly net: (day: string) => string
  readonly window: (minutes: number) => string
  readonly until: (time: string, place: string) => string
  readonly untilClosed: string
  readonly explains: string
  readonly reason: string
  readonly go: string
  readonly noGo: string
  readonly stay: { readonly go: string; readonly noGo: string }
  readonly said: { readonly go: (time: string) => string; readonly noGo: (time: string) => string }
  readonly changes: string
  readonly silent: string
  readonly closed: string
  readonly waiting: string
  readonly over: string
  readonly hold: string
  readonly foot: string
  readonly doors: Readonly<
    Record<'not-found' | 'expired' | 'busy' | 'broken', { readonly title: string; readonly says: string }>
  >
}

export const POLL_WORDS: Readonly<Record<Language, PollWords>> = {
  fr: {
    asks: 'Une question, un geste',
    forWhom: (name, role) => `Pour ${name}${role ? `, ${role}` : ''}`,
    title: (mission) => `${mission}\u00a0: go ou no\u2011go\u202f?`,
    t0: 'T\u20110',
    t0Unknown: 'pas encore connu',
    net: (day) => `pas avant le ${day}`,
    window: (minutes) => `fenêtre de ${minutes}\u00a0min`,
    until: (time, place) => `Avant le ${time} (${place}). Sans réponse, c’est non.`,
    untilClosed: 'Tant que le sondage est ouvert. Sans réponse, c’est non.',
    explains: 'Sans le go de chacun, les messages qui l’attendent ne partent pas. Le compte à rebours n’en dépend pas.',
    reason: 'Une raison, si vous voulez',
    go: 'Go',
    noGo: 'No\u2011go',
    stay: { go: 'Rester go', noGo: 'Rester no\u2011go' },
    said: {
      go: (time) => `Vous avez dit go à ${time}.`,
      noGo: (time) => `Vous avez dit no\u2011go à ${time}.`,
    },
    changes: 'Vous pouvez encore changer d’avis.',
    silent: 'Vous n’avez rien dit\u00a0: c’est non.',
    closed: 'Le sondage est clos.',
    waiting: 'On ne demande encore rien. Vous recevrez un autre message le moment venu.',
    over: 'Ce tir n’attend plus de réponse.',
    hold: 'L’horloge est arrêtée.',
    foot: 'Ce lien est le vôtre\u00a0: ne le transmettez pas. Ni cookie, ni traceur.',
    doors: {
      'not-found': {
        title: 'Aucune question à cette adresse',
        says: 'L’adresse est peut-être coupée, ou vous n’êtes plus interrogé. Ouvrez le lien depuis le message le plus récent.',
      },
      expired: { title: 'Ce lien a expiré', says: 'Ouvrez le lien du message le plus récent.' },
      busy: { title: 'Trop de demandes', says: 'Attendez une minute, puis rouvrez cette adresse.' },
      broken: {
        title: 'Une erreur de notre côté',
        says: 'Votre réponse n’est peut-être pas prise. Rouvrez cette adresse pour le voir, et prévenez l’agence si l’erreur revient.',
      },
    },
  },
  en: {
    asks: 'One question, one tap',
    forWhom: (name, role) => `For ${name}${role ? `, ${role}` : ''}`,
    title: (mission) => `${mission}: go or no\u2011go?`,
    t0: 'T\u20110',
    t0Unknown: 'not known yet',
    net: (day) => `not before ${day}`,
    window: (minutes) => `${minutes}\u00a0min window`,
    until: (time, place) => `Before ${time} (${place}). Silence means no\u2011go.`,
    untilClosed: 'While the poll is open. Silence means no\u2011go.',
    explains:
      'Without everybody’s go, the messages that wait for it do not leave. The countdown itself does not depend on it.',
    reason: 'A reason, if you like',
    go: 'Go',
    noGo: 'No\u2011go',
    stay: { go: 'Stay go', noGo: 'Stay no\u2011go' },
    said: {
      go: (time) => `You said go at ${time}.`,
      noGo: (time) => `You said no\u2011go at ${time}.`,
    },
    changes: 'You may still change your mind.',
    silent: 'You said nothing: that is no\u2011go.',
    closed: 'The poll is closed.',
    waiting: 'Nothing is asked yet. You will get another mail when the time comes.',
    over: 'This launch waits for no answer any more.',
    hold: 'The clock is stopped.',
    foot: 'This link is yours: do not pass it on. No cookie, no tracker.',
    doors: {
      'not-found': {
        title: 'No question at this address',
        says: 'The address may be cut off, or you are no longer asked. Open the link of the latest mail.',
      },
      expired: { title: 'This link has expired', says: 'Open the link of the latest mail.' },
      busy: { title: 'Too many requests', says: 'Wait a minute, then open this address again.' },
      broken: {
        title: 'A fault on our side',
        says: 'Your answer may not be taken. Open this address again to see, and tell the agency if the fault comes back.',
      },
    },
  },
}
