/** The numbered points of the machine, as the worker names them (`comptoir:dispatch`), in the order of a delivery's way. */
export const POINTS = [
  'before-claim',
  'claimed',
  'prepared',
  'before-gate',
  'gate-before-commit',
  'gate-passed',
  'before-call',
  'calling',
  'answered',
  'advance-before-commit',
  'advanced',
  'before-writing',
  'writing-before-commit',
  'written',
  'before-reading-back',
  'read-back',
  'settling-before-commit',
  'settled',
] as const

/** Where a process is frozen for longer than its lease: before the gate, in it, between it and the first byte, after the answer. */
export const FREEZING_POINTS = [
  'before-gate',
  'gate-before-commit',
  'gate-passed',
  'answered',
  'before-writing',
] as const
