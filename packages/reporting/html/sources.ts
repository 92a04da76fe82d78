import { dayIn, rough } from '../format/index.ts'
import { html, type Markup } from '../markup/index.ts'
import type { Figure, SourceRecord, UsedReading } from '../model/index.ts'
import { figureText, idOf, written, type Page } from './context.ts'

function definitions(page: Page, source: SourceRecord): string[] {
  return source.definitions.map((d, i) =>
    page.words.definitionSince(
      d.officialName,
      d.text,
      i > 0 && d.from ? dayIn(Date.parse(d.from), page.model.zone) : null,
    ),
  )
}

function told(page: Page, source: SourceRecord): (string | null)[] {
  const { words, model } = page
  const span =
    source.first && source.last ? words.spanOf(Date.parse(source.first), Date.parse(source.last), model.zone) : null
  // What is counted whole needs no "61 of 61".
  const whole = source.kind === 'given' && source.readings === source.expected
  return [whole ? null : words.coverage(source), words.gaps(source), words.imported(source), span, source.note]
}

const sentences = (parts: readonly (string | null)[]): string =>
  parts
    .filter((p): p is string => p !== null && p !== '')
    .map((p) => (/[.!?…]$/.test(p) ? p : `${p}.`))
    .join(' ')

/** How one figure was made: its formula, the readings it rests on, what the network says it counts, and what is missing. */
function sheet(page: Page, figure: Figure): Markup {
  const { words, model, language } = page
  const source = model.sources[figure.provenance.source]
  const { readings, formula } = figure.provenance
  const why = figure.value === null ? words.missing(figure.missing ?? 'no-reading') : null
  const interval =
    figure.interval &&
    [figure.interval.low, figure.interval.high].map((v) => written('count', rough(v), null, language)).join(' – ')
  const less = (r: UsedReading): boolean => r.role === 'start' && figure.unit === 'gain'
  const used = readings.map(
    (r) =>
      html`<li>
        <b>${less(r) && '− '}${written('count', r.value, null, language)}</b
        ><span>${words.readAt(Date.parse(r.at), model.zone, r.source)}</span>
      </li>`,
  )
  return html`<section class="sheet" id="${idOf('f', figure.key)}" tabindex="-1" aria-label="${figure.label}">
    <h3>${figure.label} <b>${figureText(page, figure)}</b></h3>
    ${why && html`<p>${why}</p>`}
    <p>${words.formula(formula, model.zone)}${interval && html` <b>${interval}</b>`}</p>
    ${
      used.length > 0 &&
      html`<ul>
        ${used}
      </ul>`
    }
    ${source && html`<p>${sentences([...definitions(page, source), words.coverage(source), words.gaps(source)])}</p>`}
    <p class="go">
      <a href="#${idOf('s', figure.provenance.source)}">${words.wholeSource}</a
      ><a href="#${idOf('r', figure.key)}">${words.close}</a>
    </p>
  </section>`
}

/** Sources at the foot, who signs, and one sheet for each figure that the page shows. */
export function foot(page: Page, fingerprint: string | null): Markup {
  const { model, words } = page
  const figures = [...page.shown].flatMap((key) => model.figures[key] ?? [])
  const linked = new Set([
    ...figures.map((f) => f.provenance.source),
    ...model.channels.map((c) => `${c.slug}.followers`),
  ])
  const sources = Object.values(model.sources).filter((s) => linked.has(s.id))
  const single = sources.filter((s) => s.kind !== 'posts').map((s) => entry(page, s))
  const networks = [...new Set(sources.flatMap((s) => (s.kind === 'posts' && s.network ? [s.network] : [])))]
  const posts = networks.map((network) =>
    postsEntry(
      page,
      network,
      sources.filter((s) => s.kind === 'posts' && s.network === network),
    ),
  )
  const by = [model.signedBy, model.agency.name, model.agency.town].filter((x) => x).join(', ')
  const print = fingerprint && words.fingerprint(fingerprint.match(/.{4}/g)?.slice(0, 4).join('·') ?? fingerprint)
  return html`<footer class="foot">
    <h2>${words.method}</h2>
    <dl>
      ${single}${posts}
      <div>
        <dt>${words.signed}</dt>
        <dd>${by}. ${print} ${words.noTracker}</dd>
      </div>
    </dl>
    ${!page.paper && figures.map((figure) => sheet(page, figure))}
  </footer>`
}

function entry(page: Page, source: SourceRecord): Markup {
  const figure = page.model.figures[source.id]
  const formula = source.kind === 'given' ? figure?.provenance.formula : undefined
  // A figure that divides an amount is explained by its formula: it has no readings of its own.
  const divided = formula?.kind === 'cost-per-follower'
  const text = divided
    ? [page.words.formula(formula, page.model.zone)]
    : [...definitions(page, source), ...told(page, source)]
  return html`<div id="${idOf('s', source.id)}">
    <dt>${source.label}</dt>
    <dd>${sentences(text)}</dd>
  </div>`
}

// One entry for the posts of a network, a sentence for each metric: they are read together.
function postsEntry(page: Page, network: string, sources: readonly SourceRecord[]): Markup {
  const { words } = page
  const name = page.model.channels.find((c) => c.network === network)?.networkName ?? network
  const colon = page.language === 'fr' ? '\u00a0: ' : ': '
  const lines = sources.map((s) => {
    const said = [...definitions(page, s), words.coverage(s)]
    const metric = words.metric[s.metric] ?? s.metric
    return html`<span id="${idOf('s', s.id)}"><b>${metric}</b>${colon}${sentences(said)}</span> `
  })
  const last = sources.flatMap((s) => (s.last ? [Date.parse(s.last)] : []))
  const read = last.length > 0 ? words.spanOf(Math.max(...last), Math.max(...last), page.model.zone) : null
  return html`<div id="${idOf('s', `${network}-posts`)}">
    <dt>${words.postsOf(name)}</dt>
    <dd>${lines}${read}</dd>
  </div>`
}
