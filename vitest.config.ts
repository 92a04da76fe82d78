import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const shared = { environment: 'node' as const, testTimeout: 20_000, hookTimeout: 30_000 }
const leftOut = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  test: {
    // Vitest would leave one core free and so, on two, run file after file, each of which mostly waits for a process, a clock or a network.
    maxWorkers: Math.min(Math.max(2, availableParallelism()), 4),
    projects: [
      {
        test: {
          ...shared,
          name: 'rules',
          include: ['packages/{domain,reporting}/**/*.test.ts', 'apps/admin/**/*.test.ts'],
          exclude: leftOut,
          globalSetup: './apps/admin/scripts/words.ts',
          // Functions of data: nothing of one file reaches the next, and what they import is read once instead of for each.
          isolate: false,
          unstubGlobals: true,
        },
      },
      {
        test: {
          ...shared,
          name: 'networks',
          include: [
            'packages/connectors/**/*.test.ts',
            'tooling/simulator/**/*.test.ts',
            'tooling/chaos/{judge,schedule}/**/*.test.ts',
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
