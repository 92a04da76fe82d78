import { dayIn, type Language, longDay, shortDay, wallTime } from '../format/index.ts'
import { html, type Markup, trusted } from '../markup/index.ts'
import { documentOf, type RenderedPage } from './document.ts'
import { POLL_WORDS, type PollWords } from './poll-words.ts'
import { pollStyle } from './style.ts'

/** What one person is asked, on a phone. Instants are epoch milliseconds. */
export type PollPage = {
  readonly clientName: string
  readonly agencyName: string
  readonly person: { readonly name: string; readonly role: string; readonly zone: string }
  /** `site` is what the event's place is called. */
  readonly event: {
    readonly mission: string
    readonly site: string | null
    readonly zone: string
    readonly windowMinutes: number | null
  }
  readonly t0:
    | { readonly kind: 'unknown' }
    | { readonly kind: 'day'; readonly day: string }
    | { readonly kind: 'instant'; readonly at: number }
  /** `waiting`: not asked yet · `open`: the buttons stand · `closed`: what was said counts · `over`: the attempt is over. */
  readonly stands: 'waiting' | 'open' | 'closed' | 'over'
  readonly onHold: boolean
  readonly until: number | null
  readonly said: { readonly what: 'go' | 'no-go'; readonly at: number; readonly reason: string } | null
  readonly action: string
  readonly reasonLength: number
}

/** Draws the page of one person of a go/no-go poll: no script, no cookie; its form posts `said` and `reason` to `action`. */
export function renderPoll(page: PollPage, language: Language): RenderedPage {
  const words = POLL_WORDS[language]
  const { person, event } = page
  // A number stays with what it counts: Lyre 3.
  const mission = event.mission.replaceAll(/ (?=\d)/g, '\u00a0')
  const title = words.title(mission)
  const body = html`<main class="poll">
    <header><b>${page.clientName}</b><span>${page.agencyName} · ${words.asks}</span></header>
    <p class="who">${words.forWhom(person.name, person.role)}</p>
    <h1>${title}</h1>
    <dl>
      <dt>${words.t0}</dt>
      <dd>${t0Lines(page, words, language)}</dd>
    </dl>
    ${page.onHold && html`<p class="said">${words.hold}</p>`} ${standing(page, words, language)}
    <p class="small">${words.foot}</p>
  </main>`
  return documentOf({ language, title, style: pollStyle(), body })
}

/** The pages that stand where no question is. */
export function renderPollDoor(kind: 'not-found' | 'expired' | 'busy' | 'broken', language: Language): RenderedPage {
  const { title, says } = POLL_WORDS[language].doors[kind]
  const body = html`<main class="poll">
    <h1>${title}</h1>
    <p>${says}</p>
  </main>`
  return documentOf({ language, title, style: pollStyle(), body })
}

function standing(page: PollPage, words: PollWords, language: Language): Markup {
  const said = page.said && saidLine(page.said, page, words, language)
  if (page.stands === 'waiting') return html`<p>${words.waiting}</p>`
  if (page.stands !== 'open') {
    return html`<p class="said">${said ?? words.silent}</p>
      ${page.said?.reason && html`<p class="quote">${page.said.reason}</p>`}
      <p>${page.stands === 'over' ? words.over : words.closed}</p>`
  }
  const zone = page.person.zone
  return html`${said && html`<p class="said" role="status">${said} ${words.changes}</p>`}
    <p class="until">
      ${page.until === null ? words.untilClosed : words.until(momentOf(page.until, zone, language), placeFor(page))}
    </p>
    <p class="more">${words.explains}</p>
    <form method="post" action="${page.action}">
      <label for="reason">${words.reason}</label>
      ${reasonBox(page)}
      <div class="thumb">
        <button name="said" value="no-go" class="no">
          ${page.said?.what === 'no-go' ? words.stay.noGo : words.noGo}
        </button>
        <button name="said" value="go" class="go">${page.said?.what === 'go' ? words.stay.go : words.go}</button>
      </div>
    </form>`
}

/** What was typed stands in it as it was typed: a space of ours would show. */
function reasonBox({ said, reasonLength }: PollPage): Markup {
  const opens = trusted(`<textarea id="reason" name="reason" rows="2" maxlength="${Math.trunc(reasonLength)}">`)
  return html`${opens}${said?.reason ?? ''}${trusted('</textarea>')}`
}

function saidLine(
  said: NonNullable<PollPage['said']>,
  { person }: PollPage,
  words: PollWords,
  language: Language,
): string {
  const time = wallTime(said.at, person.zone, language)
  return said.what === 'go' ? words.said.go(time) : words.said.noGo(time)
}

/** T-0 where the person is, and where the event is when its clocks differ. */
function t0Lines({ t0, person, event }: PollPage, words: PollWords, language: Language): Markup {
  if (t0.kind === 'unknown') return html`${words.t0Unknown}`
  if (t0.kind === 'day') return html`${words.net(longDay(t0.day, language))}`
  const own = momentOf(t0.at, person.zone, language)
  const there = momentOf(t0.at, event.zone, language)
  const site = event.site ?? placeOf(event.zone)
  return html`<b>${own}</b> ${own === there ? site : placeOf(person.zone)}
    ${own !== there && html`<br />${there} ${site}`}
    ${event.windowMinutes !== null && html`<br /><span class="soft">${words.window(event.windowMinutes)}</span>`}`
}

/** 12 déc. 19:37; 12 Dec 19:37. */
function momentOf(at: number, zone: string, language: Language): string {
  return `${shortDay(dayIn(at, zone), language)} ${wallTime(at, zone, language)}`
}

/** What the person's own wall clock is called: the event's site where both are the same. */
function placeFor({ person, event }: PollPage): string {
  return person.zone === event.zone && event.site ? event.site : placeOf(person.zone)
}

const placeOf = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
