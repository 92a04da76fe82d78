import type { MediaStore } from '@comptoir/operations/editorial'
import type { Outside } from '@comptoir/operations/connectors-ports'
import type { World } from '@comptoir/operations/restore'
import type { Services } from '@comptoir/operations/services'
import type { Clock } from './clock.ts'

/** What every part of dispatch works with. */
export type Desk = {
  services: Services
  outside: Outside
  clock: Clock
  media: MediaStore
  /** Tells this database from one that came back from a backup. */
  world: World
  /** This process, as the ledger names it. */
  worker: string
}
