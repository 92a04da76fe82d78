import type { AgencyTx } from '@comptoir/db'
import type { AuditVerb } from '@comptoir/domain/agency'
import type { Actor } from '@comptoir/domain/shared'

export type Subject = { kind: string; id: string }

/** Writes who did what to which thing, in the transaction that does it. Secrets never belong in `before` or `after`. */
export async function record(
  tx: AgencyTx,
  actor: Actor,
  verb: AuditVerb,
  subject: Subject,
  change: { before?: unknown; after?: unknown } = {},
): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      agency_id: tx.agencyId,
      actor: JSON.stringify(actor),
      verb,
      subject_kind: subject.kind,
      subject_id: subject.id,
      before: change.before === undefined ? null : JSON.stringify(change.before),
      after: change.after === undefined ? null : JSON.stringify(change.after),
    })
    .execute()
}
