import { launchesChart, miniChart, renderTable, type Chart } from '../charts/index.ts'
import { shortDay } from '../format/index.ts'
import { html, type Markup } from '../markup/index.ts'
import type { ReportChannel } from '../model/index.ts'
import { correctionsBeside, displayName, figureLink, figureText, known, type Page } from './context.ts'
import { spanOf } from './lead.ts'
import { networkMark } from './marks.ts'

/** The other channels, each on its own scale, all on one time axis. */
export function otherNetworks(page: Page): Markup | null {
  const { model, words, language } = page
  const others = model.channels.filter((c) => c.id !== model.lead)
  if (others.length === 0) return null
  const span = spanOf(page)
  const draw = (c: ReportChannel, kind: string, width: number, height: number): Chart =>
    miniChart(c.curve, span, {
      language,
      width,
      height,
      id: `n-${c.slug}-${kind}`,
      title: words.chartTitle(displayName(page, c)),
    })
  const drawn = others.map((c) => ({ channel: c, wide: draw(c, 'w', 340, 150), small: draw(c, 'm', 226, 116) }))
  const minis = drawn.map(
    ({ channel, wide, small }) =>
      html`<figure class="mini">
        <figcaption>
          ${networkMark(channel.network)}<b>${displayName(page, channel)}</b>${figureLink(page, channel.figures.followers)}
        </figcaption>
        <div class="w">${wide.svg}</div>
        <div class="m">${small.svg}</div>
      </figure>`,
  )
  return html`<section class="nets">
    <h2>${words.otherNetworks(others.length)}</h2>
    <div class="minis k${Math.min(others.length, 5)}">${minis}</div>
    <p class="src">${words.ownScales(others.length > 1)}</p>
    <details class="rows">
      <summary>${words.seeTable}</summary>
      ${drawn.map((d) => renderTable(d.wide.table))}
    </details>
  </section>`
}

function launches(page: Page): Markup | null {
  const { model, words, language } = page
  const { traces } = model
  const channel = model.channels.find((c) => c.id === traces.channelId)
  const items = traces.items.filter((t) => t.points.some((p) => p.gain !== null))
  if (!channel || items.length === 0) return null
  const name = displayName(page, channel)
  // Seven lines are all that a reader tells apart: the latest ones.
  const data = {
    before: traces.before,
    after: traces.after,
    inked: null,
    traces: items.slice(-7).map((t) => ({ ...t, gain: model.figures[t.figure]?.value ?? null })),
  }
  const under = words.launchesUnder(name, traces.before, traces.after)
  const draw = (kind: string, width: number, height: number): Chart =>
    launchesChart(data, { language, width, height, id: `l-${kind}`, title: under })
  const [wide, small] = [draw('w', 400, 256), draw('m', 250, 196)]
  return html`<figure>
    <figcaption><b>${model.captions.launches ?? words.launchesCaption}</b>${under}</figcaption>
    <div class="w">${wide.svg}</div>
    <div class="m">${small.svg}</div>
    <details class="rows">
      <summary>${words.seeTable}</summary>
      ${renderTable(wide.table)}
    </details>
  </figure>`
}

// A cell that a phone shows with the name of its column.
const cell = (label: string, content: Markup | null): Markup => html`<td role="cell" data-l="${label}">${content}</td>`

function table(page: Page): Markup {
  const { model, words, language, period } = page
  const { columns } = words
  const day = shortDay(model.period.to, language)
  const within = period.within.charAt(0).toUpperCase() + period.within.slice(1)
  const head = [day, within, period.before, columns.yearAgo, columns.sinceStart, columns.goal]
  const row = (c: ReportChannel): Markup => {
    const f = c.figures
    const growth = known(page, f.growth) ? html` <i>${figureLink(page, f.growth)}</i>` : null
    return html`<tr role="row">
      <th scope="row" role="rowheader">${networkMark(c.network)}${displayName(page, c)}</th>
      ${cell(day, figureLink(page, f.followers))}
      ${cell(within, html`<span>${figureLink(page, f.gain, { bold: true })}${growth}</span>`)}
      ${cell(period.before, figureLink(page, f.previousGain))}${cell(columns.yearAgo, figureLink(page, f.yearFollowers))}
      ${cell(columns.sinceStart, figureLink(page, f.mandateGain))}${cell(columns.goal, figureLink(page, f.goalShare))}
    </tr>`
  }
  const goals = [...new Set(model.channels.flatMap((c) => (c.goal ? [c.goal.by] : [])))]
  const keys = model.channels.flatMap((c) => Object.values(c.figures))
  return html`<div class="tab">
    <h2>${words.figures}</h2>
    <table class="nums" role="table" aria-label="${words.figures}">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader"><span class="hid">${columns.network}</span></th>
          ${head.map((h) => html`<th scope="col" role="columnheader">${h}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${model.channels.map(row)}
      </tbody>
    </table>
    <p class="src">
      ${words.figuresUnder(period.within, model.period.from, model.period.to, goals.length === 1 ? (goals[0] ?? null) : null)}
    </p>
    ${correctionsBeside(page, keys)}
  </div>`
}

/** Launches laid over each other, and the table of all figures. */
export function numbers(page: Page): Markup | null {
  if (page.model.channels.length === 0) return null
  const chart = launches(page)
  return html`<section class="${chart ? 'pair' : 'pair alone'}">${chart}${table(page)}</section>`
}

/** A figure's text with the word that it counts: 412 000 personnes touchées. */
export function counted(page: Page, key: string): Markup | null {
  const figure = page.model.figures[key]
  const metric = key.slice(key.lastIndexOf('.') + 1)
  if (!figure || figure.value === null) return null
  const word = page.words.counted[metric]?.(figure.value) ?? figureText(page, figure)
  return html`${figureLink(page, key)} ${word}`
}
