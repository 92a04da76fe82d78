import type { Language } from '@comptoir/domain/shared'
import { layOutMail, type MailWords } from './mail-layout.ts'

type SignInMailKind = 'reset-password' | 'magic-link' | 'invitation'

/** The mails that open a door: each leads to a page with a button, so that a scanner that follows links burns nothing. */
export function signInMail(kind: SignInMailKind, url: string, name: string, language: Language) {
  return layOutMail(WORDS[language][kind](url, name), language)
}

const WORDS: Record<Language, Record<SignInMailKind, (url: string, name: string) => MailWords>> = {
  fr: {
    'reset-password': (url, name) => ({
      subject: 'Choisir un nouveau mot de passe',
      greeting: `Bonjour ${name},`,
      paragraphs: [
        'Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour Comptoir. Le lien vaut une heure et une seule fois.',
      ],
      button: { label: 'Choisir un mot de passe', url },
      footer: 'Si ce n’est pas vous, ne faites rien : votre mot de passe n’a pas changé.',
    }),
    'magic-link': (url, name) => ({
      subject: 'Votre lien pour entrer',
      greeting: `Bonjour ${name},`,
      paragraphs: [
        'Voici le lien que vous avez demandé pour entrer sans mot de passe. Il vaut quinze minutes et une seule fois.',
      ],
      button: { label: 'Entrer dans Comptoir', url },
      footer: 'Si ce n’est pas vous, ne faites rien : le lien s’éteint de lui-même.',
    }),
    invitation: (url, name) => ({
      subject: 'Votre place dans Comptoir',
      greeting: `Bonjour ${name},`,
      paragraphs: [
        'Votre agence vous invite dans Comptoir, l’outil où elle prépare, publie et mesure. Le lien vaut sept jours.',
      ],
      button: { label: 'Prendre ma place', url },
      footer: 'Si vous ne connaissez pas cette agence, ne faites rien.',
    }),
  },
  en: {
    'reset-password': (url, name) => ({
      subject: 'Choose a new password',
      greeting: `Hello ${name},`,
      paragraphs: ['Somebody, probably you, asked for a new Comptoir password. The link works once, within the hour.'],
      button: { label: 'Choose a password', url },
      footer: 'If it was not you, do nothing: your password has not changed.',
    }),
    'magic-link': (url, name) => ({
      subject: 'Your link to sign in',
      greeting: `Hello ${name},`,
      paragraphs: [
        'Here is the link you asked for, to sign in without a password. It works once, within fifteen minutes.',
      ],
      button: { label: 'Sign in to Comptoir', url },
      footer: 'If it was not you, do nothing: the link goes out by itself.',
    }),
    invitation: (url, name) => ({
      subject: 'Your seat in Comptoir',
      greeting: `Hello ${name},`,
      paragraphs: [
        'Your agency invites you to Comptoir, where it plans, publishes and measures. The link works for seven days.',
      ],
      button: { label: 'Take my seat', url },
      footer: 'If you do not know this agency, do nothing.',
    }),
  },
}
