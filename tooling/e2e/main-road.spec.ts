import { apiOf, type Api } from './house/api.ts'
import type { Locator } from '@playwright/test'
import { type BrowserContext, type Complaints, expect, listenTo, type Page, test } from './house/fixtures.ts'
import { simulatedAccount } from './house/simulated.ts'
import { word } from './house/words.ts'

test.describe.configure({ mode: 'serial' })
test.use({ story: 'nothing' })

const TEXT = 'Lyre 3 leaves tonight. Follow the countdown here, second by second.'
const OWN_TEXT = 'Lyre 3 leaves tonight: the whole countdown, in one thread, on this account.'
const MASTODON = 'orphee'
const PASSWORD = 'a sentence is easier than a code'
const TODAY = Temporal.Now.plainDateISO('Europe/Paris')
const MANDATE = { startsOn: TODAY.subtract({ months: 6 }), endsOn: TODAY.add({ years: 2 }) }
/** The month before this one: the report's. */
const FROM = TODAY.subtract({ months: 1 }).with({ day: 1 })
const UNTIL = FROM.with({ day: FROM.daysInMonth })
const said: Complaints = []
let desk: BrowserContext
let page: Page
let api: Api
let salome: BrowserContext

test.beforeAll(async ({ browser, house }) => {
  desk = await browser.newContext({ baseURL: house.url })
  page = await desk.newPage()
  listenTo(page, said)
  api = apiOf(house.url, desk.request)
  salome = await browser.newContext({ baseURL: house.url })
})
test.afterAll(async () => {
  await desk.close()
  await salome.close()
})
test.afterEach(() => expect(said).toEqual([]))

const two = (value: number) => String(value).padStart(2, '0')
const button = (on: Page | Locator, key: string, values = {}) =>
  on.getByRole('button', { name: word(key, values), exact: true })
const heading = (on: Page, name: string) => on.getByRole('heading', { name, level: 1 })
/** One of a list that a button opens. */
async function choose(on: Page, label: string, option: string): Promise<void> {
  const opener = on.getByRole('button', { name: new RegExp(`${label}$`) })
  const wanted = on.getByRole('option', { name: option })
  // A list whose lines are still on their way does not open.
  await expect(async () => {
    if (!(await wanted.isVisible())) await opener.click({ timeout: 1000 })
    await expect(wanted).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 15_000 })
  await wanted.click()
}

async function typeDay(on: Page, label: string, day: Temporal.PlainDate): Promise<void> {
  await on.getByRole('spinbutton', { name: new RegExp(`^day,.*${label}`) }).click()
  await on.keyboard.type(`${two(day.day)}${two(day.month)}${day.year}`)
}

/** A date and a time, typed part by part as people do. */
async function typeInstant(on: Page, label: string, at: Temporal.ZonedDateTime): Promise<void> {
  const part = (name: string) => on.getByRole('spinbutton', { name: new RegExp(`^${name},.*${label}`) })
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
  listenTo(hers, said)
  await hers.goto(invited.url)
  await expect(heading(hers, word('sign-in.invitation.title', { agency: 'Zinc & Cie' }))).toBeVisible()
  await hers.getByLabel(word('sign-in.password')).fill(PASSWORD)
  await button(hers, 'sign-in.invitation.go').click()
  await expect(hers.getByText(word('today.quiet'))).toBeVisible()
})

