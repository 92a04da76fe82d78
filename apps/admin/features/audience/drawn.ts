import { chartStyle } from '@comptoir/reporting/charts'

/** In the admin launches are marked in ink: colour means state here, and the client's own belongs to its reports. */
export const CHART_STYLE = `${chartStyle}
.ch{--client:var(--text);--paper:var(--canvas);--font:inherit}`

/** A chart's own markup, which escapes every word that it holds. */
export function drawn(svg: { text: string }) {
  return { dangerouslySetInnerHTML: { __html: svg.text } }
}
