// The database's public face. Tenants' rows: inAgency. Routing across agencies: inDispatch. A person before an agency: asPerson.
export { asPerson, inAgency, inDispatch, type AgencyOptions, type AgencyTx, type DispatchTx } from './in-agency.ts'
export { announce, announced, listen, type Channel, type Listener, type ListenSettings } from './live.ts'
export { JobsPool } from './jobs-pool.ts'
export { openPools, type Database, type Pools, type PoolSettings } from './pools.ts'
export {
  addKey,
  deriveSecret,
  deriveSecrets,
  forgetOldKeys,
  openKeyRing,
  ringOf,
  type KeyRing,
  type KeySource,
  type MasterKey,
} from './keys.ts'
export { open, openText, rewrap, seal, SealError, sealedWith, type SealedPlace } from './seal.ts'
export { jsonb } from './jsonb.ts'
export { simulate, type Simulation } from './simulated.ts'
export { countByKey, rewrapAll } from './rotate.ts'
export { StartRefused } from './start-refused.ts'
export { connectOwner, pendingMigrations, upgrade, type Upgraded, type UpgradeSettings } from './upgrade.ts'
export type { DB, JsonValue } from './schema.generated.ts'