test('a mandate that says who is on duty', async () => {
  await page.goto('/mandates')
  await page.getByRole('button', { name: word('mandates.new') }).click()
  await choose(page, word('mandates.client'), 'Orphée Lanceurs')
  await page.getByRole('textbox', { name: word('mandates.form.name') }).fill('Réseaux')
  await typeDay(page, word('mandates.form.starts'), MANDATE.startsOn)
  await typeDay(page, word('mandates.form.ends'), MANDATE.endsOn)
  await page.getByRole('textbox', { name: word('mandates.form.fee') }).fill('7200')
  await page.getByRole('checkbox', { name: /Salomé/ }).check()
  await choose(page, word('mandates.form.duty'), 'Salomé')
  await button(page, 'mandates.form.create').click()
  await expect(page.getByText(word('mandates.form.created', { name: 'Réseaux' }))).toBeVisible()
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

  const mastodon = await simulatedAccount(house, 'mastodon', MASTODON)
  await page.goto('/channels/connect')
  await choose(page, word('channels.client'), 'Orphée Lanceurs')
  await choose(page, word('channels.network'), 'Mastodon')
  await choose(page, word('channels.method'), word('channels.method.token'))
  for (const [name, value] of Object.entries(mastodon.fields)) {
    const field = { server: 'channels.field.server', accessToken: 'channels.field.token' }[name]
    if (field) await page.getByRole('textbox', { name: word(field) }).fill(value)
  }
  await button(page, 'channels.do').click()
  await expect(heading(page, word('channels.title'))).toBeVisible()
  await expect(page.getByText(MASTODON, { exact: false }).first()).toBeVisible()
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
  const t0 = Temporal.Now.zonedDateTimeISO('Europe/Paris').add({ days: 2 }).with({ hour: 19, minute: 37 })
  await typeInstant(page, word('countdown.form.t0'), t0)
  await button(page, 'countdown.form.create').click()
  await expect(heading(page, 'Lyre 3')).toBeVisible()
})

test('a post written once, with its own words where a network has its own', async () => {
  await page.goto('/posts/new')
  await choose(page, word('editorial.client'), 'Orphée Lanceurs')
  await page.getByLabel(word('editorial.title')).fill('Lift-off, in one sentence')
  await page.getByLabel(word('editorial.common')).fill(TEXT)
  await page.getByRole('button', { name: /^Bluesky orphee/ }).click()
  await page.getByRole('button', { name: /^Mastodon orphee/ }).click()
  const mastodon = page.getByRole('region', { name: /^Mastodon orphee/ })
  await button(mastodon, 'editorial.vary').click()
  await mastodon.getByRole('textbox').fill(OWN_TEXT)
  await page.getByRole('radio', { name: word('editorial.timing.hung') }).check()
  await page.getByRole('textbox', { name: word('editorial.offset'), exact: true }).fill('T-30 min')
  await button(page, 'editorial.save-draft').click()
  await expect(page.getByText(word('editorial.version', { number: 1 })).first()).toBeVisible()
  await button(page, 'editorial.submit').click()
  await expect(page.getByText(word('editorial.done.submitted'))).toBeVisible()
  // Who wrote it does not approve it.
  await button(page, 'editorial.approve').click()
  await expect(page.getByText(word('editorial.why.own-post'))).toBeVisible()
})

test('another person reads it and approves', async () => {
  const hers = salome.pages()[0]!
  await hers.goto('/review')
  await hers.getByRole('link', { name: 'Lift-off, in one sentence' }).click()
  await expect(hers.getByText(OWN_TEXT).first()).toBeVisible()
  await button(hers, 'editorial.approve').click()
  await expect(hers.getByText(word('editorial.done.approved'))).toBeVisible()
  // The page of who wrote it shows it by itself.
  await expect(page.getByText(word('editorial.approved-by', { name: 'Salomé Wacquez' }))).toBeVisible()
})

test('T-0 slips, the post follows, and leaves at its second', async () => {
  await page.goto('/countdown')
  await page.getByRole('main').getByRole('link', { name: 'Lyre 3' }).click()
  await expect(page.getByRole('heading', { name: word('countdown.hanging', { count: 1 }) })).toBeVisible()
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`^${word('countdown.key.go')}`) })
    .click()
  await page.getByRole('button', { name: word('countdown.do.go') }).click()
  await expect(page.getByText(word('countdown.done.go'))).toBeVisible()
  // The address may propose a T-0: half an hour and some seconds from now, so that the post is due in those seconds.
  const t0 = Temporal.Now.instant().add({ minutes: 30, seconds: 8 }).round('second')
  await page.goto(`${new URL(page.url()).pathname}?do=slip&t0=${t0.toString()}`)
  await page.getByRole('button', { name: word('countdown.do.slip', { count: 1 }) }).click()
  await expect(page.getByText(word('countdown.done.slip'))).toBeVisible()
  await page.goto('/deliveries')
  await expect(page.getByText(word('parts.state.published'))).toHaveCount(2, { timeout: 30_000 })
})

