import type { Language } from '../format/index.ts'
import { html, type Markup } from '../markup/index.ts'
import { documentOf, type RenderedPage } from './document.ts'
import { doorStyle } from './style.ts'

/** The pages that stand where a report would be. */
export type Door =
  | {
      readonly kind: 'password'
      readonly agency: string
      readonly action: string
      readonly problem: 'wrong' | 'too-many' | null
      /** How long the reader has to wait after too many tries, in minutes. Default 1. */
      readonly minutes?: number
    }
  | { readonly kind: 'expired' | 'revoked'; readonly agency: string }
  /** The PDF is being rendered; `report` is the address of the page that is there already. */
  | { readonly kind: 'making'; readonly agency: string; readonly report: string }
  /** Too many requests from one place, and an error of ours. */
  | { readonly kind: 'busy' | 'broken' | 'not-found' }

type Words = {
  readonly password: {
    readonly title: string
    readonly says: string
    readonly label: string
    readonly button: string
    readonly wrong: string
    readonly tooMany: (minutes: number) => string
  }
  readonly expired: { readonly title: string; readonly says: (agency: string) => string }
  readonly revoked: { readonly title: string; readonly says: (agency: string) => string }
  readonly making: { readonly title: string; readonly says: string; readonly back: string }
  readonly busy: { readonly title: string; readonly says: string }
  readonly broken: { readonly title: string; readonly says: string }
  readonly notFound: { readonly title: string; readonly says: string }
  readonly noTracker: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  fr: {
    password: {
      title: 'Ce rapport est protégé',
      says: 'Entrez le mot de passe qui vous a été donné avec le lien.',
      label: 'Mot de passe',
      button: 'Ouvrir le rapport',
      wrong: 'Ce n’est pas ce mot de passe. Vérifiez les majuscules, puis essayez de nouveau.',
      tooMany: (n) =>
        `Trop d’essais. Attendez ${n === 1 ? 'une minute' : `${n}\u00a0minutes`}, puis essayez de nouveau.`,
    },
    expired: { title: 'Ce lien a expiré', says: (a) => `Le rapport existe toujours. Demandez un nouveau lien à ${a}.` },
    revoked: {
      title: 'Ce lien a été retiré',
      says: (a) => `${a} l’a retiré. Demandez-lui un nouveau lien si vous devez lire ce rapport.`,
    },
    making: {
      title: 'Le PDF est en préparation',
      says: 'Il est prêt une minute environ après que l’édition a été gelée. Cette page se rouvre d’elle-même.',
      back: 'Lire le rapport en attendant',
    },
    busy: {
      title: 'Trop de demandes',
      says: 'Cette adresse a été demandée trop souvent d’ici. Attendez une minute, puis rouvrez-la.',
    },
    broken: {
      title: 'Une erreur de notre côté',
      says: 'Le rapport n’est pas perdu. Rouvrez cette adresse dans quelques minutes\u202f; si l’erreur revient, prévenez l’agence.',
    },
    notFound: {
      title: 'Aucun rapport à cette adresse',
      says: 'L’adresse est peut-être coupée\u00a0: ouvrez le lien depuis le message d’origine, ou copiez-le en entier.',
    },
    noTracker: 'Ni cookie de suivi, ni traceur.',
  },
  en: {
    password: {
      title: 'This report is protected',
      says: 'Enter the password that came with the link.',
      label: 'Password',
      button: 'Open the report',
      wrong: 'That is not the password. Check the capitals, then try again.',
      tooMany: (n) => `Too many tries. Wait ${n === 1 ? 'a minute' : `${n}\u00a0minutes`}, then try again.`,
    },
    expired: { title: 'This link has expired', says: (a) => `The report is still there. Ask ${a} for a new link.` },
    revoked: {
      title: 'This link was withdrawn',
      says: (a) => `${a} withdrew it. Ask them for a new link if you need to read this report.`,
    },
    making: {
      title: 'The PDF is being made',
      says: 'It is ready about a minute after the edition was frozen. This page opens again by itself.',
      back: 'Read the report meanwhile',
    },
    busy: {
      title: 'Too many requests',
      says: 'This address was asked for too often from here. Wait a minute, then open it again.',
    },
    broken: {
      title: 'A fault on our side',
      says: 'The report is not lost. Open this address again in a few minutes; if the fault comes back, tell the agency.',
    },
    notFound: {
      title: 'No report at this address',
      says: 'The address may be cut off: open the link from the original message, or copy all of it.',
    },
    noTracker: 'No tracking cookie, no tracker.',
  },
}

function passwordForm(words: Words['password'], door: Extract<Door, { kind: 'password' }>): Markup {
  const problem =
    door.problem === null ? null : door.problem === 'wrong' ? words.wrong : words.tooMany(door.minutes ?? 1)
  const described = problem && html` aria-invalid="true" aria-describedby="problem"`
  return html`<form method="post" action="${door.action}">
    <label for="password">${words.label}</label>
    <input
      id="password"
      name="password"
      type="password"
      autocomplete="current-password"
      required
      autofocus${described}
    />
    ${problem && html`<p class="err" id="problem" role="alert">${problem}</p>`}
    <button type="submit">${words.button}</button>
  </form>`
}

/** Draws a door in the reader's language. The form posts `password` to `action`; nothing else is asked. */
export function renderDoor(door: Door, language: Language): RenderedPage {
  const words = WORDS[language]
  const agency = 'agency' in door ? door.agency : null
  const { title, says } = ((): { title: string; says: string } => {
    switch (door.kind) {
      case 'password':
        return words.password
      case 'expired':
      case 'revoked':
        return { title: words[door.kind].title, says: words[door.kind].says(door.agency) }
      case 'making':
      case 'busy':
      case 'broken':
        return words[door.kind]
      case 'not-found':
        return words.notFound
    }
  })()
  const body = html`<main class="door">
    ${agency && html`<p class="brand">${agency}</p>`}
    <h1>${title}</h1>
    <p>${says}</p>
    ${door.kind === 'making' && html`<p><a href="${door.report}">${words.making.back}</a></p>`}
    ${door.kind === 'password' && passwordForm(words.password, door)}
    <p class="small">${words.noTracker}</p>
  </main>`
  return documentOf({ language, title, style: doorStyle('#15181c'), body })
}
