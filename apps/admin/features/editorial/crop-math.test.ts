import { describe, expect, test } from 'vitest'
import { aspectOf, isWhole, largest, moved, resized, shapesFor, type Crop } from './crop-math.ts'

const WIDE = { width: 2400, height: 1000 }

const isInside = (crop: Crop) =>
  crop.x >= 0 &&
  crop.y >= 0 &&
  crop.width > 0 &&
  crop.height > 0 &&
  crop.x + crop.width <= 1 &&
  crop.y + crop.height <= 1

describe('a frame on a picture', () => {
  test('is the largest of its shape, in the middle', () => {
    expect(largest(WIDE, 1, null)).toEqual({ x: 0.2916, y: 0, width: 0.4166, height: 1 })
    expect(aspectOf(WIDE, largest(WIDE, 1, null))).toBeCloseTo(1, 2)
    expect(isWhole(largest(WIDE, 2.4, null))).toBe(true)
  })

  test('stays around what it showed when its shape changes', () => {
    const right = moved(largest(WIDE, 1, null), 1, 0)
    expect(right.x).toBeCloseTo(1 - right.width, 3)
    expect(largest(WIDE, 4 / 5, right).x).toBeGreaterThan(0.5)
  })

  test('offers only the shapes that the network takes', () => {
    expect(shapesFor({ minAspect: 0.8, maxAspect: 1.91 }).map(({ id }) => id)).toEqual(['1.91:1', '16:9', '1:1', '4:5'])
    expect(shapesFor(null)).toHaveLength(5)
  })

  test.each([
    [2400, 1000],
    [1000, 2400],
    [7, 9000],
    [1, 1],
  ])('never leaves a picture of %i × %i', (width, height) => {
    for (const aspect of [1.91, 1, 0.8, 0.5625]) {
      let crop = largest({ width, height }, aspect, null)
      for (const [right, by] of [
        [0.7, 0.5],
        [-2, 3],
        [0.01, 1.1],
        [2, 0.1],
        [-0.3, 4],
      ] as const) {
        crop = resized(moved(crop, right, -right), by)
        expect(isInside(crop)).toBe(true)
      }
    }
  })
})
