/** A box in px: top-left corner, width and height. */
export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** A line in px that labels must not cover. */
export type Line = readonly (readonly [number, number])[]

export const overlaps = (a: Box, b: Box, air = 0): boolean =>
  a.x < b.x + b.w + air && b.x < a.x + a.w + air && a.y < b.y + b.h + air && b.y < a.y + a.h + air

/** Whether a line passes through a box grown by `air`. */
export function crosses(line: Line, box: Box, air: number): boolean {
  const left = box.x - air
  const right = box.x + box.w + air
  const top = box.y - air
  const bottom = box.y + box.h + air
  for (let i = 1; i < line.length; i++) {
    const [p, q] = [line[i - 1], line[i]]
    if (!p || !q) continue
    const [from, to] = p[0] <= q[0] ? [p, q] : [q, p]
    if (to[0] < left || from[0] > right) continue
    const run = to[0] - from[0]
    const at = (x: number): number => (run === 0 ? from[1] : from[1] + ((to[1] - from[1]) * (x - from[0])) / run)
    const [y1, y2] = run === 0 ? [from[1], to[1]] : [at(Math.max(left, from[0])), at(Math.min(right, to[0]))]
    if (Math.max(y1, y2) >= top && Math.min(y1, y2) <= bottom) return true
  }
  const only = line.length === 1 ? line[0] : undefined
  return only !== undefined && only[0] >= left && only[0] <= right && only[1] >= top && only[1] <= bottom
}

/** Places labels one after the other: the first candidate that stays inside and touches nothing is kept and becomes an obstacle. */
export type Placer = {
  readonly place: (candidates: Iterable<Box>, alsoFree?: (box: Box) => boolean) => Box | null
  readonly reserve: (box: Box) => void
  readonly free: (box: Box, air?: number) => boolean
}

export function createPlacer(bounds: Box, lines: readonly Line[], air = 3): Placer {
  const taken: Box[] = []
  const inside = (b: Box): boolean =>
    b.x >= bounds.x && b.y >= bounds.y && b.x + b.w <= bounds.x + bounds.w && b.y + b.h <= bounds.y + bounds.h
  const free = (box: Box, gap = air): boolean => !taken.some((t) => overlaps(box, t, gap))
  return {
    free,
    reserve: (box) => void taken.push(box),
    place: (candidates, alsoFree = () => true) => {
      for (const box of candidates) {
        if (!inside(box) || !free(box) || lines.some((line) => crosses(line, box, air)) || !alsoFree(box)) continue
        taken.push(box)
        return box
      }
      return null
    },
  }
}

/** Moves heights apart until each is at least `gap` from the next, as little as possible, inside [low, high]. Keeps the order given by height. */
export function spread(heights: readonly number[], gap: number, low: number, high: number): number[] {
  const order = heights.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y || a.i - b.i)
  // Blocks of touching labels share their mean shift (pool adjacent violators), so that none wanders further than it must.
  const blocks: { sum: number; n: number }[] = []
  for (const [k, item] of order.entries()) {
    blocks.push({ sum: item.y - k * gap, n: 1 })
    for (let last = blocks.at(-1), prev = blocks.at(-2); last && prev; last = blocks.at(-1), prev = blocks.at(-2)) {
      if (prev.sum / prev.n <= last.sum / last.n) break
      blocks.splice(-2, 2, { sum: prev.sum + last.sum, n: prev.n + last.n })
    }
  }
  const shifted = blocks.flatMap((b) => Array.from({ length: b.n }, () => b.sum / b.n))
  const roof = high - (order.length - 1) * gap
  const placed: number[] = Array.from({ length: heights.length }, () => 0)
  for (const [k, item] of order.entries()) {
    placed[item.i] = Math.max(low, Math.min(shifted[k] ?? item.y, Math.max(low, roof))) + k * gap
  }
  return placed
}
