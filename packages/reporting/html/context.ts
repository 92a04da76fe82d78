import { count, delta, deltaPercent, money, percent, type Language } from '../format/index.ts'
import { html, type Markup } from '../markup/index.ts'
import type { Correction, Figure, ReportChannel, ReportModel, ReportText } from '../model/index.ts'
import { REPORT_WORDS, type PeriodWords, type ReportWords } from '../words/index.ts'
import { shapeOf } from '../model/days.ts'

/** Everything that the parts of a page share while it is drawn. `shown` remembers which figures were printed: each gets its sheet once. */
export type Page = {
  readonly model: ReportModel
  readonly words: ReportWords
  readonly period: PeriodWords
  readonly language: Language
  /** On paper a figure links to its source at the foot; on a screen it opens its own sheet. */
  readonly paper: boolean
  readonly picture: (ref: string) => string | null
  readonly shown: Set<string>
  readonly corrections: readonly Correction[]
}

export function openPage(
  model: ReportModel,
  options: {
    readonly paper: boolean
    readonly picture: (ref: string) => string | null
    readonly corrections: readonly Correction[]
  },
): Page {
  const { language, period, previous } = model
  const words = REPORT_WORDS[language]
  return {
    model,
    words,
    language,
    period: words.period(shapeOf(period), period.from, period.to, previous),
    paper: options.paper,
    picture: options.picture,
    shown: new Set(),
    corrections: options.corrections,
  }
}

/** An id from a key: what may stand in a fragment. */
export const idOf = (prefix: string, key: string): string => `${prefix}-${key.replace(/[^a-zA-Z0-9-]/g, '-')}`

/** A value as its unit is written. `signed` and `plain` force or drop the sign. */
export function written(
  unit: Figure['unit'],
  value: number,
  currency: string | null,
  language: Language,
  as: 'signed' | 'plain' | null = null,
): string {
  switch (unit) {
    case 'count':
    case 'posts':
      return as === 'signed' ? delta(value, language) : count(value, language)
    case 'gain':
      return as === 'plain' ? count(Math.abs(value), language) : delta(value, language)
    case 'ratio':
      return percent(value, language)
    case 'growth':
      return as === 'plain' ? percent(Math.abs(value), language) : deltaPercent(value, language)
    case 'money':
      return money(value, currency ?? 'EUR', language, as === 'signed')
  }
}

/** A figure's text: its value, or two words for why it has none. */
export function figureText(page: Page, figure: Figure, as: 'signed' | 'plain' | null = null): string {
  return figureValue(figure, page.language, as)
}

/** The same, where there is no page. */
export function figureValue(figure: Figure, language: Language, as: 'signed' | 'plain' | null): string {
  if (figure.value === null) return REPORT_WORDS[language].missingShort(figure.missing ?? 'no-reading')
  return written(figure.unit, figure.value, figure.currency, language, as)
}

/** A figure that opens its provenance. Nothing for a key that the model does not have. */
export function figureLink(
  page: Page,
  key: string,
  options: { as?: 'signed' | 'plain' | null; kind?: string; bold?: boolean } = {},
): Markup | null {
  const figure = page.model.figures[key]
  if (!figure) return null
  const text = figureText(page, figure, options.as ?? null)
  const kind = `${figure.value === null ? 'fig none' : 'fig'}${options.kind ? ` ${options.kind}` : ''}`
  const target = page.paper ? idOf('s', figure.provenance.source) : idOf('f', key)
  const first = !page.shown.has(key)
  page.shown.add(key)
  const id = first && !page.paper ? html` id="${idOf('r', key)}"` : null
  return html`<a class="${kind}" ${id} href="#${target}">${options.bold ? html`<b>${text}</b>` : text}</a>`
}

/** A text with its figures linked. */
export function textOf(page: Page, text: ReportText): Markup {
  return html`${text.parts.map((part) => (typeof part === 'string' ? part : figureLink(page, part.figure, { as: part.as })))}`
}

/** A text without its links: for a title, a description. */
export function plainText(model: ReportModel, text: ReportText): string {
  return text.parts
    .map((part) => {
      if (typeof part === 'string') return part
      const figure = model.figures[part.figure]
      return figure ? figureValue(figure, model.language, part.as) : ''
    })
    .join('')
}

export const known = (page: Page, key: string): boolean => page.model.figures[key]?.value != null

/** A channel's name on the page: the network's, with the channel's own where there are several of that network. */
export function displayName(page: Page, channel: ReportChannel): string {
  const several = page.model.channels.filter((c) => c.network === channel.network).length > 1
  return several ? `${channel.networkName} · ${channel.name}` : channel.networkName
}

/** The corrections that stand beside some figures. */
export function correctionsBeside(page: Page, keys: readonly string[]): Markup[] {
  return page.corrections.filter((c) => c.edition === null && keys.includes(c.figure)).map((c) => correction(page, c))
}

export function correction(page: Page, c: Correction): Markup {
  const { words, language } = page
  const say = (value: number | null): string => (value === null ? '' : written(c.unit, value, c.currency, language))
  const from = c.edition === null ? html`${c.label}. ` : html`${words.correctionOfEdition(c)}, ${c.label}. `
  return html`<p class="cor">
    <b>${words.correctionHead(c.noticed)}</b> ${from}${words.correctionSays(c, say(c.printed), say(c.now))}
  </p>`
}
