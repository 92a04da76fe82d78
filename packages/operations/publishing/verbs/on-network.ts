import { type AgencyTx, type Database, inAgency, jsonb, type KeyRing } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import type { Connector, Exchange, Failure, PublishedRef } from '@comptoir/connectors/sdk'
import { type Delivery, withdraw as domainWithdraw } from '@comptoir/domain/publishing'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { loseChannel, openChannels, type OpenChannel } from '../../channels/index.ts'
import type { Outside } from '../../connectors-ports/index.ts'
import { changed, record } from '../../shared/index.ts'
import type { StepRow } from '../ledger/gate-facts.ts'
import { readSteps } from '../ledger/settle.ts'
import { toldFailure } from '../ledger/close-attempts.ts'
import { saveMoves } from '../save-moves.ts'
import { lockDelivery } from './carry-out.ts'
import { isAddressOnly } from './unknown-steps.ts'

export type House = { db: Database; keys: KeyRing }
export type Who = { agencyId: string; actor: Actor }

type NotOnNetwork = Refused<
  'not-out' | 'network-cannot' | 'not-connected' | 'no-such-part' | 'changed-meanwhile' | 'by-hand'
>
export type OnNetwork<Done extends string> = { kind: Done } | { kind: 'failed'; failure: object } | NotOnNetwork

type Ready = {
  kind: 'ready'
  delivery: Delivery
  open: OpenChannel
  connector: Connector
  out: (StepRow & { ref: PublishedRef })[]
}

/** What is out of a delivery, and the way to it. Nothing is locked while the network is asked. */
async function readyToCall(house: House, who: Who, deliveryId: string): Promise<Ready | NotOnNetwork> {
  return inAgency(house.db, who.agencyId, async (tx) => {
    const delivery = await lockDelivery(tx, deliveryId)
    if (delivery.state !== 'published' && delivery.state !== 'partial') return refused('not-out')
    const { steps } = await readSteps(tx, deliveryId)
    const out = steps.flatMap((step) => (step.state === 'published' && step.ref ? [{ ...step, ref: step.ref }] : []))
    if (delivery.byHand || out.length === 0) return refused('by-hand')
    // Where a person gave an address, its name is not known: asked to delete it, the network would say that there is none.
    if (out.some(({ ref }) => isAddressOnly(ref))) return refused('network-cannot')
    const open = (await openChannels(tx, house.keys, [delivery.channelId])).get(delivery.channelId)
    const connector = open && connectorOf(open.network)
    if (!open || !connector) return refused('not-connected')
    return { kind: 'ready', delivery, open, connector, out }
  })
}

/** Deletes a post on its network, last part first. Safe to repeat: what is gone already counts as withdrawn. */
export async function withdrawDelivery(
  house: House,
  outside: Outside,
  who: Who,
  input: { deliveryId: string },
): Promise<OnNetwork<'withdrawn'>> {
  const ready = await readyToCall(house, who, input.deliveryId)
  if (ready.kind === 'refused') return ready
  const { connector, open, delivery } = ready
  if (!connector.withdraw) return refused('network-cannot')
  for (const step of ready.out.toReversed()) {
    const ports = outside.portsFor(who.agencyId, delivery.channelId)
    const startedAt = ports.clock.now()
    const answer = await connector.withdraw(ports, open.channel, step.ref)
    await inAgency(house.db, who.agencyId, (tx) =>
      note(tx, who, { delivery, stepId: step.id, kind: 'withdraw', startedAt, answer, exchanges: ports.exchanges }),
    )
    if (answer.kind !== 'withdrawn') return { kind: 'failed', failure: toldFailure(answer) }
  }
  return inAgency(house.db, who.agencyId, async (tx) => {
    const now = await lockDelivery(tx, delivery.id)
    const outcome = domainWithdraw(now)
    if (outcome.kind === 'refused') return outcome
    await saveMoves(tx, who.actor, [{ moved: outcome, fence: now.fence }])
    await tx.updateTable('deliveries').set({ next_metrics_at: null }).where('id', '=', delivery.id).execute()
    await record(
      tx,
      who.actor,
      'publishing.withdrawn',
      { kind: 'delivery', id: delivery.id },
      { before: { state: now.state, permalink: now.permalink } },
    )
    return { kind: 'withdrawn' }
  })
}

/** Mends the words of one part on the network. What was approved and sent stays in the record; the new words stand beside it. */
export async function mendDelivery(
  house: House,
  outside: Outside,
  who: Who,
  input: { deliveryId: string; part: number; text: string },
): Promise<OnNetwork<'mended'>> {
  const ready = await readyToCall(house, who, input.deliveryId)
  if (ready.kind === 'refused') return ready
  const { connector, open, delivery } = ready
  const step = ready.out.find(({ position }) => position === input.part)
  if (!step) return refused('no-such-part')
  if (!connector.edit) return refused('network-cannot')
  const ports = outside.portsFor(who.agencyId, delivery.channelId)
  const startedAt = ports.clock.now()
  const answer = await connector.edit(ports, open.channel, step.ref, { text: input.text, link: null, media: [] })
  return inAgency(house.db, who.agencyId, async (tx) => {
    await note(tx, who, {
      delivery,
      stepId: step.id,
      kind: 'edit',
      startedAt,
      answer,
      exchanges: ports.exchanges,
      text: input.text,
    })
    if (answer.kind !== 'edited') return { kind: 'failed', failure: toldFailure(answer) }
    await tx
      .updateTable('delivery_steps')
      .set({ ref: jsonb(answer.ref) })
      .where('id', '=', step.id)
      .execute()
    await record(
      tx,
      who.actor,
      'publishing.mended',
      { kind: 'delivery', id: delivery.id },
      { after: { part: input.part, text: input.text } },
    )
    await changed(tx, 'deliveries', delivery.id)
    return { kind: 'mended' }
  })
}

type Noted = {
  delivery: Delivery
  stepId: string
  kind: 'withdraw' | 'edit'
  startedAt: Temporal.Instant
  answer: { kind: 'withdrawn' } | { kind: 'edited'; ref: PublishedRef } | Failure
  exchanges: readonly Exchange[]
  text?: string
}

async function note(
  tx: AgencyTx,
  who: Who,
  { delivery, stepId, kind, startedAt, answer, exchanges, text }: Noted,
): Promise<void> {
  const failed = answer.kind !== 'withdrawn' && answer.kind !== 'edited'
  await tx
    .insertInto('delivery_attempts')
    .values({
      agency_id: tx.agencyId,
      delivery_id: delivery.id,
      step_id: stepId,
      kind,
      fence: delivery.fence,
      worker: who.actor.kind === 'member' ? who.actor.memberId : 'system',
      started_at: startedAt.toString(),
      ended_at: sql<Date>`clock_timestamp()`,
      outcome: answer.kind,
      detail: jsonb({
        exchanges,
        ...(failed ? { failure: toldFailure(answer) } : {}),
        ...(text === undefined ? {} : { text }),
      }),
    })
    .execute()
  if (answer.kind === 'credentials-lost') await loseChannel(tx, who.actor, delivery.channelId, 'credentials-lost')
}
