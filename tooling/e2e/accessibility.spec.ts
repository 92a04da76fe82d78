import { AxeBuilder } from '@axe-core/playwright'
import { apiOf } from './house/api.ts'
import { type BrowserContext, type Complaints, expect, listenTo, type Page, test } from './house/fixtures.ts'
import { addressOf, DOORS, namesIn, pagesOfTheMap } from './house/map.ts'
import { signInAs } from './house/people.ts'

type Language = 'fr' | 'en'
type Look = { scheme: 'light' | 'dark'; width: 1280 | 390; language: Language }

/** What the browser notes when axe looks into the preview of a report, where no script may run. */
const AXE_SHUT_OUT = "Blocked script execution in 'about:srcdoc'"

const DESK = 1280
const PHONE = 390
const EVERY_LOOK: readonly Look[] = (['fr', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    ([DESK, PHONE] as const).map((width): Look => ({ language, scheme, width })),
  ),
)
/** French by day at a desk, English by night on a phone; `pnpm e2e` looks at all eight. */
const LOOKS = process.env.E2E_EVERYTHING
  ? EVERY_LOOK
  : EVERY_LOOK.filter(({ language, scheme, width }) =>
      language === 'fr' ? scheme === 'light' && width === DESK : scheme === 'dark' && width === PHONE,
    )

const paths = pagesOfTheMap()
const desks = new Map<string, { context: BrowserContext; page: Page; said: Complaints }>()
let names: Record<string, string>

test.beforeAll(async ({ browser, house }) => {
  for (const language of ['fr', 'en'] as const) {
    for (const door of [false, true]) {
      const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
      const context = door
        ? await browser.newContext({ baseURL: house.url, locale })
        : await signInAs(browser, house, 'ines', { language, locale })
      const page = await context.newPage()
      const said: Complaints = []
      listenTo(page, said)
      desks.set(`${language} ${door}`, { context, page, said })
    }
  }
  names = await namesIn(apiOf(house.url, desks.get('fr false')!.context.request))
})
test.afterAll(async () => {
  for (const { context } of desks.values()) await context.close()
})

test('the list of pages is the admin’s own map', async () => {
  const { page } = desks.get('en false')!
  await page.goto('/')
  const mapped = await page.evaluate(() => {
    const router: { routesByPath: Record<string, unknown> } = Reflect.get(window, '__TSR_ROUTER__')
    return Object.keys(router.routesByPath)
  })
  expect(mapped.map((path) => path.replace(/(.)\/$/, '$1')).toSorted()).toEqual(paths)
})

for (const path of paths) {
  test(`${path} can be read by all`, async () => {
    test.setTimeout(120_000)
    const faults: string[] = []
    for (const language of ['fr', 'en'] as const) {
      const looks = LOOKS.filter((look) => look.language === language)
      const { page, said } = desks.get(`${language} ${DOORS.has(path)}`)!
      said.length = 0
      await page.setViewportSize({ width: looks[0]!.width, height: 900 })
      await page.emulateMedia({ colorScheme: looks[0]!.scheme })
      await page.goto(addressOf(path, names))
      await settled(page)
      for (const look of looks) faults.push(...(await faultsOf(page, look)))
      faults.push(...(await sideways(page, language)))
      faults.push(...said.filter((line) => !line.includes(AXE_SHUT_OUT)).map((line) => `${language}: ${line}`))
    }
    expect(faults).toEqual([])
  })
}

/** What was asked for is there: no bar stands for a thing that loads. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page.locator('.animate-breathe')).toHaveCount(0)
  await expect(page.getByRole('heading').first()).toBeVisible()
}

async function faultsOf(page: Page, { scheme, width, language }: Look): Promise<string[]> {
  await page.emulateMedia({ colorScheme: scheme })
  await page.setViewportSize({ width, height: 900 })
  await settled(page)
  const where = `${language} ${scheme} ${width}`
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${where}: ${id} ${node.html.slice(0, 160)}`))
}

/** Nothing asks to be scrolled sideways, neither at a desk nor on a phone. */
async function sideways(page: Page, language: Language): Promise<string[]> {
  const faults: string[] = []
  for (const width of [DESK, PHONE]) {
    await page.setViewportSize({ width, height: 900 })
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    // A page is laid out anew in its own time.
    const fits = await expect
      .poll(over, { timeout: 3000 })
      .toBeLessThanOrEqual(0)
      .then(
        () => true,
        () => false,
      )
    if (!fits) faults.push(`${language} ${width}: ${await over()} px wider than the window`)
  }
  return faults
}
