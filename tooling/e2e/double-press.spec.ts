import type { Locator } from '@playwright/test'
import { type Desk, expect, type Page, test } from './house/fixtures.ts'
import { word } from './house/words.ts'

// What a hurried hand does to a button: a double click, and two presses with nothing between them.
const HANDS = {
  'a double click': (button: Locator) => button.dblclick(),
  'two presses at once': (button: Locator) =>
    button.evaluate((element) => {
      if (!(element instanceof HTMLElement)) throw new Error('no button')
      element.click()
      element.click()
    }),
}

/** How often the page gives this order from now on. */
function ordersOf(page: Page, procedure: string): () => number {
  let given = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === `/trpc/${procedure}`) given += 1
  })
  return () => given
}

const button = ({ page }: Desk, key: string) => page.getByRole('button', { name: word(key), exact: true })
const field = ({ page }: Desk, key: string) => page.getByRole('textbox', { name: word(key) })

async function launcher({ api }: Desk): Promise<string> {
  return (await api.clients.list.query()).find((one) => one.name.startsWith('Orphée'))!.id
}

for (const [hand, press] of Object.entries(HANDS)) {
  test(`${hand}: one post, one comment, one review asked for`, async ({ deskOf }) => {
    const desk = await deskOf('nour')
    const { page, api } = desk
    const clientId = await launcher(desk)
    const title = `Pressed twice, by ${hand}`
    const [created, said, submitted] = ['create', 'comment', 'submit'].map((verb) =>
      ordersOf(page, `editorial.${verb}`),
    )
    await page.goto(`/posts/new?client=${clientId}`)
    await field(desk, 'editorial.title').fill(title)
    await field(desk, 'editorial.common').fill('Bonjour Kourou')
    await page.getByRole('button', { name: /^Mastodon / }).click()
    await press(button(desk, 'editorial.save-draft'))
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    await field(desk, 'editorial.say').fill('Twice is once')
    await press(button(desk, 'editorial.say-do'))
    await expect(page.getByText('Twice is once')).toHaveCount(1)
    await press(button(desk, 'editorial.submit'))
    await expect(page.getByText(word('editorial.done.submitted')).first()).toBeVisible()
    expect([created!(), said!(), submitted!()]).toEqual([1, 1, 1])
    const posts = await api.editorial.list.query({ show: 'review', clientId })
    expect(posts.filter((one) => one.title === title)).toHaveLength(1)
  })

  test(`${hand}: one client, one launch, one invitation`, async ({ deskOf }) => {
    const desk = await deskOf('ines')
    const { page, api } = desk
    const clientId = await launcher(desk)

    const clients = ordersOf(page, 'clients.create')
    await page.goto('/clients?new=true')
    await field(desk, 'clients.name').fill(`Client by ${hand}`)
    await press(button(desk, 'clients.save'))
    await expect(page.getByRole('heading', { name: `Client by ${hand}`, level: 1 })).toBeVisible()
    expect(clients()).toBe(1)

    const events = ordersOf(page, 'countdown.create')
    await page.goto('/countdown?new=event')
    await page.getByRole('button', { name: new RegExp(`${word('countdown.form.client')}$`) }).click()
    await page.getByRole('option', { name: /^Orphée/ }).click()
    await field(desk, 'countdown.form.name').fill(`Launch by ${hand}`)
    await press(button(desk, 'countdown.form.create'))
    await expect(page.getByRole('heading', { name: `Launch by ${hand}`, level: 1 })).toBeVisible()
    expect(events()).toBe(1)

    const invitations = ordersOf(page, 'agency.invite')
    const email = `${hand.replaceAll(' ', '.')}@zinc.example`
    await page.goto('/people?invite=true')
    await field(desk, 'people.name').fill('Twice Pressed')
    await field(desk, 'people.email').fill(email)
    await press(button(desk, 'people.invite.do'))
    await expect(page.getByText(email).first()).toBeVisible()
    expect(invitations()).toBe(1)

    const names = (await api.clients.list.query()).map(({ name }) => name)
    expect(names.filter((name) => name === `Client by ${hand}`)).toHaveLength(1)
    const planned = await api.countdown.list.query({ clientId })
    expect(planned.filter(({ name }) => name === `Launch by ${hand}`)).toHaveLength(1)
  })
}
