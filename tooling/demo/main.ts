import { announced, openKeyRing, openPools } from '@comptoir/db'
import { readSettings } from '@comptoir/operations/settings'
import { createSimulatorControl } from '@comptoir/simulator'
import { tellStory } from './tell-story.ts'

// Tells the story and ends: the pictures and the forms that it takes are not carried along by the house for the rest of its days.
let told = false
process.on('disconnect', () => process.exit(told ? 0 : 1))

const { SIMULATOR_URL = '', STORY_NOW = '' } = process.env
const settings = readSettings(process.env)
const ownerUrl = settings.databaseUrl ?? ''
const keys = await openKeyRing({ dataDir: settings.dataDir, masterKey: settings.masterKey ?? undefined })
const directUrl = settings.directUrl ?? undefined
const pools = openPools({ ownerUrl, directUrl, keys, application: 'comptoir demo', runtimeMax: 2, authMax: 6 })
await tellStory({
  pools,
  keys,
  ownerUrl,
  settings,
  control: createSimulatorControl(SIMULATOR_URL),
  now: Temporal.Instant.from(STORY_NOW),
  say: (line) => void process.stdout.write(`${line}\n`),
})
await announced(pools.db)
await pools.end()
told = true
process.disconnect?.()
