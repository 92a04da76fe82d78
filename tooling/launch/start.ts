import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Before anything else is loaded: from the second start on nothing is compiled again. Where it cannot be written it is only not quicker.
enableCompileCache(join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node'))
const [{ seedDemo }, { startHouse }, { runHouse }] = await Promise.all([
  import('@comptoir/demo'),
  import('./house.ts'),
  import('./run-house.ts'),
])
await runHouse((options) => startHouse({ ...options, seed: seedDemo }))
