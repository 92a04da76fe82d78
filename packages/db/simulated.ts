import type { Database } from './pools.ts'

/** A rehearsal's view of the database: one throw-away agency, at the instant that its clock shows. */
export type Simulation = { agencyId: string; now(): Temporal.Instant }

const simulations = new WeakMap<Database, Simulation>()

/**
 * The same pool as another database handle, on which every transaction is the rehearsal's: it opens no other agency, sees no other's deliveries, and its clock is the
 * simulated one. What is handed this handle cannot step out of it.
 */
export function simulate(db: Database, simulation: Simulation): Database {
  const own = db.withoutPlugins()
  simulations.set(own, simulation)
  return own
}

export const simulationOf = (db: Database): Simulation | null => simulations.get(db) ?? null
