export { holdDataFolder, prepareDataFolder, type HeldFolder } from './data-folder.ts'
export { startEmbedded, type EmbeddedServer, type EmbeddedSettings } from './server.ts'
export { clusterFolder, DATABASE, embeddedHome, runningInstance, startInstanceServer } from './instance.ts'
export { canReach, postgresAccount, type Account } from './account.ts'
