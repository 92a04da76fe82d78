import type { Page } from '@playwright/test'

/** A change is seen on every open screen within this. */
export const LIMIT_MS = 1000

/** From now on the page notes, on its own clock, when these words are first there. */
export async function watchFor(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const seen = () => document.body.innerText.replaceAll('\u00a0', ' ').includes(wanted)
    Object.assign(window, {
      seenAt: new Promise<number>((resolve) => {
        if (seen()) throw new Error(`already there: ${wanted}`)
        const observer = new MutationObserver(() => {
          if (!seen()) return
          observer.disconnect()
          resolve(Date.now())
        })
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
    })
  }, words)
}

/** When the next press lands (a click, Enter on a button, a finger lifted), on the clock of the page where it does. */
export async function notePress(page: Page): Promise<void> {
  await page.evaluate(() => {
    addEventListener('click', () => Object.assign(window, { pressedAt: Date.now() }), { capture: true, once: true })
  })
}

/** Milliseconds from the noted press on one page to the watched words on another. */
export async function lateness(from: Page, at: Page): Promise<number> {
  const pressed = await from.evaluate(() => Reflect.get(window, 'pressedAt') as number)
  const seen = await at.evaluate(() => Reflect.get(window, 'seenAt') as Promise<number>)
  return seen - pressed
}

/** Opens a page whose stream of changes is open: from here on nothing is missed. */
export async function openLive(page: Page, path: string): Promise<void> {
  const stream = page.waitForResponse((answer) => answer.url().includes('/trpc/live.changes'))
  await page.goto(path)
  await stream
}
