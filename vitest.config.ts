import { defineConfig } from 'vitest/config'

const shared = { environment: 'node' as const, testTimeout: 20_000, hookTimeout: 30_000 }
const leftOut = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'pure',
          include: [
            'packages/{domain,connectors,reporting}/**/*.test.ts',
            'tooling/simulator/**/*.test.ts',
            'tooling/chaos/{judge,schedule}/**/*.test.ts',
            'apps/admin/**/*.test.ts',
          ],
          exclude: leftOut,
        },
      },
      {
        test: {
          ...shared,
          name: 'database',
          include: [
            'packages/{db,operations}/**/*.test.ts',
            'apps/{api,worker,cli}/**/*.test.ts',
            'tooling/{bench,checks,demo,e2e,launch}/**/*.test.ts',
            'tooling/chaos/*.test.ts',
          ],
          exclude: leftOut,
          // One PostgreSQL for the run; each test file clones its template.
          globalSetup: './packages/db/testing/global-setup.ts',
        },
      },
    ],
  },
})
