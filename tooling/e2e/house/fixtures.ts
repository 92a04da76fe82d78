import { type Page, test as base } from '@playwright/test'
import { type Api, apiOf } from './api.ts'
import { type Person, signInAs } from './people.ts'
import { type StartedHouse, startWholeHouse } from './start.ts'

/** What a page said that no page should say. */
export type Complaints = string[]

export type Desk = { page: Page; api: Api }

type Fixtures = {
  complaints: Complaints
  /** A person of the demo at work, in a browser profile of their own. */
  deskOf(person: Person): Promise<Desk>
}
type WorkerFixtures = {
  /** What the house knows at the start: the demo's story, or nothing at all. */
  story: 'demo' | 'nothing'
  house: StartedHouse
}

/** A test with a house: one for each worker and story. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  story: ['demo', { option: true, scope: 'worker' }],
  house: [
    async ({ story }, use) => {
      const house = await startWholeHouse({ E2E_STORY: story })
      await use(house)
      await house.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  complaints: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const complaints: Complaints = []
      await use(complaints)
      base.expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  deskOf: async ({ browser, house, complaints }, use) => {
    const contexts: Awaited<ReturnType<typeof signInAs>>[] = []
    await use(async (person) => {
      const context = await signInAs(browser, house, person)
      contexts.push(context)
      const page = await context.newPage()
      listenTo(page, complaints)
      return { page, api: apiOf(house.url, context.request) }
    })
    for (const context of contexts) await context.close()
  },
})

/** Errors that pages say on their console, or throw; none is expected, ever. */
export function listenTo(page: Page, complaints: Complaints): void {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
}

export type { BrowserContext, Page } from '@playwright/test'
export { expect } from '@playwright/test'
