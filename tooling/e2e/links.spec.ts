import type { Browser } from '@playwright/test'
import type { Api } from './house/api.ts'
import { type Complaints, expect, listenTo, type Page, test } from './house/fixtures.ts'
import type { StartedHouse } from './house/start.ts'
import { word } from './house/words.ts'

// The demo's people read French: their pages turn to it as soon as it is known who reads.
test.use({ locale: 'fr-FR' })
const fr = (key: string, values = {}) => word(key, values, 'fr')

const NEW_PASSWORD = 'a longer sentence than before'

/** The link of the newest mail to somebody: without a mail server, mails are read in the house. */
async function linkTo(api: Api, recipient: string, kind: string): Promise<string> {
  let link: string | undefined
  await expect
    .poll(async () => {
      const { lines } = await api.agency.mails.query({})
      const line = lines.find((one) => one.recipient === recipient && one.kind === kind)
      const mail = line && (await api.agency.mail.query({ mailId: line.id }))
      link = /https?:\/\/\S+token=\S+/.exec(JSON.stringify(mail) ?? '')?.[0].replace(/["\\].*$/, '')
      return link
    })
    .toBeTruthy()
  return link!
}

/** What a mail scanner does: it fetches the link, and opens it in a browser of its own, pressing nothing. */
async function scan(browser: Browser, link: string): Promise<void> {
  const scanner = await browser.newContext()
  const headers = { accept: 'text/html,*/*' }
  expect((await scanner.request.get(link, { headers })).status()).toBe(200)
  await scanner.request.head(link, { headers })
  const page = await scanner.newPage()
  await page.goto(link, { waitUntil: 'networkidle' })
  await expect(page.getByRole('button').first()).toBeVisible()
  await scanner.close()
}

/** Somebody who is not signed in, in a French browser of their own. */
async function stranger(browser: Browser, house: Pick<StartedHouse, 'url'>, complaints: Complaints) {
  const context = await browser.newContext({ baseURL: house.url, locale: 'fr-FR' })
  const page = await context.newPage()
  listenTo(page, complaints)
  return { context, page }
}

const press = (page: Page, key: string) => page.getByRole('button', { name: fr(key), exact: true }).click()
const atDesk = (page: Page) => page.getByRole('navigation', { name: fr('frame.breadcrumb') })

test('an invitation: looked at by a scanner, then taken, once', async ({ deskOf, browser, house, complaints }) => {
  const { api } = await deskOf('ines')
  const email = 'maelle@zinc.example'
  await api.agency.invite.mutate({ name: 'Maëlle Jolivet', email, role: 'creator', language: 'fr' })
  const link = await linkTo(api, email, 'invitation')
  await scan(browser, link)
  const { context, page } = await stranger(browser, house, complaints)
  await page.goto(link)
  await page.getByLabel(fr('sign-in.password')).fill(NEW_PASSWORD)
  await press(page, 'sign-in.invitation.go')
  await expect(atDesk(page)).toBeVisible()
  await context.clearCookies()
  await page.goto(link)
  await expect(page.getByText(fr('sign-in.invitation.dead'))).toBeVisible()
  await context.close()
})

test('a link instead of a password: looked at by a scanner, then used, once', async ({
  deskOf,
  browser,
  house,
  complaints,
}) => {
  const { api } = await deskOf('ines')
  const email = 'hugo@zinc.example'
  const { context, page } = await stranger(browser, house, complaints)
  await page.goto('/sign-in')
  await page.getByLabel(fr('sign-in.email')).fill(email)
  await press(page, 'sign-in.by-mail')
  await expect(page.getByText(fr('sign-in.by-mail.sent', { email }))).toBeVisible()
  const link = await linkTo(api, email, 'magic-link')
  await scan(browser, link)
  await page.goto(link)
  await press(page, 'sign-in.go')
  await expect(atDesk(page)).toBeVisible()
  await context.clearCookies()
  await page.goto(link)
  await press(page, 'sign-in.go')
  await expect(page.getByText(fr('sign-in.link.dead'))).toBeVisible()
  // The browser itself notes that the server refused, which is what is wanted here.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('status of 400')])
  await context.close()
})

test('a forgotten password: looked at by a scanner, then changed, once', async ({
  deskOf,
  browser,
  house,
  complaints,
}) => {
  const { api } = await deskOf('ines')
  const email = 'basile@zinc.example'
  const { context, page } = await stranger(browser, house, complaints)
  await page.goto('/forgot-password')
  await page.getByLabel(fr('sign-in.email')).fill(email)
  await press(page, 'sign-in.forgot.go')
  await expect(page.getByText(fr('sign-in.forgot.sent', { email }))).toBeVisible()
  const link = await linkTo(api, email, 'reset-password')
  await scan(browser, link)
  await page.goto(link)
  await page.getByLabel(fr('sign-in.password')).fill(NEW_PASSWORD)
  await press(page, 'sign-in.reset.go')
  await expect(page.getByText(fr('sign-in.reset.done'))).toBeVisible()
  await page.getByRole('link', { name: fr('sign-in.go') }).click()
  await page.getByLabel(fr('sign-in.email')).fill(email)
  await page.getByLabel(fr('sign-in.password')).fill(NEW_PASSWORD)
  await press(page, 'sign-in.go')
  await expect(atDesk(page)).toBeVisible()
  await context.close()
})
