import { apiOf, type Api } from './house/api.ts'
import { type BrowserContext, type Complaints, expect, listenTo, type Page, test } from './house/fixtures.ts'
import { word } from './house/words.ts'

test.describe.configure({ mode: 'serial' })

const PASSWORD = 'a sentence is easier than a code'
const complaints: Complaints = []
let desk: BrowserContext
let page: Page
let api: Api
let salome: BrowserContext

test.beforeAll(async ({ browser, house }) => {
  desk = await browser.newContext({ baseURL: house.url })
  page = await desk.newPage()
  listenTo(page, complaints)
  api = apiOf(house.url, desk.request)
  salome = await browser.newContext({ baseURL: house.url })
})
test.afterAll(async () => {
  await desk.close()
  await salome.close()
})
test.afterEach(() => expect(complaints).toEqual([]))

const button = (on: Page, key: string, values = {}) => on.getByRole('button', { name: word(key, values), exact: true })
const heading = (on: Page, name: string) => on.getByRole('heading', { name, level: 1 })
/** One of a list that a button opens. */
async function choose(on: Page, label: string, option: string): Promise<void> {
  const opener = on.getByRole('button', { name: new RegExp(`${label}$`) })
  const wanted = on.getByRole('option', { name: option })
  // A list whose lines are still on their way does not open.
  await expect(async () => {
    if (!(await wanted.isVisible())) await opener.click({ timeout: 1000 })
    await expect(wanted).toBeVisible({ timeout: 1000 })
  }).toPass()
  await wanted.click()
}

/** A date and a time, typed part by part as people do. */
async function typeInstant(on: Page, label: string, at: Temporal.ZonedDateTime): Promise<void> {
  const part = (name: string) => on.getByRole('spinbutton', { name: new RegExp(`^${name},.*${label}`) })
  const two = (value: number) => String(value).padStart(2, '0')
  await part('day').click()
  await on.keyboard.type(`${two(at.day)}${two(at.month)}${at.year}${two(at.hour)}${two(at.minute)}`)
}

test('the first start: an agency and its director', async () => {
  await page.goto('/')
  await expect(heading(page, word('sign-in.set-up.title'))).toBeVisible()
  await page.getByLabel(word('sign-in.set-up.agency')).fill('Zinc & Cie')
  await page.getByLabel(word('sign-in.set-up.name')).fill('Inès Vanhoutte')
  await page.getByLabel(word('sign-in.email')).fill('ines@zinc.example')
  await page.getByLabel(word('sign-in.password')).fill(PASSWORD)
  await button(page, 'sign-in.set-up.go').click()
  await expect(page.getByText(word('today.quiet'))).toBeVisible()
})

test('a client', async () => {
  await page.goto('/clients')
  await button(page, 'clients.new').click()
  await page.getByLabel(word('clients.name'), { exact: true }).fill('Orphée Lanceurs')
  await button(page, 'clients.save').click()
  await expect(heading(page, 'Orphée Lanceurs')).toBeVisible()
})

test('a colleague who joins by invitation', async () => {
  const invited = await api.agency.invite.mutate({
    name: 'Salomé Wacquez',
    email: 'salome@zinc.example',
    role: 'account_manager',
    language: 'en',
  })
  if (invited.kind !== 'invited') throw new Error(invited.why)
  const hers = await salome.newPage()
  listenTo(hers, complaints)
  await hers.goto(invited.url)
  await expect(heading(hers, word('sign-in.invitation.title', { agency: 'Zinc & Cie' }))).toBeVisible()
  await hers.getByLabel(word('sign-in.password')).fill(PASSWORD)
  await button(hers, 'sign-in.invitation.go').click()
  await expect(hers.getByText(word('today.quiet'))).toBeVisible()
})

test('a mandate that says who is on duty', async () => {
  const [client] = await api.clients.list.query()
  const members = await api.agency.members.query()
  const duty = members.find((one) => one.name === 'Salomé Wacquez')!
  const made = await api.mandates.create.mutate({
    clientId: client!.id,
    name: 'Réseaux',
    startsOn: '2025-01-01',
    endsOn: '2035-12-31',
    fee: { cents: 720_000, currency: 'EUR' },
    scope: [{ network: 'bluesky', postsPerMonth: 20 }],
    team: [duty.id],
    dutyMemberId: duty.id,
  })
  expect(made).toMatchObject({ kind: 'created' })
})

test('a Bluesky account by its app password, and a Mastodon one by its token', async ({ house }) => {
  const { bluesky } = house
  await page.goto('/channels/connect')
  await choose(page, word('channels.client'), 'Orphée Lanceurs')
  await choose(page, word('channels.network'), 'Bluesky')
  await page.getByLabel(word('channels.field.identifier')).fill(bluesky.handle)
  await page.getByRole('textbox', { name: word('channels.field.password') }).fill(bluesky.password)
  await page.getByText(word('channels.advanced')).click()
  await page.getByLabel(word('channels.field.server')).fill(bluesky.service)
  await button(page, 'channels.do').click()
  await expect(heading(page, word('channels.title'))).toBeVisible()
  await expect(page.getByText(bluesky.handle).first()).toBeVisible()
})

test('an event with its T-0', async () => {
  await page.goto('/countdown')
  await page
    .getByRole('button', { name: word('countdown.new') })
    .first()
    .click()
  await choose(page, word('countdown.form.client'), 'Orphée Lanceurs')
  await page.getByLabel(word('countdown.form.name'), { exact: true }).fill('Lyre 3')
  await page.getByLabel(word('countdown.form.site'), { exact: true }).fill('Kourou')
  await page.getByRole('radio', { name: word('countdown.form.t0.instant') }).check()
  const t0 = Temporal.Now.zonedDateTimeISO('Europe/Paris').add({ days: 9 }).with({ hour: 19, minute: 37 })
  await typeInstant(page, word('countdown.form.t0'), t0)
  await button(page, 'countdown.form.create').click()
  await expect(heading(page, 'Lyre 3')).toBeVisible()
})
