export { startHouse, type House, type HouseOptions, type Programs, type Seed, type SeedInput } from './house.ts'
export { sayOnStdout, type Say } from './progress.ts'
