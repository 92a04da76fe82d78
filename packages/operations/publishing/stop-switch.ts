import type { AgencyTx } from '@comptoir/db'
import type { Attempt } from '@comptoir/domain/countdown'
import { type HeldBecause, hold, release } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { targetOf } from './align.ts'
import { currentAttempt, DELIVERY_COLUMNS, placeOf, TIMING_COLUMNS, toDelivery } from './delivery-rows.ts'
import { type Change, type DeliveryRef, refOf, saveMoves } from './save-moves.ts'
import { tellOfHeld } from './tell-of-held.ts'

/** Null: the whole agency. */
export type StopOf = { clientId: string | null }

/**
 * Holds all of a client (or of the agency). The caller has set `stopped_at` on the client's (the agency's) row in this transaction: that lock is what makes
 * the stop strict, since the gate shares it. Ask `outOfHand` after the commit.
 */
export async function holdForStopSwitch(tx: AgencyTx, actor: Actor, { clientId }: StopOf): Promise<DeliveryRef[]> {
  let query = tx
    .selectFrom('deliveries')
    .innerJoin('posts', (join) =>
      join.onRef('posts.agency_id', '=', 'deliveries.agency_id').onRef('posts.id', '=', 'deliveries.post_id'),
    )
    .select(DELIVERY_COLUMNS)
    .where('deliveries.state', 'in', ['scheduled', 'claimed'])
    .orderBy('deliveries.id')
    .forUpdate('deliveries')
  if (clientId) query = query.where('posts.client_id', '=', clientId)
  const changes: Change[] = []
  const stopped: DeliveryRef[] = []
  for (const row of await query.execute()) {
    const delivery = toDelivery(row)
    const outcome = hold(delivery, 'stop-switch', 'stop-switch-on')
    if (outcome.kind === 'refused') continue
    changes.push({ moved: outcome, fence: delivery.fence })
    stopped.push(refOf(delivery))
  }
  await saveMoves(tx, actor, changes)
  tx.wake('comptoir_dispatch')
  return stopped
}

/**
 * Lets go what the stop switch kept back: each at its instant, what is too late by then is held as such. What the other switch still keeps stays held.
 * The caller has locked the agency's row before the client's.
 */
export async function releaseFromStopSwitch(tx: AgencyTx, actor: Actor, { clientId }: StopOf): Promise<DeliveryRef[]> {
  const agency = await tx.selectFrom('agencies').select('stopped_at').forShare().executeTakeFirst()
  if (agency?.stopped_at) return []
  // Locked, so that two switches that are lifted at once do not each leave the posts to the other.
  let clients = tx.selectFrom('clients').select(['id', 'stopped_at']).orderBy('id').forShare()
  if (clientId) clients = clients.where('id', '=', clientId)
  const stopped = (await clients.execute()).flatMap(({ id, stopped_at: at }) => (at ? id : []))
  return releaseHeld(tx, actor, { because: ['stop-switch'], clientId, except: stopped })
}

/** After a channel was connected again: lets go what waited for it. */
export async function releaseChannel(tx: AgencyTx, actor: Actor, channelId: string): Promise<DeliveryRef[]> {
  return releaseHeld(tx, actor, { because: ['credentials-lost', 'channel-disconnected'], channelId })
}

type HeldScope = {
  because: readonly HeldBecause[]
  clientId?: string | null
  except?: readonly string[]
  channelId?: string
}

async function releaseHeld(tx: AgencyTx, actor: Actor, scope: HeldScope): Promise<DeliveryRef[]> {
  let query = tx
    .selectFrom('deliveries')
    .innerJoin('posts', (join) =>
      join.onRef('posts.agency_id', '=', 'deliveries.agency_id').onRef('posts.id', '=', 'deliveries.post_id'),
    )
    .select(DELIVERY_COLUMNS)
    .select(TIMING_COLUMNS)
    .where('deliveries.state', '=', 'held')
    .where('deliveries.held_because', 'in', [...scope.because])
    .orderBy('deliveries.id')
    .forUpdate('deliveries')
  if (scope.clientId) query = query.where('posts.client_id', '=', scope.clientId)
  if (scope.except?.length) query = query.where('posts.client_id', 'not in', [...scope.except])
  if (scope.channelId) query = query.where('deliveries.channel_id', '=', scope.channelId)
  const rows = await query.execute()
  const attempts = new Map<string, Attempt | null>()
  const now = await tx.now()
  const changes: Change[] = []
  const released: DeliveryRef[] = []
  const kept: (DeliveryRef & { fence: number; because: HeldBecause })[] = []
  for (const row of rows) {
    const delivery = toDelivery(row)
    const { eventId } = delivery
    if (eventId && !attempts.has(eventId)) attempts.set(eventId, await currentAttempt(tx, eventId))
    const attempt = (eventId && attempts.get(eventId)) || null
    const target = targetOf(delivery, { ...placeOf(row), attempt, now })
    const outcome = release(delivery, target.dueAt, 'release-asked')
    if (outcome.kind === 'refused') continue
    if (target.held) {
      changes.push({
        moved: { ...outcome, delivery: { ...outcome.delivery, state: 'held', heldBecause: target.held } },
        fence: delivery.fence,
      })
      kept.push({ ...refOf(delivery), fence: outcome.delivery.fence, because: target.held })
      continue
    }
    changes.push({ moved: outcome, fence: delivery.fence })
    released.push(refOf(delivery))
  }
  await saveMoves(tx, actor, changes)
  await tellOfHeld(tx, kept)
  tx.wake('comptoir_dispatch')
  return released
}
