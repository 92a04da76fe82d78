import { cloneDatabase, type TestDatabase } from './database.ts'
import type { TestServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

/** In a test file: `const test = await createTestDatabase()` in beforeAll, `await test.close()` in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  // Imported late: the bench and the end-to-end runs use this folder outside vitest.
  const { inject } = await import('vitest')
  return cloneDatabase(inject('testServer'))
}
