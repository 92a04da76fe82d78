export { armPost, type Armed, disarmPost, type Disarmed, lockForEdit } from './arm-post.ts'
export { type AnchoredMove, holdAnchored, moveAnchored, realignPost, releaseAnchored } from './move-anchored.ts'
export { type AlreadyOut, outOfHand, type OutOfHand, type Stopped, type StopScope } from './out-of-hand.ts'
export { type OutOnWire, stopAnswer, type StopAnswer, type StoppedOnWire } from './stop-answer.ts'
export { holdForStopSwitch, releaseChannel, releaseFromStopSwitch, type StopOf } from './stop-switch.ts'
export { type Change, type DeliveryRef, saveMoves } from './save-moves.ts'
export { tellOfHeld } from './tell-of-held.ts'
export { tellOfDeliveries } from './tell-of-deliveries.ts'
export { type GateMark, markPassage } from './ledger/gate-mark.ts'
export {
  currentAttempt,
  DELIVERY_COLUMNS,
  dueOf,
  placeOf,
  TIMING_COLUMNS,
  toAttempt,
  toDelivery,
  toOffer,
  toTiming,
} from './delivery-rows.ts'
export { fillingOf } from './filling.ts'
export { atTheLedger } from './ledger/at-the-ledger.ts'
export { byAgency, claimDue, type Claimed } from './ledger/claim-due.ts'
export { advance, closeAttempts, type Closing, toldFailure } from './ledger/close-attempts.ts'
export { endDeliveryAlerts } from './ledger/end-alerts.ts'
export { type Delayed, delayClaims } from './ledger/delay-claims.ts'
export { enterSending, type GateAnswer, type Order, type Passage } from './ledger/enter-sending.ts'
export { loadContents, type StoredPicture, type VariantContent } from './ledger/load-contents.ts'
export { firstMetricsAt, nextReading } from './ledger/metrics-schedule.ts'
export { holdUnprepared, notePreparation, type Readied, savePrepared } from './ledger/save-prepared.ts'
export { claimSettlements, type ReadBack, readSteps, recordSettlement, type ToSettle } from './ledger/settle.ts'
export { extendLeases, giveBack, releaseExpiredLeases, remindByHand, watch } from './ledger/sweep.ts'
export { realign } from './realign.ts'
export { holdForChannel } from './hold-channel.ts'
export { countDeliveries, type DeliveryLine, ListDeliveries, listDeliveries } from './queries.ts'
export { type By, type DeliveryPage, getDelivery, type Happening } from './read-delivery.ts'
export { mendDelivery, type OnNetwork, withdrawDelivery } from './verbs/on-network.ts'
export type { Ordered } from './verbs/carry-out.ts'
export { OrderComment, orderComment } from './verbs/comment.ts'
export { decideUncertain } from './verbs/decide.ts'
export { type Look, lookAtAccount, type SeenPost } from './verbs/look-at-account.ts'
export { cancelDelivery, postedByHand, publishNow, publishPostNow, retryNow, sendAgain } from './verbs/orders.ts'
