import type { AgencyTx } from '@comptoir/db'
import {
  backAsBefore,
  type Before,
  type DecideUncertain,
  decideAbsent,
  decideThere,
  type Delivery,
  type Found,
} from '@comptoir/domain/publishing'
import { type Actor, refused } from '@comptoir/domain/shared'
import { beforeRestore } from '../before-restore.ts'
import { firstMetricsAt } from '../ledger/metrics-schedule.ts'
import { follow, readSteps } from '../ledger/settle.ts'
import { realign } from '../realign.ts'
import { carryOut, lockDelivery } from './carry-out.ts'
import { shownPost } from './shown-post.ts'
import { isAddressOnly, setUnknownSteps } from './unknown-steps.ts'

/**
 * A person looked at the account: it is there, or it is not. Two who decide at once are told apart by the row's lock and the fence that they saw: the first decides, the other is told. Nothing
 * is sent here but the rest of what is known to be out.
 */
export async function decideUncertain(tx: AgencyTx, actor: Actor, input: DecideUncertain) {
  const delivery = await lockDelivery(tx, input.deliveryId)
  if (delivery.state !== 'uncertain') return refused('not-uncertain')
  if (delivery.fence !== input.fence) return refused('changed-meanwhile')
  return input.found === 'absent' ? ruleAbsent(tx, actor, delivery) : ruleThere(tx, actor, delivery, input)
}

async function ruleAbsent(tx: AgencyTx, actor: Actor, delivery: Delivery) {
  const before = await beforeRestore(tx, delivery)
  if (before) return ruledAsBefore(tx, actor, delivery, before)
  const { first } = await stepsOf(tx, delivery)
  const outcome = decideAbsent(delivery, first)
  const done = await carryOut(tx, actor, 'publishing.person-ruled-absent', delivery, outcome)
  if (done.kind === 'done') await setUnknownSteps(tx, delivery.id, 'waiting', null)
  return done
}

async function ruleThere(
  tx: AgencyTx,
  actor: Actor,
  delivery: Delivery,
  input: Extract<DecideUncertain, { found: 'there' }>,
) {
  const { first, rest } = await stepsOf(tx, delivery)
  const shown = await shownPost(tx, input)
  const { permalink } = input
  const ref = shown?.ref ?? { remoteId: permalink, permalink, data: null }
  const now = await tx.now()
  const at = shown?.at ?? delivery.sendingAt ?? now
  const remoteId = isAddressOnly(ref) ? null : ref.remoteId
  const onlyComment = rest.every(({ kind }) => kind === 'first-comment')
  const outcome = decideThere(delivery, first ?? { remoteId, permalink: ref.permalink ?? permalink, at }, onlyComment)
  const done = await carryOut(tx, actor, 'publishing.person-found', delivery, outcome, {
    permalink: ref.permalink ?? permalink,
  })
  if (done.kind !== 'done' || outcome.kind !== 'moved') return done
  await setUnknownSteps(tx, delivery.id, 'published', ref, at)
  await firstMetricsAt(tx, [delivery.id])
  // What follows answers it by its name: an address alone names nothing to the network.
  if (rest.length > 0 && remoteId !== null)
    await follow(tx, actor, outcome.delivery, { onlyComment, now, cause: 'person-found' })
  return done
}

/** Only a restore had put it in doubt: it is again what it was, and waits for its own instant. */
async function ruledAsBefore(tx: AgencyTx, actor: Actor, delivery: Delivery, before: Before) {
  const back = backAsBefore(delivery, before, 'person-ruled-absent', await tx.now())
  const outcome = await carryOut(tx, actor, 'publishing.person-ruled-absent', delivery, back)
  if (outcome.kind === 'done') await realign(tx, actor, delivery.id)
  return outcome
}

/** The first part, when it is known to be out, and the steps after the one in doubt. */
async function stepsOf(tx: AgencyTx, delivery: Delivery) {
  const { steps } = await readSteps(tx, delivery.id)
  const unknown = steps.findIndex(({ state }) => state === 'sending' || state === 'uncertain')
  const ref = unknown > 0 ? (steps[0]?.ref ?? null) : null
  const at = delivery.publishedAt ?? delivery.sendingAt ?? (await tx.now())
  const first: Found | null = ref && {
    remoteId: isAddressOnly(ref) ? null : ref.remoteId,
    permalink: ref.permalink,
    at,
  }
  return { first, rest: unknown < 0 ? [] : steps.slice(unknown + 1) }
}
