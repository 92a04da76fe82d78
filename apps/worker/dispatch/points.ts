import { channel } from 'node:diagnostics_channel'

/** Where on a delivery's way a process may be when it dies or freezes, in order. */
export type Point =
  | 'before-claim'
  | 'claimed'
  | 'prepared'
  | 'before-gate'
  | 'gate-before-commit'
  | 'gate-passed'
  | 'before-call'
  | 'calling'
  | 'answered'
  | 'advance-before-commit'
  | 'advanced'
  | 'before-writing'
  | 'writing-before-commit'
  | 'written'
  | 'before-reading-back'
  | 'read-back'
  | 'settling-before-commit'
  | 'settled'

const points = channel('comptoir:dispatch')

/** Says that dispatch has come so far. In a house at work nobody listens and nothing happens; the chaos run ends or freezes the process here. */
export const reach = (point: Point): void => points.publish(point)