test('it stands on the real server, once, as it was written', async ({ house, request }) => {
  const { service, did } = house.bluesky
  const answer = await request.get(
    `${service}/xrpc/com.atproto.repo.listRecords?repo=${did}&collection=app.bsky.feed.post`,
  )
  const { records } = await answer.json()
  expect(records).toHaveLength(1)
  expect(records[0].value).toMatchObject({ text: TEXT, langs: expect.anything() })
  // Read again by its own address, as anybody may.
  const rkey = String(records[0].uri).split('/').at(-1)!
  const one = await request.get(
    `${service}/xrpc/com.atproto.repo.getRecord?repo=${did}&collection=app.bsky.feed.post&rkey=${rkey}`,
  )
  expect((await one.json()).value.text).toBe(TEXT)
  const arrivals = await (await request.get(`${house.simulator}/_control/arrivals`)).json()
  expect(arrivals.arrivals.map((arrival: { text: string }) => arrival.text)).toEqual([OWN_TEXT])
})

test('figures are read back, and past ones brought from a file', async () => {
  const followers = async () => (await api.audience.channels.query()).find((one) => one.network === 'mastodon')?.latest
  await expect.poll(followers).toMatchObject({ value: 1200, source: 'api' })

  await page.goto('/audience/import')
  await choose(page, word('audience.client'), 'Orphée Lanceurs')
  const days = FROM.until(UNTIL, { largestUnit: 'days' }).days
  const rows = Array.from(
    { length: days + 1 },
    (_, day) => `${FROM.add({ days: day }).toString()};mastodon;${900 + 8 * day}`,
  )
  const text = ['date;channel;followers', ...rows].join('\n')
  const input = page.locator('input[type=file]')
  await input.setInputFiles({
    name: 'mastodon.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${text}\n2026-13-45;mastodon;12`),
  })
  await expect(page.getByText(word('audience.import.wrong', { count: 1 })).first()).toBeVisible()
  await input.setInputFiles({ name: 'mastodon.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  const count = rows.length
  await page.getByRole('button', { name: word('audience.import.do', { count, shown: count, channels: 1 }) }).click()
  await expect(page.getByText(word('audience.import.done', { count, shown: count })).first()).toBeVisible()
})

let link: string

test('a report: defined, previewed, frozen, shared', async () => {
  await page.goto('/reports')
  await button(page.getByRole('main'), 'reporting.new').first().click()
  await choose(page, word('reporting.form.client'), 'Orphée Lanceurs')
  await choose(page, word('reporting.form.mandate'), 'Réseaux')
  await page.getByRole('textbox', { name: word('reporting.form.name') }).fill('Report of the month')
  await button(page, 'reporting.form.create').click()
  await expect(page.getByText(word('reporting.form.created'))).toBeVisible()
  const preview = page.frameLocator(`iframe[title^="${word('reporting.preview-of')}"]`)
  await expect(preview.getByText('1,140').first()).toBeVisible()

  await button(page, 'reporting.freeze').click()
  await button(page, 'reporting.freeze-do').click()
  await expect(page.getByText(word('reporting.frozen', { number: 1 }))).toBeVisible()
  await button(page, 'reporting.make-link').click()
  await page.getByRole('textbox', { name: word('reporting.link.label') }).fill('Direction')
  await button(page, 'reporting.link.create').click()
  const address = page.getByRole('textbox', { name: word('reporting.link.address', { label: 'Direction' }) })
  await expect(address).toHaveValue(/\/r\//)
  link = await address.inputValue()
})

test('its link opens for whoever has it, without an account and without a script', async ({ browser }) => {
  const reader = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const phone = await reader.newPage()
  const answer = await phone.goto(link)
  expect(answer?.status()).toBe(200)
  expect(answer?.headers()['set-cookie']).toBeUndefined()
  await expect(phone.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(phone.getByText('1,140').first()).toBeVisible()
  const width = await phone.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(390)

  const csv = await reader.request.get(`${link}/csv`)
  expect(csv.headers()['content-type']).toContain('text/csv')
  expect(await csv.text()).toContain('1140')
  // The worker prints it once, after it was frozen.
  const pdf = async () => (await reader.request.get(`${link}/pdf`)).headers()['content-type']
  await expect.poll(pdf, { timeout: 45_000, intervals: [500] }).toBe('application/pdf')
  const bytes = await (await reader.request.get(`${link}/pdf`)).body()
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  await reader.close()
})
