// Backups of the embedded database: one sealed file, whole or not at all.
export { makeBackup, type BackupMade, type BackupOrder } from './make-backup.ts'
export { stageRestore, type RestoreOrder, type Staged } from './restore-backup.ts'
export type { Unlock } from './sealed-stream.ts'
