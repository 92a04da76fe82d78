export { openTestApi, type TestApi, type Person } from './test-api.ts'
