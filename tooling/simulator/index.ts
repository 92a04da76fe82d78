export { startSimulator, type Simulator, type StartOptions } from './client/start.ts'
export {
  ControlRefused,
  createSimulatorControl,
  type ArrivalList,
  type ArrivalQuery,
  type Credentials,
  type NewAccount,
  type NewFault,
  type PastPost,
  type SimulatedAccount,
  type SimulatedPost,
  type SimulatorControl,
} from './client/control.ts'
export type { Fault, FaultKind, FaultOptions } from './core/faults.ts'
export type { CallRecord } from './core/calls.ts'
export { networks, type App, type Arrival, type ArrivalKind, type Figures, type Network } from './core/types.ts'
