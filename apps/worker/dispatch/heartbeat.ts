import { inDispatch } from '@comptoir/db'
import { atTheLedger, extendLeases } from '@comptoir/operations/publishing'
import type { Desk } from './desk.ts'

/** Says that this process lives, how far its clock is off, and that it still waits for the answers it waits for. */
export async function beat(desk: Desk, flying: ReadonlyMap<string, string>): Promise<void> {
  const { services, worker, clock } = desk
  await clock.sample(services.db)
  await inDispatch(services.db, (tx) =>
    tx
      .insertInto('workers')
      .values({ id: worker, clock_offset_ms: clock.offset() })
      .onConflict((clash) =>
        clash
          .column('id')
          .doUpdateSet({ seen_at: new Date(clock.now()), clock_offset_ms: clock.offset(), stopped_at: null }),
      )
      .execute(),
  )
  const agencies = Map.groupBy(flying.entries(), ([, agencyId]) => agencyId)
  for (const [agencyId, own] of agencies) {
    await atTheLedger(services.db, agencyId, (tx) =>
      extendLeases(
        tx,
        worker,
        own.map(([id]) => id),
      ),
    )
  }
}

export async function farewell(desk: Desk): Promise<void> {
  await inDispatch(desk.services.db, (tx) =>
    tx
      .updateTable('workers')
      .set({ stopped_at: new Date(desk.clock.now()) })
      .where('id', '=', desk.worker)
      .execute(),
  )
}
