export { openTestApi, type TestApi, type Person } from './test-api.ts'
export { type Ids, plantWorld } from './world.ts'
