import { join } from 'node:path'
import { startHouse } from '../house.ts'
import { runHouse } from '../run-house.ts'

const program = (name: string) => join(import.meta.dirname, `stand-in-${name}.ts`)
const programs = { api: program('api'), worker: program('worker'), simulator: program('simulator') }

await runHouse((options) => startHouse({ ...options, programs, pages: false }))
