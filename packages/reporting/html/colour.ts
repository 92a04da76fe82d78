type Rgb = readonly [number, number, number]

const INK: Rgb = [0xa8, 0x40, 0x1c]

/** Reads #rgb or #rrggbb; null for anything else, so that nothing but a colour ever reaches a stylesheet. */
export function parseHex(text: string): Rgb | null {
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]
  if (!hex) return null
  const full = hex.length === 3 ? [...hex].map((c) => c + c).join('') : hex
  const n = Number.parseInt(full, 16)
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255]
}

export const toHex = (rgb: Rgb): string => `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`

const linear = (c: number): number => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)
const luminance = ([r, g, b]: Rgb): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)

/** Contrast of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio". */
export function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const mix = (a: Rgb, b: Rgb, t: number): Rgb => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
]

/** The colour, darkened (or lightened on a dark ground) just enough to be read on a ground: 4.6:1. */
export function legible(colour: Rgb, ground: Rgb): Rgb {
  const end: Rgb = luminance(ground) > 0.3 ? [0, 0, 0] : [255, 255, 255]
  for (let t = 0; t <= 1; t += 0.04) {
    const tried = mix(colour, end, t)
    if (contrast(tried, ground) >= 4.6) return tried
  }
  return end
}

const PAPER: Rgb = [0xf7, 0xf6, 0xf1]
const NIGHT: Rgb = [0x0f, 0x11, 0x13]

/** The client's colour for the two themes: the colour itself where it can be read, and a tint of the paper. Ours when it is not a colour. */
export function clientColours(text: string): { day: string; dayTint: string; night: string; nightTint: string } {
  const colour = parseHex(text) ?? INK
  const dayTint = mix(PAPER, colour, 0.09)
  const nightTint = mix(NIGHT, colour, 0.2)
  return {
    // Legible on its own tint too: corrections are set on it.
    day: toHex(legible(legible(colour, PAPER), dayTint)),
    dayTint: toHex(dayTint),
    night: toHex(legible(legible(colour, NIGHT), nightTint)),
    nightTint: toHex(nightTint),
  }
}
