import { type Chance, chanceOf } from '../chance.ts'

export const WIDTH = 1600
export const HEIGHT = 1000

export const n = (value: number): string => value.toFixed(1)

export function svg(...parts: string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<defs><filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="14"/></filter>
<filter id="haze" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="46"/></filter></defs>
${parts.join('\n')}</svg>`
}

/** From the top of the picture to its foot. */
export function sky(...stops: readonly (readonly [offset: number, colour: string])[]): string {
  const id = `sky${stops.map(([, colour]) => colour.slice(1)).join('')}`
  const inside = stops.map(([offset, colour]) => `<stop offset="${offset}" stop-color="${colour}"/>`).join('')
  return `<defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${inside}</linearGradient></defs>
<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#${id})"/>`
}

export function glow(x: number, y: number, radius: number, colour: string, strength = 1): string {
  const id = `glow${Math.round(x)}-${Math.round(y)}-${Math.round(radius)}`
  return `<defs><radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="${strength}"/>
<stop offset="0.45" stop-color="${colour}" stop-opacity="${strength * 0.35}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient></defs>
<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="url(#${id})"/>`
}

export function stars(seed: string, count: number, until: number): string {
  const chance = chanceOf(`stars of ${seed}`)
  return Array.from({ length: count }, () => {
    const y = chance.next() ** 1.4 * until
    const light = chance.between(0.25, 0.95) * (1 - (y / until) ** 2)
    return `<circle cx="${n(chance.between(0, WIDTH))}" cy="${n(y)}" r="${n(chance.between(0.7, 2.1))}" fill="#fff6e6" opacity="${light.toFixed(2)}"/>`
  }).join('')
}

/** A line of hills or trees: rough along its top, filled to the foot of the picture. */
export function ridge(seed: string, y: number, rough: number, colour: string, step = 40): string {
  const chance: Chance = chanceOf(`ridge of ${seed}`)
  const points = [`0,${HEIGHT}`]
  let height = y
  for (let x = 0; x <= WIDTH; x += step) {
    height += chance.between(-rough, rough) + (y - height) * 0.25
    points.push(`${x},${n(height)}`)
  }
  points.push(`${WIDTH},${HEIGHT}`)
  return `<polygon points="${points.join(' ')}" fill="${colour}"/>`
}

export type Paint = { body: string; shade: string; band: string; dark: string }
export const WHITE: Paint = { body: '#f2efe8', shade: '#c9c6c4', band: '#c4532b', dark: '#2b2f3a' }

/** The launcher, standing: its foot at (x, y), so many pixels high. */
export function rocket(x: number, y: number, height: number, paint: Paint = WHITE): string {
  const w = height * 0.115
  const nose = height * 0.2
  const booster = height * 0.46
  const b = w * 0.62
  const stick = (cx: number) => `
<path d="M${n(cx - b / 2)},${n(y)} V${n(y - booster)} Q${n(cx - b / 2)},${n(y - booster - b * 1.1)} ${n(cx)},${n(y - booster - b * 1.7)} Q${n(cx + b / 2)},${n(y - booster - b * 1.1)} ${n(cx + b / 2)},${n(y - booster)} V${n(y)} Z" fill="${paint.body}"/>
<rect x="${n(cx + b * 0.08)}" y="${n(y - booster)}" width="${n(b * 0.42)}" height="${n(booster)}" fill="${paint.shade}" opacity="0.75"/>
<rect x="${n(cx - b / 2)}" y="${n(y - booster * 0.22)}" width="${n(b)}" height="${n(height * 0.012)}" fill="${paint.dark}"/>
<path d="M${n(cx - b * 0.36)},${n(y)} L${n(cx - b * 0.5)},${n(y + height * 0.03)} H${n(cx + b * 0.5)} L${n(cx + b * 0.36)},${n(y)} Z" fill="${paint.dark}"/>`
  return `<g>${stick(x - w * 0.86)}${stick(x + w * 0.86)}
<path d="M${n(x - w / 2)},${n(y)} V${n(y - height + nose)} Q${n(x - w * 0.62)},${n(y - height + nose * 0.55)} ${n(x)},${n(y - height)} Q${n(x + w * 0.62)},${n(y - height + nose * 0.55)} ${n(x + w / 2)},${n(y - height + nose)} V${n(y)} Z" fill="${paint.body}"/>
<path d="M${n(x + w * 0.08)},${n(y)} V${n(y - height * 0.985)} Q${n(x + w * 0.6)},${n(y - height + nose * 0.55)} ${n(x + w / 2)},${n(y - height + nose)} V${n(y)} Z" fill="${paint.shade}" opacity="0.7"/>
<rect x="${n(x - w / 2)}" y="${n(y - height * 0.7)}" width="${n(w)}" height="${n(height * 0.028)}" fill="${paint.band}"/>
<rect x="${n(x - w / 2)}" y="${n(y - height * 0.735)}" width="${n(w)}" height="${n(height * 0.008)}" fill="${paint.dark}"/>
<rect x="${n(x - w / 2)}" y="${n(y - height * 0.42)}" width="${n(w)}" height="${n(height * 0.01)}" fill="${paint.dark}"/>
<path d="M${n(x - w * 0.4)},${n(y)} L${n(x - w * 0.52)},${n(y + height * 0.035)} H${n(x + w * 0.52)} L${n(x + w * 0.4)},${n(y)} Z" fill="${paint.dark}"/></g>`
}

