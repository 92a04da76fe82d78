export { type RestoredBecause } from './judge.ts'
export { meetDatabase, type Meeting, type Met, sayMoved, sayRestored } from './meet.ts'
export { leaveNote, type RestoreNote } from './outside.ts'
export { World, type WorldOptions } from './world.ts'
