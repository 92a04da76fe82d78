import { followerCurve, renderTable } from '../charts/index.ts'
import { dayIn, dayMs } from '../format/index.ts'
import { html, type Markup } from '../markup/index.ts'
import type { ReportChannel } from '../model/index.ts'
import { displayName, figureLink, idOf, textOf, type Page } from './context.ts'

const WIDTHS = [
  { kind: 'w', width: 776, height: 352 },
  { kind: 'm', width: 640, height: 316 },
  { kind: 's', width: 358, height: 250 },
] as const

const day = (at: number): string => dayIn(at, 'UTC')

/** The curve of the leading channel, drawn for three widths: type keeps its size, the drawing changes. */
function bigCurve(page: Page, channel: ReportChannel): Markup {
  const { words, language, model } = page
  const { curve } = channel
  const name = displayName(page, channel)
  const [first, last] = [curve.points[0], curve.points.at(-1)]
  const ahead = curve.outlook.at(-1)
  const title = words.chartTitle(name)
  const charts = WIDTHS.map(({ kind, width, height }) => ({
    kind,
    chart: followerCurve(curve, { language, width, height, id: `c-${kind}`, title }),
  }))
  const source = model.sources[`${channel.slug}.followers`]
  const outlook = model.figures[channel.figures.outlook]
  const days =
    outlook?.value != null && outlook.provenance.formula.kind === 'outlook' ? outlook.provenance.formula.days : null
  const until = ahead && curve.outlook.length > 1 ? day(ahead.at) : null
  const under = first && last ? words.curveUnder(name, day(first.at), day(last.at), until) : title
  const caption = model.captions.curve ?? words.curveCaption(curve.launches.length)
  const table = charts[0] && renderTable(charts[0].chart.table)
  return html`<figure class="big">
    <figcaption><b>${caption}</b>${under}</figcaption>
    ${charts.map((c) => html`<div class="${c.kind}">${c.chart.svg}</div>`)}
    <p class="src">
      ${source && words.howRead(source)} ${days !== null && words.interval(days)}
      <a href="#${idOf('s', `${channel.slug}.followers`)}">${words.origin}</a>
    </p>
    <details class="rows">
      <summary>${words.seeTable}</summary>
      ${table}
    </details>
  </figure>`
}

function brief(page: Page): Markup | null {
  const { model, words, period } = page
  if (model.brief.length === 0) return null
  const items = model.brief.map((item) => {
    const change = item.change !== null && model.figures[item.change]?.value != null ? item.change : null
    const gain = change !== null && model.figures[change]?.unit === 'gain' && item.growth !== null
    const grown = item.growth !== null && model.figures[item.growth]?.value != null ? item.growth : null
    const under =
      change &&
      html`<span class="sub"
        ><b>${figureLink(page, change, { as: 'signed' })}</b>
        ${gain ? period.within : period.overBefore}${grown && html`, ${figureLink(page, grown)}`}</span
      >`
    const note = item.note && html`<span class="sub">${textOf(page, item.note)}</span>`
    return html`<div>
      <dt>${item.label}</dt>
      <dd>${figureLink(page, item.figure, { kind: 'big' })}${under}${note}</dd>
    </div>`
  })
  return html`<aside class="brief" aria-label="${words.brief}">
    <h2>${words.brief}</h2>
    <dl>${items}</dl>
  </aside>`
}

/** Headline, deck, the figures beside it and the big curve. */
export function lead(page: Page): Markup {
  const { model } = page
  const channel = model.channels.find((c) => c.id === model.lead)
  return html`<section class="lead">
    <div class="story">
      <h1>${textOf(page, model.headline)}</h1>
      <p class="deck">${textOf(page, model.deck)}</p>
    </div>
    ${brief(page)}${channel && bigCurve(page, channel)}
  </section>`
}

/** The columns of text. */
export function columns(page: Page): Markup | null {
  const { model, words } = page
  const { sections } = model
  if (sections.length === 0) return null
  const title = sections.some((s) => s.text.written) ? words.changedAndWhy : words.changed
  const kind = sections.length === 1 ? 'cols one-c' : sections.length === 2 ? 'cols two-c' : 'cols'
  const one = sections.map((s) => html`<p>${s.title !== '' && html`<b>${s.title}</b> `}${textOf(page, s.text)}</p>`)
  return html`<section class="why">
    <h2>${title}</h2>
    <div class="${kind}">${one}</div>
  </section>`
}

/** Where all charts of a page begin and end: the earliest and the latest reading. */
export function spanOf(page: Page): { from: number; to: number } {
  const at = page.model.channels.flatMap((c) => c.curve.points.map((p) => p.at))
  const edges = { from: dayMs(page.model.mandate.start), to: dayMs(page.model.period.to) }
  return at.length === 0 ? edges : { from: Math.min(...at), to: Math.max(...at) }
}
