import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import type { Language } from '../format/index.ts'
import { findBrowser } from './chromium.ts'
import { faces, ORIGIN } from './fonts.ts'

const IDLE_MS = 60_000
const PAGE_MS = 30_000

/** Prints HTML to PDF, one page at a time, on one browser that starts when it is needed and ends a minute after the last page. */
export type PdfPrinter = {
  /** An A4 PDF with selectable text, tags and an outline. The page may load nothing: what is not inside it is refused. */
  readonly render: (html: string, options: { readonly language: Language }) => Promise<Uint8Array>
  /** Ends the browser now, after the page being printed. */
  readonly close: () => Promise<void>
  /** True while a browser is up. */
  readonly running: () => boolean
}

type Open = { readonly browser: Browser; readonly scratch: string }

/** Makes a printer. `home` is the folder that the browser is unpacked into (default: one of this user's own in the system's temporary folder). */
export function createPdfPrinter(settings: { readonly home?: string; readonly idleMs?: number } = {}): PdfPrinter {
  let open: Open | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | null = null

  const start = async (): Promise<Open> => {
    const program = await findBrowser(settings.home)
    const scratch = await mkdtemp(join(program.folder, 'run-'))
    // Loaded when the first page is printed: most processes never print one.
    const { chromium } = await import('playwright-core')
    const browser = await chromium.launch({
      executablePath: program.path,
      // As root Chromium has no sandbox; the page has no script and no network, and what people wrote in it is escaped.
      chromiumSandbox: false,
      args: [
        '--font-render-hinting=none',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--no-zygote',
        '--disable-extensions',
      ],
      env: {
        ...process.env,
        ...program.env,
        TMPDIR: scratch,
        HOME: scratch,
        XDG_CACHE_HOME: scratch,
        XDG_CONFIG_HOME: scratch,
      },
    })
    return { browser, scratch }
  }

  const end = async (): Promise<void> => {
    const closing = open
    open = null
    if (idle) clearTimeout(idle)
    if (!closing) return
    await closing.browser.close()
    await rm(closing.scratch, { recursive: true, force: true })
  }

  // One thing at a time, in the order asked for; a page that failed does not stop the next.
  const queued = <T>(task: () => Promise<T>): Promise<T> => {
    const turn = queue.then(task, task)
    queue = turn.catch(() => undefined)
    return turn
  }

  const waitForIdle = (): void => {
    if (idle) clearTimeout(idle)
    idle = setTimeout(() => void queued(end), settings.idleMs ?? IDLE_MS)
    idle.unref()
  }

  return {
    running: () => open !== null,
    close: () => queued(end),
    render: (html, { language }) =>
      queued(async () => {
        // What is printed now is not idle: a browser that waits for its end must not close between two pages.
        if (idle) clearTimeout(idle)
        if (open && !open.browser.isConnected()) await end()
        open ??= await start()
        const context = await open.browser.newContext({
          javaScriptEnabled: false,
          locale: language === 'fr' ? 'fr-FR' : 'en-GB',
          offline: false,
        })
        try {
          return await print(context, html)
        } finally {
          await context.close()
          waitForIdle()
        }
      }),
  }
}

async function print(context: BrowserContext, html: string): Promise<Uint8Array> {
  const page = await context.newPage()
  page.setDefaultTimeout(PAGE_MS)
  const { css, files } = await faces()
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    if (url.protocol === 'data:') return route.continue()
    if (url.origin !== ORIGIN) return route.abort('blockedbyclient')
    if (url.pathname === '/report') {
      // Our faces go in before the page's own style, which names them first and system faces after.
      const body = html.replace('<style>', () => `<style>${css}</style><style>`)
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body })
    }
    const font = files.get(url.pathname.replace('/fonts/', ''))
    if (font === undefined) return route.abort('blockedbyclient')
    const headers = { 'access-control-allow-origin': ORIGIN }
    return route.fulfill({ contentType: 'font/woff2', body: await readFile(font), headers })
  })
  await page.goto(`${ORIGIN}/report`, { waitUntil: 'load' })
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, format: 'A4' })
}

let shared: PdfPrinter | null = null

/** Prints on the process's one printer. Send HTML drawn for paper: `renderReport(model, { medium: 'paper', picture })`, with pictures as data. */
export async function renderPdf(
  html: string,
  options: { readonly language: Language; readonly home?: string },
): Promise<Uint8Array> {
  shared ??= createPdfPrinter({ home: options.home })
  return shared.render(html, { language: options.language })
}

/** Ends the process's printer: call it on shutdown. */
export async function closePdfPrinter(): Promise<void> {
  await shared?.close()
  shared = null
}
