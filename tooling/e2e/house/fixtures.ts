import { type BrowserContext, type Page, test as base } from '@playwright/test'
import { type StartedHouse, startWholeHouse } from './start.ts'

/** What a page said that no page should say. */
export type Complaints = string[]

type Fixtures = { complaints: Complaints }
type WorkerFixtures = { house: StartedHouse }

/** A test with a house: one for each worker, on an empty database, until somebody plants something in it. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  house: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const house = await startWholeHouse()
      await use(house)
      await house.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

/** Errors that pages say on their console, or throw; none is expected, ever. */
export function listenTo(page: Page, complaints: Complaints): void {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
}

export type { BrowserContext, Page }
export { expect } from '@playwright/test'
