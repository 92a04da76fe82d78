import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test'
import { apiOf } from './api.ts'
import type { StartedHouse } from './start.ts'

/** Whoever of the demo's six is wanted here, and the password that all of them have. */
export type Person = 'ines' | 'salome' | 'nour' | 'theo' | 'basile' | 'hugo'
export const PASSWORD = 'orphee-lyre-3'

type State = Awaited<ReturnType<BrowserContext['storageState']>>
const kept = new Map<string, State>()

/** A browser profile with the person signed in. They sign in once for a whole run: whoever tries often is made to wait. */
export async function signInAs(
  browser: Browser,
  house: Pick<StartedHouse, 'url'>,
  person: Person,
  options: BrowserContextOptions & { language?: 'fr' | 'en' } = {},
): Promise<BrowserContext> {
  const { language = 'en', ...rest } = options
  const key = `${house.url} ${person}`
  const storageState = kept.get(key)
  const context = await browser.newContext({ ...rest, baseURL: house.url, ...(storageState ? { storageState } : {}) })
  if (!storageState) {
    const answer = await context.request.post(`${house.url}/api/auth/sign-in/email`, {
      headers: { origin: house.url },
      data: { email: `${person}@zinc.example`, password: PASSWORD },
    })
    if (!answer.ok()) throw new Error(`${person} cannot sign in: ${answer.status()} ${await answer.text()}`)
    kept.set(key, await context.storageState())
  }
  const { user } = await apiOf(house.url, context.request).session.me.query()
  // As if they had chosen the language in their menu.
  await context.addInitScript(
    ([chosen, by]) => {
      localStorage.setItem('comptoir.language', chosen!)
      localStorage.setItem('comptoir.language.by', by!)
    },
    [language, user?.id ?? ''],
  )
  return context
}
