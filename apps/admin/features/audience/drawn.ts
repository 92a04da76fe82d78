import { chartStyle } from '@comptoir/reporting/charts'
import { createElement } from 'react'

/** In the admin launches are marked in ink: colour means state here, and the client's own belongs to its reports. */
const CHART_STYLE = `${chartStyle}
.ch{--client:var(--text);--paper:var(--canvas);--font:var(--font-sans)}`

/** How charts look, once on the page however many there are. */
export const ChartStyle = () => createElement('style', { href: 'comptoir-charts', precedence: 'default' }, CHART_STYLE)

/** A chart's own markup, which escapes every word that it holds. */
export function drawn(svg: { text: string }) {
  return { dangerouslySetInnerHTML: { __html: svg.text } }
}
