// Widths in em of a grotesque with tabular figures, a little generous: a label that has room to spare collides with nothing.
const NARROW = /[iljtfrI.,:;'’|!()[\] \u00a0]/u
const HAIR = /[\u202f\u2009]/u
const WIDE = /[mwMW—…%@]/u
const UPPER = /\p{Lu}/u

/** The width in px of a text set in the charts' face, estimated without a browser. */
export function textWidth(text: string, size: number, bold = false): number {
  let em = 0
  for (const c of text)
    em += HAIR.test(c) ? 0.2 : NARROW.test(c) ? 0.32 : WIDE.test(c) ? 0.9 : UPPER.test(c) ? 0.68 : 0.59
  return em * size * (bold ? 1.06 : 1)
}