/** A lattice tower, as at a pad: umbilical mast or lightning rod. */
export function mast(x: number, foot: number, height: number, width: number, colour: string): string {
  const rungs = Math.round(height / (width * 1.15))
  const lines = Array.from({ length: rungs }, (_, index) => {
    const top = foot - ((index + 1) * height) / rungs
    const bottom = foot - (index * height) / rungs
    const [a, b] = index % 2 === 0 ? [x, x + width] : [x + width, x]
    return `<path d="M${n(a)},${n(bottom)} L${n(b)},${n(top)} M${n(x)},${n(top)} H${n(x + width)}"/>`
  }).join('')
  return `<g stroke="${colour}" stroke-width="${n(Math.max(2, width * 0.09))}" fill="none">
<path d="M${n(x)},${n(foot)} V${n(foot - height)} M${n(x + width)},${n(foot)} V${n(foot - height)}" stroke-width="${n(Math.max(3, width * 0.13))}"/>${lines}</g>`
}

/** Smoke, lit from inside: many soft rounds, larger to the outside. */
export function smoke(
  seed: string,
  x: number,
  y: number,
  spread: number,
  count: number,
  [light, dark]: readonly [string, string],
): string {
  const chance = chanceOf(`smoke of ${seed}`)
  const rounds = Array.from({ length: count }, () => {
    const away = chance.between(-1, 1)
    const far = Math.abs(away)
    const radius = spread * chance.between(0.09, 0.17) * (1 + far * 0.5)
    return {
      far,
      text: `<circle cx="${n(x + away * spread)}" cy="${n(y - chance.next() * radius * 1.3 + far * 14)}" r="${n(radius)}" fill="${far < 0.42 ? light : dark}" opacity="${(0.62 - far * 0.25).toFixed(2)}"/>`,
    }
  })
  return `<g filter="url(#soft)">${rounds
    .toSorted((a, b) => b.far - a.far)
    .map(({ text }) => text)
    .join('')}</g>`
}

/** A person from behind or in half profile, cut off below the chest. */
export function bust(x: number, foot: number, size: number, colour: string, head = colour): string {
  return `<g fill="${colour}"><circle fill="${head}" cx="${n(x)}" cy="${n(foot - size * 0.78)}" r="${n(size * 0.22)}"/>
<path d="M${n(x - size * 0.5)},${n(foot)} C${n(x - size * 0.5)},${n(foot - size * 0.52)} ${n(x - size * 0.2)},${n(foot - size * 0.52)} ${n(x)},${n(foot - size * 0.52)} C${n(x + size * 0.2)},${n(foot - size * 0.52)} ${n(x + size * 0.5)},${n(foot - size * 0.52)} ${n(x + size * 0.5)},${n(foot)} Z"/></g>`
}
