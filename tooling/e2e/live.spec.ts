import { type Desk, expect, type Page, test } from './house/fixtures.ts'
import { word } from './house/words.ts'

/** A change is seen by the others within this. */
const LIMIT_MS = 1000

/** From now on the page notes, on its own clock, when these words are first there. */
async function watchFor(page: Page, words: string): Promise<void> {
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

/** When the next click lands, on the clock of the page where it does. */
async function noteClick(page: Page): Promise<void> {
  await page.evaluate(() => {
    addEventListener('click', () => Object.assign(window, { clickedAt: Date.now() }), { capture: true, once: true })
  })
}

async function lateness(from: Page, at: Page): Promise<number> {
  const clicked = await from.evaluate(() => Reflect.get(window, 'clickedAt') as number)
  const seen = await at.evaluate(() => Reflect.get(window, 'seenAt') as Promise<number>)
  return seen - clicked
}

/** The stream of changes is open: from here on nothing is missed. */
async function openLive(desk: Desk, path: string): Promise<void> {
  const stream = desk.page.waitForResponse((answer) => answer.url().includes('/trpc/live.changes'))
  await desk.page.goto(path)
  await stream
}

test('what one says of a post, the other reads within a second', async ({ deskOf }) => {
  const [nour, ines] = [await deskOf('nour'), await deskOf('ines')]
  const client = (await nour.api.clients.list.query()).find((one) => one.name.startsWith('Orphée'))!
  const made = await nour.api.editorial.create.mutate({ clientId: client.id, title: 'Read by two', text: 'Bonjour' })
  if (made.kind !== 'created') throw new Error(made.why)
  await openLive(nour, `/posts/${made.id}`)
  await openLive(ines, `/posts/${made.id}`)
  for (const words of ['Shorter, please', 'And with the hour in Kourou', 'Now it is right']) {
    await ines.page.getByRole('textbox', { name: word('editorial.say') }).fill(words)
    await watchFor(nour.page, words)
    await noteClick(ines.page)
    await ines.page.getByRole('button', { name: word('editorial.say-do'), exact: true }).click()
    expect(await lateness(ines.page, nour.page)).toBeLessThan(LIMIT_MS)
  }
})

test('a new event ticks on the other’s page, and its hold is seen there', async ({ deskOf }) => {
  const [nour, ines] = [await deskOf('nour'), await deskOf('ines')]
  const client = (await nour.api.clients.list.query()).find((one) => one.name.startsWith('Orphée'))!
  const t0 = Temporal.Now.instant().add({ hours: 30 }).round('minute')
  const made = await ines.api.countdown.create.mutate({
    clientId: client.id,
    name: 'Static fire',
    zone: 'America/Cayenne',
    t0: { kind: 'instant', at: t0.toString() },
  })
  if (made.kind !== 'created') throw new Error(made.why)
  await openLive(nour, '/countdown')
  await openLive(ines, `/countdown/${made.eventId}?do=hold`)
  const confirm = ines.page.getByRole('button', { name: word('countdown.do.hold-none') })
  await expect(confirm).toBeEnabled()
  await watchFor(nour.page, word('parts.t0.hold'))
  await noteClick(ines.page)
  await confirm.click()
  expect(await lateness(ines.page, nour.page)).toBeLessThan(LIMIT_MS)
})
