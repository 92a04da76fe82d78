import { inAgency, inDispatch } from '@comptoir/db'
import { closeDays } from '@comptoir/operations/evidence'
import type { Task } from 'graphile-worker'
import type { Desk } from '../dispatch/desk.ts'

/**
 * Closes the days that are over, agency by agency. The log keeps each hash outside the database: what is rewritten there later, checkpoints
 * included, does not come to the same one.
 */
export function closeEvidenceTask(desk: Desk): Task {
  const { db, log } = desk.services
  return async () => {
    const agencies = await inDispatch(db, (tx) => tx.selectFrom('agencies').select('agency_id').execute())
    for (const { agency_id: agencyId } of agencies) {
      const closed = await inAgency(db, agencyId, closeDays)
      for (const day of closed) log.info({ agencyId, ...day }, 'evidence of a day closed')
    }
  }
}
