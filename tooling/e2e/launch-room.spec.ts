import { AxeBuilder } from '@axe-core/playwright'
import { apiOf } from './house/api.ts'
import { type Desk, expect, listenTo, type Page, test } from './house/fixtures.ts'
import { lateness, LIMIT_MS, notePress, openLive, watchFor } from './house/lateness.ts'
import { type Person, signInAs } from './house/people.ts'
import { word } from './house/words.ts'

async function openRoom(page: Page, eventId: string, search = ''): Promise<void> {
  await openLive(page, `/countdown/${eventId}/room${search}`)
  await expect(page.getByRole('timer')).toBeVisible()
}

async function plan(desk: Desk, name: string, hours = 2): Promise<string> {
  const client = (await desk.api.clients.list.query()).find((one) => one.name.startsWith('Orphée'))!
  const t0 = Temporal.Now.instant().add({ hours }).round('minute')
  const made = await desk.api.countdown.create.mutate({
    clientId: client.id,
    name,
    site: 'Kourou',
    zone: 'America/Cayenne',
    windowMinutes: 45,
    t0: { kind: 'instant', at: t0.toString() },
  })
  if (made.kind !== 'created') throw new Error(made.why)
  return made.eventId
}

const state = (page: Page) => page.getByRole('status').filter({ hasText: /,/ }).last()
const key = (page: Page, order: string) =>
  page.getByRole('navigation', { name: word('room.keys') }).getByRole('button', { name: new RegExp(`^${order}`) })

