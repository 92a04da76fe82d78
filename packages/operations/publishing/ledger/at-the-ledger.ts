import { type AgencyTx, type Database, inAgency } from '@comptoir/db'

/** A transaction of dispatch: it writes few rows of the ledger, each named by key, and may not be late because a plan is. */
export const atTheLedger = <T>(db: Database, agencyId: string, work: (tx: AgencyTx) => Promise<T>): Promise<T> =>
  inAgency(db, agencyId, work, { byKey: true })
