import { seedDemo } from '@comptoir/demo'
import { startHouse } from './house.ts'
import { runHouse } from './run-house.ts'

await runHouse((options) => startHouse({ ...options, seed: seedDemo }))