test.describe('a room at a desk and one on a phone', () => {
  const phone = test.extend<{ phoneOf(person: Person): Promise<Desk> }>({
    phoneOf: async ({ browser, house, complaints }, use) => {
      const contexts: Awaited<ReturnType<typeof signInAs>>[] = []
      await use(async (person) => {
        const context = await signInAs(browser, house, person, {
          viewport: { width: 390, height: 844 },
          hasTouch: true,
          isMobile: true,
        })
        contexts.push(context)
        const page = await context.newPage()
        listenTo(page, complaints)
        return { page, api: apiOf(house.url, context.request) }
      })
      for (const context of contexts) await context.close()
    },
  })

  phone('two keystrokes hold it, and the phone sees it within a second', async ({ deskOf, phoneOf }) => {
    const [ines, nour] = [await deskOf('ines'), await phoneOf('nour')]
    const eventId = await plan(ines, 'Room by keys')
    await openRoom(ines.page, eventId)
    await openRoom(nour.page, eventId)
    await expect(ines.page.getByText(word('room.watching', { names: 'Nour Benali', count: 1 }))).toBeAttached()
    await expect(nour.page.getByText(word('room.watching', { names: 'Inès Vanhoutte', count: 1 }))).toBeAttached()

    await watchFor(nour.page, word('countdown.log.go') + ' Inès Vanhoutte')
    await ines.page.keyboard.press('g')
    await expect(ines.page.getByRole('button', { name: word('countdown.do.go') })).toBeFocused()
    await notePress(ines.page)
    await ines.page.keyboard.press('Enter')
    expect(await lateness(ines.page, nour.page)).toBeLessThan(LIMIT_MS)
    await expect(state(nour.page)).toContainText(word('parts.t0.go'))

    await watchFor(nour.page, word('countdown.key.resume'))
    await ines.page.keyboard.press('h')
    await expect(ines.page.getByRole('button', { name: word('countdown.do.hold-none') })).toBeFocused()
    await notePress(ines.page)
    await ines.page.keyboard.press('Enter')
    expect(await lateness(ines.page, nour.page)).toBeLessThan(LIMIT_MS)
    await expect(ines.page.getByText(word('parts.lists.stopped-says'))).toBeVisible()
    // A stopped clock stands still.
    const stopped = await nour.page.getByRole('timer').innerText()
    await nour.page.waitForTimeout(1500)
    expect(await nour.page.getByRole('timer').innerText()).toBe(stopped)
  })

  phone('one thumb holds it, and the desk sees it within a second', async ({ deskOf, phoneOf }) => {
    const [ines, nour] = [await deskOf('ines'), await phoneOf('nour')]
    const eventId = await plan(ines, 'Room by thumb')
    await openRoom(ines.page, eventId)
    await openRoom(nour.page, eventId)
    const hold = key(nour.page, word('countdown.key.hold'))
    const box = (await hold.boundingBox())!
    expect(box.height).toBeGreaterThanOrEqual(48)
    expect(box.y).toBeGreaterThan(844 / 2)
    await hold.tap()
    const confirm = nour.page.getByRole('button', { name: word('countdown.do.hold-none') })
    await expect(confirm).toBeEnabled()
    expect((await confirm.boundingBox())!.height).toBeGreaterThanOrEqual(48)
    await watchFor(ines.page, word('countdown.key.resume'))
    await notePress(nour.page)
    await confirm.tap()
    expect(await lateness(nour.page, ines.page)).toBeLessThan(LIMIT_MS)
    await expect(state(ines.page)).toContainText('Nour Benali')
  })

  phone('with the network gone it says so, and catches up when it is back', async ({ deskOf, browser, house }) => {
    const ines = await deskOf('ines')
    const eventId = await plan(ines, 'Room without network')
    const context = await signInAs(browser, house, 'nour', { viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await openRoom(page, eventId)
    await openRoom(ines.page, eventId)
    await context.setOffline(true)
    await expect(page.getByText(/^Frozen since/)).toBeVisible()
    await expect(page.getByText(/^This is how things stood at/)).toBeVisible()
    // No order can leave from here, and none pretends to.
    await expect(key(page, word('countdown.key.hold'))).toBeDisabled()
    await ines.api.countdown.hold.mutate({
      eventId,
      attemptId: (await ines.api.countdown.get.query({ eventId })).attempt.id,
      reason: '',
      fingerprint: null,
      decisions: [],
    })
    await expect(state(ines.page)).toContainText(word('parts.t0.hold'))
    await context.setOffline(false)
    await expect(page.getByText(/^Frozen since/)).toBeHidden()
    await expect(key(page, word('countdown.key.resume'))).toBeEnabled()
    await expect(state(page)).toContainText(word('parts.t0.hold'))
    await context.close()
  })
})

test('a poll answered on a phone stands in the room; a no-go keeps a post that waits for go, a go lets it leave', async ({
  deskOf,
  browser,
}) => {
  const [ines, nour] = [await deskOf('ines'), await deskOf('nour')]
  const { api } = ines
  const eventId = await plan(ines, 'Room with a poll', 5)
  await openRoom(ines.page, eventId, '?do=poll')
  const form = ines.page.getByRole('complementary')
  await form.getByRole('button', { name: word('poll.form.add') }).click()
  await form.getByLabel(word('poll.form.name')).fill('Maëlle Guidon')
  await form.getByLabel(word('poll.form.email')).fill(`${eventId}@orphee.example`)
  await form.getByRole('radio', { name: 'English' }).click()
  await form.getByRole('button', { name: word('poll.form.save') }).click()
  const poll = ines.page.getByRole('region', { name: word('poll.title') })
  await poll.getByRole('button', { name: word('poll.open') }).click()
  await expect(poll.getByText(word('poll.said.waits'))).toBeVisible()

  // By her mail's link, on a phone of her own, without an account.
  await expect.poll(() => pollLink(ines, `${eventId}@orphee.example`)).not.toBe('')
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const hers = await phone.newPage()
  await hers.goto(await pollLink(ines, `${eventId}@orphee.example`))
  const no = hers.getByRole('button', { name: /^No/ })
  const box = (await no.boundingBox())!
  expect(box.height).toBeGreaterThanOrEqual(48)
  expect(box.y).toBeGreaterThan(844 / 2)
  const { violations } = await new AxeBuilder({ page: hers }).setLegacyMode(true).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await hers.getByLabel(/reason/i).fill('Wind aloft')
  await no.tap()
  await expect(ines.page.getByRole('alert').filter({ hasText: word('poll.loud') })).toContainText('Maëlle Guidon')
  await expect(poll.getByText('Wind aloft')).toBeVisible()

  // Due in a moment, and every other thing says go.
  const { attempt } = await api.countdown.get.query({ eventId })
  const postId = await ifGo(nour, ines, eventId)
  const order = { eventId, attemptId: attempt.id, reason: '', fingerprint: null, decisions: [] }
  await api.countdown.slip.mutate({
    ...order,
    t0: Temporal.Now.instant().add({ seconds: 3 }).round('second').toString(),
  })
  // What she said stands: it is younger than the moment at which she would now have been asked.
  await api.countdown.go.mutate(order)
  const stateOf = async () =>
    (await api.countdown.get.query({ eventId })).posts.find(({ id }) => id === postId)?.variants[0]
  await expect.poll(async () => (await stateOf())?.heldBecause, { timeout: 10_000 }).toBe('condition-not-met')
  await hers.reload()
  await hers.getByRole('button', { name: /go$/i }).last().tap()
  await expect(hers.getByText(/^You said go/)).toBeVisible()
  await expect.poll(async () => (await stateOf())?.state, { timeout: 10_000 }).not.toBe('held')
  await expect(poll.getByText(word('poll.said.go'), { exact: true })).toBeVisible()
  await phone.close()
})

async function pollLink({ api }: Desk, recipient: string): Promise<string> {
  const { lines } = await api.agency.mails.query({})
  const line = lines.find((one) => one.recipient === recipient)
  const mail = line && (await api.agency.mail.query({ mailId: line.id }))
  return /https?:\/\/\S+\/poll\/\S+/.exec(mail?.words?.text ?? '')?.[0] ?? ''
}

/** A post at T-0 that waits for everybody's go: one writes it, another approves. */
async function ifGo({ api }: Desk, approver: Desk, eventId: string): Promise<string> {
  const { client } = await api.countdown.get.query({ eventId })
  const channel = (await api.channels.list.query({ clientId: client.id }))[0]!
  const made = await api.editorial.create.mutate({
    clientId: client.id,
    eventId,
    title: 'Everybody said go',
    text: 'Everybody said go.',
    timing: { kind: 'anchored', base: 't0', offsetSeconds: 0, condition: 'go' },
    variants: [{ channelId: channel.id }],
  })
  if (made.kind !== 'created') throw new Error(made.why)
  await api.editorial.submit.mutate({ postId: made.id, version: 1 })
  const approved = await approver.api.editorial.approve.mutate({ postId: made.id, version: 1, comment: '' })
  if (approved.kind !== 'approved') throw new Error(JSON.stringify(approved))
  return made.id
}

test('the clock ticks without drawing the page anew', async ({ deskOf }) => {
  const ines = await deskOf('ines')
  const eventId = await plan(ines, 'Room that ticks')
  await openRoom(ines.page, eventId)
  const changed = await ines.page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const where = new Set<string>()
        const observer = new MutationObserver((records) => {
          for (const { target } of records) {
            const element = target instanceof Element ? target : target.parentElement
            where.add(element?.closest('[role=timer], dl, p, li, nav, header')?.tagName.toLowerCase() ?? 'elsewhere')
          }
        })
        observer.observe(document.querySelector('main')!, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        })
        setTimeout(() => {
          observer.disconnect()
          resolve([...where].toSorted())
        }, 3500)
      }),
  )
  // The clock itself and the hour on the wall.
  expect(changed).toEqual(['div', 'dl'])
})

