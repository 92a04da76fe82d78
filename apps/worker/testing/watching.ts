import type { Newsroom } from '@comptoir/operations/testing'

const COLUMNS = [
  'state',
  'permalink',
  'held_because',
  'failure',
  'cause',
  'tries',
  'due_at',
  'fence',
  'settle_at',
] as const

export async function rowOf(room: Newsroom, deliveryId: string) {
  return room.work((tx) =>
    tx.selectFrom('deliveries').select(COLUMNS).where('id', '=', deliveryId).executeTakeFirstOrThrow(),
  )
}

/** Waits for the state itself, and tells how the delivery stands when it never comes. */
export async function until(room: Newsroom, deliveryId: string, state: string, ms = 10_000) {
  const end = performance.now() + ms
  for (;;) {
    const row = await rowOf(room, deliveryId)
    if (row.state === state) return row
    if (performance.now() > end) {
      const attempts = await room.work((tx) =>
        tx
          .selectFrom('delivery_attempts')
          .select(['kind', 'outcome', 'detail'])
          .where('delivery_id', '=', deliveryId)
          .execute(),
      )
      throw new Error(`not ${state} after ${ms} ms: ${JSON.stringify({ row, attempts }).slice(0, 3000)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export const inMs = (ms: number) => ({ kind: 'fixed', at: Temporal.Now.instant().add({ milliseconds: ms }) }) as const

export const noticesOf = (room: Newsroom, subjectId: string) =>
  room.work((tx) => tx.selectFrom('notices').select(['kind', 'detail']).where('subject_id', '=', subjectId).execute())

export const attemptsOf = (room: Newsroom, deliveryId: string) =>
  room.work((tx) =>
    tx
      .selectFrom('delivery_attempts')
      .select(['kind', 'outcome', 'started_at', 'ended_at', 'detail'])
      .where('delivery_id', '=', deliveryId)
      .orderBy('id')
      .execute(),
  )
