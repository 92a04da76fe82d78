import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { lyreInput } from '../fixture/lyre.ts'
import { buildReport } from '../model/index.ts'
import { clientColours, contrast, parseHex } from './colour.ts'
import { renderDoor, renderReport } from './index.ts'

const page = renderReport(buildReport(lyreInput()), {
  fingerprint: 'ab'.repeat(32),
  links: { pdf: '/r/1.pdf', csv: 'javascript:alert(1)' },
})

/** The ids of a page and the fragments that it links to. */
function anchors(html: string): { ids: string[]; targets: string[] } {
  return {
    ids: [...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1] ?? ''),
    targets: [...html.matchAll(/ href="#([^"]+)"/g)].map((m) => m[1] ?? ''),
  }
}

describe('the page', () => {
  it('weighs less than 50 kB gzipped without pictures, in both languages', () => {
    for (const language of ['fr', 'en'] as const) {
      const text = renderReport(buildReport(lyreInput({ language, text: undefined, bestPosts: 9 }))).html
      expect(gzipSync(text).length).toBeLessThan(50_000)
    }
  })

  it('has no script, no inline style, and a policy that allows exactly its own', () => {
    expect(page.html).not.toMatch(/<script|<[^>]+\sstyle=|<[^>]+\son\w+=|javascript:|@import|url\(/i)
    const style = /<style>([\s\S]*?)<\/style>/.exec(page.html)?.[1] ?? ''
    expect(page.styleHash).toBe(`sha256-${createHash('sha256').update(style).digest('base64')}`)
    expect(page.csp).toContain(`style-src '${page.styleHash}'`)
    expect(page.csp).toContain("default-src 'none'")
  })

  it('opens each figure: every link leads somewhere, every id is there once', () => {
    const { ids, targets } = anchors(page.html)
    expect(new Set(ids).size).toBe(ids.length)
    for (const target of targets) expect(ids).toContain(target)
    expect(targets.filter((t) => t.startsWith('f-')).length).toBeGreaterThan(40)
    const paper = renderReport(buildReport(lyreInput()), { medium: 'paper' }).html
    const printed = anchors(paper)
    for (const target of printed.targets) expect(printed.ids).toContain(target)
    expect(paper).not.toContain('class="sheet"')
  })

  it('prints the story’s figures as French prints them', () => {
    expect(page.html).toContain('<html lang="fr">')
    for (const text of [
      '370\u202f000',
      '73\u202f500',
      '+14\u202f200',
      '+4,0\u00a0%',
      '92,5\u00a0%',
      '0,94\u00a0€',
      'pas ouvert',
    ])
      expect(page.html).toContain(text)
    expect(page.html).not.toMatch(/[a-zé] [;!?](?:\s|<)/)
  })

  it('shows a correction beside the figure that it corrects', () => {
    const correction = {
      edition: null,
      figure: 'post.p-pad.reach',
      label: 'Portée',
      unit: 'count',
      currency: null,
      printed: 412_000,
      now: 398_000,
      why: 'restated',
      noticed: '2025-12-09',
    } as const
    const text = renderReport(buildReport(lyreInput()), { corrections: [correction] }).html
    const card = text.slice(text.indexOf('Le pas de tir'), text.indexOf('</article>'))
    expect(card).toContain('398\u202f000')
    expect(card).toContain('412\u202f000')
  })

  it('draws a report about nothing', () => {
    const text = renderReport(
      buildReport(lyreInput({ channels: [], posts: [], launches: [], text: undefined, given: [], cost: null })),
    ).html
    expect(text).toContain('aucun abonné n’a pu être lu')
  })
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='x",
  '</style><script>',
  '</title>',
  '{facebook.followers}<b>',
  'javascript:alert(1)',
  '&lt;',
  '`${1}`',
]
const hostile = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme' }))

test.prop([hostile, hostile, hostile], { numRuns: 40 })('escaping survives hostile text', (a, b, c) => {
  const base = lyreInput()
  const model = buildReport({
    ...base,
    agency: { name: a, town: b },
    signedBy: c,
    client: { name: a, colour: b, mark: { ref: c, alt: a, width: null, height: null } },
    channels: base.channels.map((x) => ({ ...x, name: b, handle: c, note: a })),
    posts: base.posts.map((p) => ({
      ...p,
      title: a,
      text: b,
      permalink: c,
      picture: { ref: 'r', alt: a, width: 4, height: 3 },
    })),
    launches: base.launches.map((l) => ({ ...l, name: b })),
    text: { headline: a, deck: b, sections: [{ title: c, text: a }], captions: { curve: b, launches: c } },
    definitions: { 'facebook.page_follows': { officialName: a, text: b } },
  })
  const { html } = renderReport(model, { picture: () => c, links: { pdf: a, csv: b } })
  const tags = new Set([...html.matchAll(/<([a-zA-Z!/][a-zA-Z0-9]*)/g)].map((m) => (m[1] ?? '').toLowerCase()))
  for (const tag of ['script', 'iframe', 'object']) expect(tags.has(tag)).toBe(false)
  expect(html.match(/<style>/g)).toHaveLength(1)
  expect(html.match(/<\/title>/g)?.length).toBe(html.match(/<title/g)?.length)
  const attributes = [...html.matchAll(/<[a-z][a-z0-9]*((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*\/?>/g)].map((m) =>
    (m[1] ?? '').replaceAll(/="[^"]*"/g, ''),
  )
  for (const names of attributes) expect(names).not.toMatch(/\bon\w+/)
  for (const m of html.matchAll(/(?:href|src)="([^"]*)"/g))
    expect(m[1]).not.toMatch(/^\s*(?:javascript|data:text|vbscript)/i)
})

test.prop([fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255))])(
  'any client colour can be read on paper, at night, and on its own tint',
  (rgb) => {
    const made = clientColours(`#${rgb.map((n) => n.toString(16).padStart(2, '0')).join('')}`)
    const read = (hex: string): [number, number, number] => [...(parseHex(hex) ?? expect.fail(hex))]
    for (const [colour, ground] of [
      [made.day, '#f7f6f1'],
      [made.day, made.dayTint],
      [made.night, '#0f1113'],
      [made.night, made.nightTint],
    ] as const) {
      expect(contrast(read(colour), read(ground))).toBeGreaterThan(4.4)
    }
  },
)

describe('the doors', () => {
  it('ask, explain, and never say more', () => {
    const asked = renderDoor({ kind: 'password', agency: 'Zinc & Cie', action: '/r/x', problem: 'wrong' }, 'fr').html
    expect(asked).toContain('Zinc &amp; Cie')
    expect(asked).toMatch(/<form method="post" action="\/r\/x">/)
    expect(asked).toContain('aria-invalid="true"')
    expect(renderDoor({ kind: 'expired', agency: 'Z' }, 'en').html).toContain('This link has expired')
    expect(renderDoor({ kind: 'revoked', agency: 'Z' }, 'fr').html).toContain('Ce lien a été retiré')
    expect(renderDoor({ kind: 'not-found' }, 'en').html).toContain('No report at this address')
    const waits = { kind: 'password', agency: 'Z', action: '/r/x', problem: 'too-many', minutes: 4 } as const
    expect(renderDoor(waits, 'fr').html).toContain('Attendez 4\u00a0minutes')
    const made = renderDoor({ kind: 'making', agency: 'Z', report: '/r/x?k=1' }, 'en').html
    expect(made).toContain('<a href="/r/x?k=1">Read the report meanwhile</a>')
    for (const kind of ['busy', 'broken'] as const) expect(renderDoor({ kind }, 'fr').html).toMatch(/<h1>.+<\/h1>/)
  })
})
