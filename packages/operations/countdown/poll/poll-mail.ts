import type { CountdownEvent } from '@comptoir/domain/countdown'
import type { Instant, Language } from '@comptoir/domain/shared'
import { layOutMail, type MailWords, momentIn } from '../../notices/index.ts'
import type { Person } from './poll-row.ts'

type Letter = {
  what: 'asked' | 'reminded'
  event: CountdownEvent
  person: Pick<Person, 'name' | 'language' | 'time_zone'>
  agencyName: string
  until: Instant | null
  url: string
}

/** The mail that asks somebody for their go, in their language and zone. Its link opens a page; only a button there says anything. */
export function pollMail(letter: Letter): { subject: string; text: string; html: string } {
  const { person, event } = letter
  const zone = person.time_zone
  const moment = (at: Instant | null) => momentIn(at?.toString(), person.language, zone)
  const mission = [event.subject, event.name].filter(Boolean).join(', ')
  const t0 = event.attempt.t0.kind === 'instant' ? moment(event.attempt.t0.at) : ''
  const facts = {
    ...letter,
    mission,
    place: zone === event.zone && event.site ? event.site : placeOf(zone),
    t0Text: t0,
    untilText: moment(letter.until),
  }
  return layOutMail(WORDS[person.language](facts), person.language)
}

type Facts = Letter & { mission: string; place: string; t0Text: string; untilText: string }

const placeOf = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

const WORDS: Record<Language, (facts: Facts) => MailWords> = {
  fr: (f) => ({
    subject: f.what === 'asked' ? `Go ou no-go\u00a0: ${f.mission}` : `On attend votre réponse\u00a0: ${f.mission}`,
    greeting: `Bonjour ${f.person.name},`,
    paragraphs: [
      `${f.agencyName} vous demande votre go pour ${f.mission}${f.t0Text ? `, T\u20110 ${f.t0Text} (${f.place})` : ''}.`,
      f.untilText
        ? `Répondez avant ${f.untilText} (${f.place}). Jusque-là, vous pouvez changer d’avis. Sans réponse, c’est non.`
        : 'Vous pouvez changer d’avis tant que le sondage est ouvert. Sans réponse, c’est non.',
    ],
    button: { label: 'Dire go ou no-go', url: f.url },
    footer:
      'Ce lien est le vôtre\u00a0: ne le transmettez pas. Rien n’est dit tant que vous n’avez pas touché un bouton sur la page.',
  }),
  en: (f) => ({
    subject: f.what === 'asked' ? `Go or no-go: ${f.mission}` : `Your answer is awaited: ${f.mission}`,
    greeting: `Hello ${f.person.name},`,
    paragraphs: [
      `${f.agencyName} asks for your go for ${f.mission}${f.t0Text ? `, T\u20110 ${f.t0Text} (${f.place})` : ''}.`,
      f.untilText
        ? `Answer before ${f.untilText} (${f.place}). Until then you may change your mind. Silence means no-go.`
        : 'You may change your mind while the poll is open. Silence means no-go.',
    ],
    button: { label: 'Say go or no-go', url: f.url },
    footer: 'This link is yours: do not pass it on. Nothing is said until you press a button on the page.',
  }),
}
