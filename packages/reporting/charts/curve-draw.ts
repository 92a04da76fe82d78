import { count } from '../format/index.ts'
import { html, type Markup, type Slot } from '../markup/index.ts'
import { SIZE, type CurveGeometry, type Label } from './curve-layout.ts'
import type { ChartOptions } from './data.ts'
import { round } from './paths.ts'
import type { TimeTick } from './ticks.ts'
import { CHART_WORDS } from './words.ts'

/** The frame of every chart: a picture with a name and a description, that scales with its column. */
export function frame(options: ChartOptions, description: string, body: Markup): Markup {
  const { width, height, id, title } = options
  const names = html`<title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>`
  const size = html`viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`
  return html`<svg class="ch" ${size} role="img" aria-labelledby="${id}-t" aria-describedby="${id}-d">
    ${names}${body}
  </svg>`
}

/** A label; several lines follow each other 15 px apart. */
export function text(label: Label, kind: string): Markup {
  const anchor = label.anchor === 'start' ? null : html` text-anchor="${label.anchor}"`
  const at = html`y="${label.y}" class="${kind}"${anchor}`
  if (label.lines.length === 1) return html`<text x="${label.x}" ${at}>${label.lines[0]}</text>`
  const rest = label.lines.slice(1).map((line) => html`<tspan x="${label.x}" dy="15">${line}</tspan>`)
  return html`<text ${at}><tspan x="${label.x}">${label.lines[0]}</tspan>${rest}</text>`
}

/** Draws a laid-out follower curve as an SVG. */
export function drawFollowerCurve(g: CurveGeometry, options: ChartOptions, description: string): Markup {
  const words = CHART_WORDS[options.language]
  if (g.empty) {
    const middle: Label = {
      x: g.width / 2,
      y: g.height / 2,
      anchor: 'middle',
      lines: [words.noReadingAtAll],
      box: { x: 0, y: 0, w: 0, h: SIZE },
    }
    const axis = html`<path d="M${g.left},${g.baseline}H${g.right}" class="ax" />`
    return frame(options, description, html`${axis}${text(middle, 'n2')}`)
  }
  const truncated = g.axisFrom === null ? null : words.axisFrom(count(g.axisFrom, options.language))
  const across = (y: number, kind: string): Markup => html`<path d="M${g.left},${y}H${g.right}" class="${kind}" />`
  // Later pieces lie over earlier ones: paper lines first, then marks, then the curve, then words.
  const pieces: Slot[] = [
    g.grid.map((r) => across(r.y, 'gr')),
    g.fan && html`<path d="${g.fan.area}" class="cone" /><path d="${g.fan.likely}" class="proj" />`,
    g.goal && across(g.goal.y, 'goal'),
    g.launches.map((l) => html`<path d="M${l.x},${g.baseline}V${l.top}" class="la" />`),
    g.changes.map((c) => html`<path d="M${c.x},${g.baseline}V24" class="gl" />`),
    g.gaps.map((p) => html`<path d="M${p.x},${p.top}V${p.bottom}" class="gl" />`),
    across(g.baseline, g.axisFrom === null ? 'ax' : 'ax cutax'),
    g.ticks.map((t) => tick(t, g.baseline)),
    html`<path d="${g.line}" class="s1" />`,
    g.grid.map((r) => html`<text x="${g.left}" y="${r.y - 4}" class="c">${r.label}</text>`),
    truncated && html`<text x="${g.left}" y="${g.baseline - 5}" class="c">${truncated}</text>`,
    g.gaps.map((p) => p.label && text(p.label, 'n3')),
    g.changes.map((c) => c.label && text(c.label, 'n3')),
    g.notes.map((n) => text(n, 'n2')),
    g.goal?.label && text(g.goal.label, 'n2'),
    g.fan?.labels.map((l) => text(l, 'c')),
    g.launches.map((l) => l.label && text(l.label, 'lt')),
    g.end && html`<circle cx="${g.end.x}" cy="${g.end.y}" r="4" class="dot" />`,
    g.end?.label && text(g.end.label, 'v'),
  ]
  return frame(options, description, html`${pieces}`)
}

function tick(t: TimeTick, baseline: number): Markup {
  const x = round(t.x)
  const anchor = t.anchor !== 'start' && html` text-anchor="${t.anchor}"`
  return html`<path d="M${x},${baseline}v5" class="ax" /><text x="${x}" y="${baseline + 19}" class="c" ${anchor}
      >${t.label}</text
    >`
}
