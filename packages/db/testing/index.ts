export { cloneDatabase, type TestDatabase } from './database.ts'
export { startTestServer, TEMPLATE, type TestServer } from './server.ts'
export { createTestDatabase } from './vitest.ts'
