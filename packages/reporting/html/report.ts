import { dayIn } from '../format/index.ts'
import { html, safeHref, safeSrc, type Markup } from '../markup/index.ts'
import type { Correction, ReportModel } from '../model/index.ts'
import { openPage, plainText, type Page } from './context.ts'
import { documentOf, type RenderedPage } from './document.ts'
import { columns, lead } from './lead.ts'
import { markSheet } from './marks.ts'
import { numbers, otherNetworks } from './networks.ts'
import { bestPosts, earlierCorrections } from './posts.ts'
import { foot } from './sources.ts'
import { reportStyle } from './style.ts'

/** How a report is drawn. */
export type ReportOptions = {
  /** 'screen' (default): a figure opens its own sheet. 'paper': it links to its source at the foot; for PDF. */
  readonly medium?: 'screen' | 'paper'
  /** The address of a picture: a path of our own, https, or data. Null: the post's words stand in. */
  readonly picture?: (ref: string) => string | null
  readonly links?: { readonly pdf?: string; readonly csv?: string }
  /** Corrections found since the edition was frozen (compareEdition), shown beside its own figures. */
  readonly corrections?: readonly Correction[]
  /** The SHA-256 of the edition, in hex. */
  readonly fingerprint?: string | null
}

function mast(page: Page, options: ReportOptions): Markup {
  const { model, words, period } = page
  const { edition, client } = model
  const address = client.mark && page.picture(client.mark.ref)
  const src = address && safeSrc(address)
  const frozen = edition?.frozenAt ? dayIn(Date.parse(edition.frozenAt), model.zone) : null
  const title = words.title('', period.report).replace(/^, /, '')
  const download = (href: string | undefined, name: string): Markup | null => {
    const safe = href === undefined ? null : safeHref(href)
    return safe === null ? null : html`<a href="${safe}">${name}</a> `
  }
  const links = [download(options.links?.pdf, 'PDF'), download(options.links?.csv, 'CSV')].filter((l) => l !== null)
  return html`<header class="mast">
    <p class="brand">${src && html`<img src="${src}" alt="" width="28" height="28" />`}${client.name}</p>
    <p>${title.charAt(0).toUpperCase() + title.slice(1)}</p>
    <p>${edition ? words.edition(edition.number, frozen) : html`<span class="draft">${words.draft}</span>`}</p>
    ${links.length > 0 && html`<p class="dl">${links}</p>`}
  </header>`
}

/**
 * Draws a report as one HTML page: no script, no font or style fetched, everything that people wrote escaped. Send it with its `csp`.
 * Under 50 kB gzipped without pictures for four networks over eighteen months.
 */
export function renderReport(model: ReportModel, options: ReportOptions = {}): RenderedPage {
  const page = openPage(model, {
    paper: options.medium === 'paper',
    picture: options.picture ?? (() => null),
    corrections: [...model.corrections, ...(options.corrections ?? [])],
  })
  const main = html`<main>
    ${lead(page)}${columns(page)}${otherNetworks(page)}${numbers(page)}${bestPosts(page)}${earlierCorrections(page)}
  </main>`
  const networks = model.channels.map((c) => c.network)
  // The sheets at the foot are for the figures shown above it: the foot is drawn last.
  const body = html`${markSheet(networks)}
    <div class="paper">${mast(page, options)}${main}${foot(page, options.fingerprint ?? null)}</div>`
  const title = `${page.words.title(model.client.name, page.period.report)}\u00a0: ${plainText(model, model.headline)}`
  return documentOf({ language: model.language, title, style: reportStyle(model.client.colour), body })
}
