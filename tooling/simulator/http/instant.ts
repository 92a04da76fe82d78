let origin = performance.timeOrigin

/** Epoch milliseconds with fractions: the monotonic clock, brought back to the wall clock when that was set. */
export const instant = (): number => {
  const now = origin + performance.now()
  const wall = Date.now()
  if (Math.abs(wall - now) < 3) return now
  origin += wall - now
  return wall
}
