import type { Database, KeyRing } from '@comptoir/db'
import type { Settings } from '../settings/index.ts'

/** The part of a logger that use cases call; pino's own shape. */
export type Log = Record<'info' | 'warn' | 'error', (detail: object, message: string) => void>

/** What a process of the house holds open while it runs; use cases take from it what a transaction cannot give. */
export type Services = {
  settings: Settings
  db: Database
  keys: KeyRing
  log: Log
}
