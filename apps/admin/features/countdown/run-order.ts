import { type Inputs, type Outputs, trpcClient } from '../../data/trpc.ts'
import { m } from '../../words.ts'

/** An order as the server takes it, for its preview and for its commit. */
export type EventOrder = Inputs['countdown']['preview']
export type Preview = Extract<Outputs['countdown']['preview'], { kind: 'preview' }>
export type Decision = NonNullable<Inputs['countdown']['slip']['decisions']>[number]
export type OrderOutcome = Outputs['countdown']['slip'] | Outputs['countdown']['hold']
export type StopLists = Extract<Outputs['countdown']['hold'], { kind: 'changed' }>['lists']
type Why = Extract<OrderOutcome, { kind: 'refused' }>['why']

/** Sends an order with the fingerprint of what was shown. A hold carries none: it must not wait for a second look. */
export function runOrder(order: EventOrder, fingerprint: string, decisions: Decision[]): Promise<OrderOutcome> {
  const shown = { fingerprint, decisions }
  const { countdown } = trpcClient
  switch (order.verb) {
    case 'go':
      return countdown.go.mutate({ ...order, ...shown })
    case 'hold':
      return countdown.hold.mutate({ ...order, fingerprint: null, decisions })
    case 'slipped':
      return countdown.slip.mutate({ ...order, ...shown })
    case 'scrubbed':
      return countdown.scrub.mutate({ ...order, ...shown })
    case 'launched':
      return countdown.launched.mutate({ ...order, ...shown })
    case 'resumed':
      return countdown.resume.mutate({ ...order, ...shown })
    case 'closed':
      return countdown.close.mutate({ ...order, ...shown })
    case 'attempt-opened':
      return countdown.openAttempt.mutate({ ...order, ...shown })
    case 't0-set':
      return countdown.setT0.mutate({ ...order, ...shown })
  }
}

/** Why an order was refused, in the reader's words. */
export function whyWord(why: Why): string {
  return m[`countdown.why.${why}`]()
}
