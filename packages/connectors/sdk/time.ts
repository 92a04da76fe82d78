/** The first of several instants; null when there is none. */
export function earliest(instants: Iterable<Temporal.Instant>): Temporal.Instant | null {
  let first: Temporal.Instant | null = null
  for (const at of instants) {
    if (first === null || Temporal.Instant.compare(at, first) < 0) first = at
  }
  return first
}
