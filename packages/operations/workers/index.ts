export { CLOCK_BOUND_MS, readWorkers, SILENCE_SECONDS, type Workers, type WorkerSeen } from './read-workers.ts'
export { StandIn } from './stand-in.ts'
export { agenciesOf, WorkersWatch } from './tell-of-workers.ts'
