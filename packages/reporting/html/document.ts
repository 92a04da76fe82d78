import { createHash } from 'node:crypto'
import { html, trusted, type Markup } from '../markup/index.ts'
import type { Language } from '../format/index.ts'

/** A page, and the header that lets it show exactly itself: no script, its own style by hash, pictures from its own origin. */
export type RenderedPage = { readonly html: string; readonly csp: string; readonly styleHash: string }

/** Wraps a body in a whole document. The style is ours; it goes in as it is, since entities mean nothing in CSS. */
export function documentOf(page: {
  readonly language: Language
  readonly title: string
  readonly style: string
  readonly body: Markup
}): RenderedPage {
  if (/<\/style/i.test(page.style)) throw new Error('A stylesheet cannot close its own element')
  const styleHash = `sha256-${createHash('sha256').update(page.style).digest('base64')}`
  const head = html`<meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="robots" content="noindex, nofollow" /><meta name="referrer" content="no-referrer" />
    <meta name="color-scheme" content="light dark" /><title>${page.title}</title>`
  const style = trusted(`<style>${page.style}</style>`)
  const text = html`<html lang="${page.language}">
    <head>
      ${head}${style}
    </head>
    <body>
      ${page.body}
    </body>
  </html>`
  // Few faces have the hyphen that never breaks: a plain one between two joiners reads and breaks the same.
  const spelled = text.text.replaceAll('\u2011', '\u2060-\u2060')
  return {
    html: `<!doctype html>\n${spelled}\n`,
    styleHash,
    csp: [
      "default-src 'none'",
      `style-src '${styleHash}'`,
      "img-src 'self' data:",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  }
}
