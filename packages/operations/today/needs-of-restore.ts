import type { AgencyTx } from '@comptoir/db'
import { openRestore } from '../restore/index.ts'
import type { Need } from './need.ts'

/** A database that came back from a backup is one line, not one for each delivery that is read back. */
export async function needsOfRestore(tx: AgencyTx): Promise<Need[]> {
  const restore = await openRestore(tx)
  if (!restore) return []
  const { reading, toDecide, out, absent, late } = restore.counts
  return [
    {
      id: 'restored',
      kind: 'restored',
      at: (restore.backup_at ?? restore.known_until).toISOString(),
      path: '/restored',
      who: null,
      networks: [],
      reading,
      toDecide,
      out,
      absent: absent + late,
    },
  ]
}
