import { decideUncertain } from '@comptoir/operations/publishing'
import { ruleAbsent } from '@comptoir/operations/restore'
import type { SimulatorControl } from '@comptoir/simulator'
import { sql } from 'kysely'
import type { RestorableHouse } from '../house/restorable.ts'
import { readText } from './text.ts'

type Waiting = { id: string; fence: number }

/** A person decides what stands before them, by what the accounts show: it is there, or it is not. */
export async function decideBySight(
  { database, room }: RestorableHouse,
  networks: SimulatorControl,
  numbers: ReadonlyMap<string, number>,
): Promise<{ there: number; absent: number }> {
  const { rows } = await sql<Waiting>`
    select d.id, d.fence from deliveries d where d.state = 'uncertain' and d.settle_at is null
      and not exists (select from restored_deliveries r where r.delivery_id = d.id and r.read_at is not null)`.execute(
    database.root,
  )
  if (rows.length === 0) return { there: 0, absent: 0 }
  const urls = new Map<number, string>()
  for (const { text, url } of (await networks.arrivals()).arrivals) {
    const told = readText(text)
    if (told?.step === 0 && !urls.has(told.n)) urls.set(told.n, url)
  }
  const absent: { deliveryId: string; fence: number }[] = []
  let there = 0
  for (const { id: deliveryId, fence } of rows) {
    const permalink = urls.get(numbers.get(deliveryId) ?? -1)
    if (permalink === undefined) absent.push({ deliveryId, fence })
    else {
      const seen = { deliveryId, fence, found: 'there' as const, permalink, remoteId: null }
      const outcome = await room.work((tx) => decideUncertain(tx, room.reviewer, seen))
      if (outcome.kind === 'done') there += 1
    }
  }
  const { decided } = await room.work((tx) => ruleAbsent(tx, room.reviewer, { deliveries: absent }))
  return { there, absent: decided }
}
