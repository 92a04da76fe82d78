import type { Day } from '../shared/index.ts'
import type { Mandate } from './mandate.ts'

/** Where a mandate stands on a day. */
export function mandateOn(mandate: Pick<Mandate, 'startsOn' | 'endsOn'>, day: Day): 'ahead' | 'in-force' | 'over' {
  if (day < mandate.startsOn) return 'ahead'
  return day <= mandate.endsOn ? 'in-force' : 'over'
}

/** The mandate under which something done on a day falls: the one in force that began last. */
export function mandateInForce<M extends Pick<Mandate, 'startsOn' | 'endsOn'>>(
  mandates: readonly M[],
  day: Day,
): M | null {
  const inForce = mandates.filter((mandate) => mandateOn(mandate, day) === 'in-force')
  return inForce.toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1))[0] ?? null
}
