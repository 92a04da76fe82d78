export { escape, html, safeHref, safeSrc, trusted, type Markup, type Slot } from './html.ts'
