import { openKeyRing } from '@comptoir/db'
import { readSettings } from '@comptoir/operations/settings'
import { seedDemo } from '../index.ts'

// Begins to tell the story, and is killed at a line of it: what a power cut leaves behind.
const { OWNER_URL = '', SIMULATOR = '', KILLED_AT = '' } = process.env
const settings = readSettings(process.env)
const keys = await openKeyRing({ dataDir: settings.dataDir, masterKey: settings.masterKey ?? undefined })
const say = (line: string) => {
  if (line.includes(KILLED_AT)) process.kill(process.pid, 'SIGKILL')
}
await seedDemo({ settings, ownerUrl: OWNER_URL, keys, simulatorUrl: SIMULATOR, say })
