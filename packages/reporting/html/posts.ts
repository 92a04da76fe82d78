import { dayIn } from '../format/index.ts'
import { html, safeHref, safeSrc, type Markup } from '../markup/index.ts'
import type { ReportPost } from '../model/index.ts'
import { correction, correctionsBeside, figureLink, known, type Page } from './context.ts'
import { networkMark } from './marks.ts'
import { counted } from './networks.ts'

// Told in this order, three at most: how far it went, then what people did.
const TOLD = ['reach', 'impressions', 'reactions', 'comments', 'shares', 'clicks']

function picture(page: Page, post: ReportPost): Markup {
  const { picture: image } = post
  const address = image && page.picture(image.ref)
  const src = address && safeSrc(address)
  if (!image || !src) return html`<div class="quote"><p>${post.text}</p></div>`
  const size = image.width && image.height ? html` width="${image.width}" height="${image.height}"` : null
  return html`<img
    class="pic"
    src="${src}"
    alt="${image.alt}"
    ${size}${!page.paper && html` loading="lazy" decoding="async"`}
  />`
}

function article(page: Page, post: ReportPost): Markup {
  const { words, model } = page
  const shown = TOLD.map((m) => `post.${post.id}.${m}`)
    .filter((key) => post.figures.includes(key) && known(page, key))
    .slice(0, 3)
  const told = shown.flatMap((key, i) => [i > 0 && ', ', counted(page, key)])
  const href = post.permalink && safeHref(post.permalink)
  const day = dayIn(Date.parse(post.publishedAt), model.zone)
  const none = post.figures[0]
  return html`<article class="bp">
    ${picture(page, post)}
    <h3>${post.title}</h3>
    <p class="by">${networkMark(post.network)}${words.dateline(post.networkName, day)}</p>
    <p>${shown.length > 0 ? html`${told}.` : none && figureLink(page, none)}</p>
    ${href && html`<p class="by go-post"><a href="${href}" rel="noreferrer">${words.seePost(post.networkName)}</a></p>`}
    ${correctionsBeside(page, post.figures)}
  </article>`
}

/** The posts that moved people most, with their pictures. */
export function bestPosts(page: Page): Markup | null {
  const { model, words } = page
  const { best, others } = model.posts
  if (model.channels.length === 0) return null
  if (best.length === 0)
    return html`<section class="best">
      <h2>${words.best}</h2>
      <p class="src">${words.noPosts}</p>
    </section>`
  const kind = best.length <= 3 ? `k${best.length}` : 'many'
  const more = others.length > 0 ? words.morePosts(others.length) : null
  return html`<section class="best">
    <h2>${words.best}</h2>
    <div class="bps ${kind}">${best.map((post) => article(page, post))}</div>
    <p class="src">${words.bestRule} ${more}</p>
  </section>`
}

/** What this edition corrects in earlier ones. */
export function earlierCorrections(page: Page): Markup | null {
  const list = page.corrections.filter((c) => c.edition !== null)
  if (list.length === 0) return null
  return html`<section class="fixes">
    <h2>${page.words.correctionsToEarlier}</h2>
    ${list.map((c) => correction(page, c))}
  </section>`
}
