import { startHouse } from './house.ts'
import { runHouse } from './run-house.ts'

await runHouse(startHouse)
