import { join } from 'node:path'
import { startHouse } from '../house.ts'
import { runHouse } from '../run-house.ts'

const program = (name: string) => join(import.meta.dirname, `${name}.ts`)
const programs = {
  api: program('broken-api'),
  worker: program('stand-in-worker'),
  simulator: program('stand-in-simulator'),
}

await runHouse((options) => startHouse({ ...options, programs, pages: false }))
