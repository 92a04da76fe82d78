import { defineConfig } from '@playwright/test'
import { browserToLaunch } from './house/browser.ts'

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  // One house and one browser at a time: two cores carry no more.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  outputDir: '../../node_modules/.cache/comptoir-e2e',
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: await browserToLaunch(),
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    trace: 'off',
    screenshot: 'only-on-failure',
  },
})