test('the wall shows no button, and every look can be read', async ({ deskOf }) => {
  const ines = await deskOf('ines')
  const event = (await ines.api.countdown.list.query()).find(({ name }) => name === 'Lyre 3')!
  await openRoom(ines.page, event.id, '?display=1')
  await expect(ines.page.getByRole('main').getByRole('button')).toHaveCount(0)
  const faults = async () => {
    const { violations } = await new AxeBuilder({ page: ines.page }).setLegacyMode(true).analyze()
    return violations.flatMap(({ id, impact, nodes }) =>
      impact === 'serious' || impact === 'critical' ? nodes.map((node) => `${id} ${node.html.slice(0, 160)}`) : [],
    )
  }
  expect(await faults()).toEqual([])
  await openRoom(ines.page, event.id)
  expect(await faults()).toEqual([])
  await ines.page.getByRole('button', { name: word('room.light') }).click()
  await expect(ines.page.getByRole('button', { name: word('room.dark') })).toBeVisible()
  expect(await faults()).toEqual([])
  // Scrub can be asked for before a launch and during a hold: another story of this house may have held it.
  await ines.page.keyboard.press('a')
  await expect(ines.page.getByRole('complementary')).toBeVisible()
  expect(await faults()).toEqual([])
})

test('the rail, the clock of every page and a page without a name lead to the room of the nearest launch', async ({
  deskOf,
}) => {
  const ines = await deskOf('ines')
  await plan(ines, 'Room that is near')
  await ines.page.goto('/')
  await ines.page.getByRole('link', { name: word('room.title') }).click()
  await expect(ines.page).toHaveURL(/\/countdown\/[0-9a-f-]{36}\/room$/)
  const room = ines.page.url()
  await ines.page.goto('/')
  await ines.page.getByRole('banner').getByRole('timer').click()
  await expect(ines.page).toHaveURL(room)
})
