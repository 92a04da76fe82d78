import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import sharp from 'sharp'
import { type Api, apiOf } from './house/api.ts'
import { browserToLaunch } from './house/browser.ts'
import { signInAs } from './house/people.ts'
import { startWholeHouse } from './house/start.ts'

/** Where the README finds them. */
const PICTURES = join(import.meta.dirname, '..', '..', 'docs', 'pictures')
const MOST_BYTES = 120_000
const DESK = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 780 }

type Picture = { name: string; size: typeof DESK; address: (api: Api) => Promise<string> | string }

/** The demo's launcher. */
async function orphee(api: Api): Promise<string> {
  return (await api.clients.list.query()).find((one) => one.name.startsWith('Orphée'))!.id
}

const shown: readonly Picture[] = [
  { name: 'today', size: DESK, address: () => '/' },
  { name: 'calendar', size: DESK, address: () => '/calendar' },
  {
    name: 'composer',
    size: DESK,
    async address(api) {
      const [first, ...others] = await api.editorial.list.query({ show: 'review', clientId: await orphee(api) })
      // The one with the most to show.
      const richest = others.reduce((best, one) => (one.channels.length > best.channels.length ? one : best), first!)
      return `/posts/${richest.id}`
    },
  },
  {
    name: 'countdown',
    size: DESK,
    async address(api) {
      const next = await api.countdown.nextT0.query()
      return `/countdown/${next!.eventId}`
    },
  },
  { name: 'audience', size: DESK, address: async (api) => `/audience?client=${await orphee(api)}&span=all` },
  {
    name: 'report',
    size: PHONE,
    async address(api) {
      const definitions = await api.reporting.definitions.query({ clientId: await orphee(api) })
      for (const { id } of definitions) {
        const { editions } = await api.reporting.definition.query({ definitionId: id })
        for (const edition of editions) {
          const { links } = await api.reporting.edition.query({ editionId: edition.id })
          const open = links.find((link) => link.url && !link.hasPassword && !link.revokedAt)
          if (open?.url) return open.url
        }
      }
      throw new Error('the demo shares no report')
    },
  },
]

/** What was asked for has come, faces and pictures too. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('.animate-breathe') === null)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  // Pictures below the fold are fetched when they are scrolled to: only what is seen is waited for.
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight),
  )
}

/** As good as fits into the weight that a README may have. */
async function compressed(png: Buffer): Promise<Buffer> {
  for (let quality = 86; quality > 30; quality -= 6) {
    const webp = await sharp(png).webp({ quality, effort: 6 }).toBuffer()
    if (webp.length <= MOST_BYTES) return webp
  }
  throw new Error('a picture does not get small enough')
}

const house = await startWholeHouse({ E2E_STORY: 'demo' })
const browser = await chromium.launch(await browserToLaunch())
try {
  await mkdir(PICTURES, { recursive: true })
  for (const scheme of ['light', 'dark'] as const) {
    const context = await signInAs(browser, house, 'ines', {
      language: 'en',
      locale: 'en-GB',
      timezoneId: 'Europe/Paris',
      colorScheme: scheme,
      reducedMotion: 'reduce',
      deviceScaleFactor: 1.5,
      viewport: DESK,
    })
    const page = await context.newPage()
    for (const { name, size, address } of shown) {
      await page.setViewportSize(size)
      await page.goto(await address(apiOf(house.url, context.request)))
      await settled(page)
      // What came first may ask for more: previews are loaded once their channels are known.
      await page.waitForTimeout(1_500)
      await settled(page)
      const webp = await compressed(await page.screenshot())
      await writeFile(join(PICTURES, `${name}-${scheme}.webp`), webp)
      console.log(`${name}-${scheme}.webp ${Math.round(webp.length / 1024)} kB`)
    }
    await context.close()
  }
} finally {
  await browser.close()
  await house.stop()
}
