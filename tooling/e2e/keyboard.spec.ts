import type { Locator } from '@playwright/test'
import { expect, listenTo, type Page, test } from './house/fixtures.ts'
import { PASSWORD } from './house/people.ts'
import { word } from './house/words.ts'

// The demo's people read French.
test.use({ locale: 'fr-FR' })
const fr = (key: string, values = {}) => word(key, values, 'fr')
const TITLE = 'Écrit sans souris'

/** Tab until it has the focus, as a person does who has no mouse; fails where Tab never gets there. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`the keyboard never reaches ${String(target)}`)
}

async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Opens a list and takes the line that begins with these letters. */
async function choose(page: Page, label: string, letters: string): Promise<void> {
  const opener = page.getByRole('button', { name: new RegExp(`${label}$`) })
  const line = page.getByRole('option', { name: letters })
  await tabTo(page, opener)
  // A list whose lines are still on their way does not open.
  await expect(async () => {
    if (!(await line.isVisible())) await page.keyboard.press('Enter')
    await expect(line).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 15_000 })
  await page.keyboard.type(letters)
  await page.keyboard.press('Enter')
  await expect(opener).toContainText(letters)
}

async function signIn(page: Page, email: string): Promise<void> {
  await expect(page.getByRole('heading', { name: fr('sign-in.title') })).toBeVisible()
  await tabTo(page, page.getByLabel(fr('sign-in.email')))
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: fr('frame.breadcrumb') })).toBeVisible()
}

/** Two letters go to a page, once the page before listens. */
async function go(page: Page, letters: string, title: string): Promise<void> {
  await expect(async () => {
    for (const letter of letters) await page.keyboard.press(letter)
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
}

const named = (page: Page, role: 'button' | 'link' | 'textbox', key: string, values = {}) =>
  page.getByRole(role, { name: fr(key, values), exact: true })

test('sign in, write, have it read, approve, anchor and hold, without a mouse', async ({
  browser,
  house,
  complaints,
}) => {
  test.setTimeout(120_000)
  const context = await browser.newContext({ baseURL: house.url, locale: 'fr-FR' })
  const page = await context.newPage()
  listenTo(page, complaints)

  await test.step('sign in', async () => {
    await page.goto('/')
    await signIn(page, 'nour@zinc.example')
  })

  await test.step('write, and hang it from T-0', async () => {
    await go(page, 'gr', fr('editorial.review'))
    await pressOn(page, named(page, 'link', 'editorial.new'))
    await expect(page.getByRole('heading', { name: fr('editorial.new'), level: 1 })).toBeVisible()
    await choose(page, fr('editorial.client'), 'Orphée')
    await tabTo(page, page.getByLabel(fr('editorial.title')))
    await page.keyboard.type(TITLE)
    await tabTo(page, page.getByLabel(fr('editorial.common')))
    await page.keyboard.type('Lyre 3 décolle ce soir, et tout se suit ici.')
    await tabTo(page, page.getByRole('radio', { name: fr('editorial.timing.unscheduled') }))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: fr('editorial.timing.hung') })).toBeChecked()
    await choose(page, fr('editorial.event'), 'Lyre 3')
    await tabTo(page, named(page, 'textbox', 'editorial.offset'))
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('T-45 min')
    await pressOn(page, page.getByRole('button', { name: /^Mastodon / }).first())
    await tabTo(page, named(page, 'button', 'editorial.save-draft'), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: TITLE, level: 1 })).toBeVisible()
    await pressOn(page, named(page, 'button', 'editorial.submit'))
    await expect(page.getByText(fr('editorial.done.submitted'))).toBeVisible()
  })

  await test.step('leave the desk to another', async () => {
    await pressOn(page, page.getByRole('button', { name: fr('frame.me', { name: 'Nour Benali' }) }))
    await pressOn(page, named(page, 'button', 'frame.sign-out'))
    await signIn(page, 'ines@zinc.example')
  })

  await test.step('read and approve', async () => {
    await go(page, 'gr', fr('editorial.review'))
    await pressOn(page, page.getByRole('main').getByRole('link', { name: TITLE }))
    const opened = page.getByRole('complementary', { name: TITLE })
    await expect(opened.getByRole('button', { name: fr('editorial.approve'), exact: true })).toBeEnabled()
    await page.keyboard.press('a')
    await expect(page.getByText(fr('editorial.done.approved'))).toBeVisible()
  })

  await test.step('hold the launch: the letter, then Enter', async () => {
    await go(page, 'gk', fr('countdown.title'))
    await pressOn(page, page.getByRole('main').getByRole('link', { name: 'Lyre 3', exact: true }))
    await expect(page.getByRole('heading', { name: 'Lyre 3', level: 1 })).toBeVisible()
    await page.keyboard.press('h')
    const confirm = page.getByRole('complementary', { name: fr('countdown.order.hold', { name: 'Lyre 3' }) })
    await expect(confirm.getByRole('button').last()).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByText(fr('countdown.done.hold'))).toBeVisible()
  })
  await context.close()
})
