import { connecting } from './connecting.ts'
import { faults } from './faults.ts'
import { figures } from './figures.ts'
import { hostility } from './hostile.ts'
import { media } from './media.ts'
import { publishing } from './publishing.ts'
import { recent } from './recent.ts'
import type { Clause } from './stage.ts'

/** Every clause of the contract, in the order in which a newcomer meets them. */
export const clauses: readonly Clause[] = [
  ...connecting,
  ...publishing,
  ...recent,
  ...media,
  ...faults,
  ...hostility,
  ...figures,
]

export { checkManifest, ManifestSchema } from './manifest-schema.ts'
export type { Arrival, Clause, Fault, FaultKind, Stage, StageChannel, StagePorts } from './stage.ts'
