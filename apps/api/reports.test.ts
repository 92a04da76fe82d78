import { gzipSync } from 'node:zlib'
import { diskMediaStore } from '@comptoir/operations/editorial'
import { editionPrinted } from '@comptoir/operations/reporting'
import { openReportDesk, type ReportDesk } from '@comptoir/operations/testing'
import { inAgency } from '@comptoir/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type Person, type TestApi } from './testing/index.ts'

let house: TestApi
let desk: ReportDesk
let salome: Person
let editionId: string

beforeAll(async () => {
  house = await openTestApi()
  desk = await openReportDesk(house.database)
  salome = await house.person({ role: 'account_manager', name: 'Salomé Wacquez', agencyId: desk.agencyId })
  const { from, to: until } = desk.period
  const frozen = await salome.client.reporting.freeze.mutate({ definitionId: desk.definitionId, from, until })
  if (frozen.kind !== 'frozen') throw new Error(frozen.why)
  editionId = frozen.editionId
})
afterAll(() => house.close())

type Sharing = { label?: string; password?: string | null; expiresAt?: string | null }

async function share(more: Sharing = {}): Promise<{ id: string; url: string }> {
  const made = await salome.client.reporting.share.mutate({ editionId, ...more })
  if (made.kind !== 'shared') throw new Error(made.why)
  return made
}

const visit = (url: string, headers: Record<string, string> = {}) => fetch(url, { redirect: 'manual', headers })
const say = (url: string, password: string) =>
  fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ password }) })
const linkOf = async (id: string) =>
  (await salome.client.reporting.edition.query({ editionId })).links.find((link) => link.id === id)

describe('a report by its link', () => {
  test('opens signed out: its figures, in its language, without script, cookie or tracker', async () => {
    const { id, url } = await share({ label: 'Direction' })
    const answer = await visit(url, { 'accept-language': 'en' })
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toContain('<html lang="fr">')
    expect(html).toContain('Orphée Lanceurs')
    expect(html).toContain('Le pas de tir attend Lyre 3')
    expect(html).not.toContain('<script')
    expect(gzipSync(html).length).toBeLessThan(50_000)
    const headers = Object.fromEntries(answer.headers)
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    })
    expect(headers['x-robots-tag']).toContain('noindex')
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await linkOf(id)).toMatchObject({ opened: 1, url, label: 'Direction', hasPassword: false })
    await fetch(url, { method: 'HEAD' })
    await visit(url, { 'sec-purpose': 'prefetch;prerender' })
    expect(await linkOf(id)).toMatchObject({ opened: 1 })
  })

  test('is shut once it is taken back, and says what to do', async () => {
    const { id, url } = await share()
    await salome.client.reporting.revoke.mutate({ linkId: id })
    await salome.client.reporting.revoke.mutate({ linkId: id })
    for (const path of ['', '/pdf', '/csv']) {
      const answer = await visit(url + path)
      expect(answer.status).toBe(410)
      expect(await answer.text()).toContain('Ce lien a été retiré')
    }
    expect((await linkOf(id))?.revokedAt).not.toBeNull()
  })

  test('is shut once its time is over', async () => {
    const past = new Date(Date.now() - 1000).toISOString()
    expect(await salome.client.reporting.share.mutate({ editionId, expiresAt: past })).toEqual({
      kind: 'refused',
      why: 'expires-in-the-past',
    })
    const { url } = await share({ expiresAt: new Date(Date.now() + 400).toISOString() })
    expect((await visit(url)).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 450))
    const answer = await visit(url)
    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain('Ce lien a expiré')
  })

  test('that is none, or of another agency, is not found, in the browser’s language', async () => {
    const { url } = await share()
    const token = url.split('/r/')[1]!
    const [agency = '', secret = ''] = token.split('.')
    const elsewhere = Buffer.from((await house.database.makeAgency()).replaceAll('-', ''), 'hex').toString('base64url')
    const wrong = [`${agency}.${secret.slice(0, -1)}x`, `${elsewhere}.${secret}`, 'x', `${agency}`, `${token}/nothing`]
    for (const one of wrong) {
      const answer = await visit(`${house.url}/r/${one}`, { 'accept-language': 'fr-FR,fr' })
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('Aucun rapport à cette adresse')
    }
    expect(await (await visit(`${house.url}/r/x`)).text()).toContain('No report at this address')
  })

  test('gives its CSV, part by part', async () => {
    const { url } = await share()
    const csv = await visit(`${url}/csv`)
    expect(csv.headers.get('content-disposition')).toMatch(
      /^attachment; filename="orphee-lanceurs-\d{4}-\d\d-figures.csv"$/,
    )
    expect(await csv.text()).toContain('bluesky.gain')
    expect(await (await visit(`${url}/csv?part=posts`)).text()).toContain('Le pas de tir attend Lyre 3')
  })

  test('says that its PDF is being made, then gives the file itself', async () => {
    const { url } = await share()
    const early = await visit(`${url}/pdf`)
    expect([early.status, early.headers.get('retry-after')]).toEqual([404, '10'])
    expect(await early.text()).toContain('Le PDF est en préparation')
    const staff = await salome.fetch(`/files/reports/editions/${editionId}.pdf`)
    expect([staff.status, await staff.json()]).toEqual([404, { why: 'rendering' }])
    expect((await salome.client.reporting.edition.query({ editionId })).pdf).toBe('rendering')
    expect(await salome.client.reporting.orderPdf.mutate({ editionId })).toEqual({ kind: 'ordered' })

    const bytes = Buffer.from('%PDF-1.7 printed')
    const pdfSha256 = await diskMediaStore(house.services.settings.dataDir).put(desk.agencyId, bytes)
    await inAgency(house.services.db, desk.agencyId, (tx) => editionPrinted(tx, editionId, { pdfSha256, pictures: {} }))
    for (const answer of [await visit(`${url}/pdf`), await salome.fetch(`/files/reports/editions/${editionId}.pdf`)]) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
    }
    expect((await salome.client.reporting.edition.query({ editionId })).pdf).toBe('ready')
    expect(await salome.client.reporting.orderPdf.mutate({ editionId })).toMatchObject({ why: 'already-there' })
  })
})

describe('the picture of a post', () => {
  const picture = Buffer.from('a picture of the pad')

  test('comes to who holds the link, and to a member’s preview without a cookie; to nobody else', async () => {
    const again = await openReportDesk(house.database)
    const store = diskMediaStore(house.services.settings.dataDir)
    const sha256 = await store.put(again.agencyId, picture)
    await again.work(async (tx) => {
      const own = { agency_id: again.agencyId }
      const { id } = await tx
        .insertInto('media')
        .values({
          ...own,
          state: 'ready',
          name: 'pas.jpg',
          original_sha256: sha256,
          original_mime: 'image/jpeg',
          original_bytes: picture.length,
          sha256,
          mime: 'image/jpeg',
          bytes: picture.length,
          width: 1600,
          height: 900,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const { post_id } = await tx
        .selectFrom('deliveries')
        .select('post_id')
        .where('id', '=', again.postDeliveryId)
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('post_media')
        .values({ ...own, post_id, media_id: id, position: 0, alt: 'Le pas de tir au couchant' })
        .execute()
    })
    const hugo = await house.person({ role: 'analyst', name: 'Hugo Marescaux', agencyId: again.agencyId })
    const stretch = { definitionId: again.definitionId, from: again.period.from, until: again.period.to }
    const { html: preview } = await hugo.client.reporting.preview.query(stretch)
    const inPreview = srcOf(preview)
    const shown = await fetch(house.url + inPreview)
    expect([shown.status, shown.headers.get('cross-origin-resource-policy')]).toEqual([200, 'cross-origin'])
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(picture)
    expect((await fetch(house.url + inPreview.replace(/\?k=.*/, ''))).status).toBe(404)
    expect((await fetch(house.url + inPreview.replace(sha256, 'f'.repeat(64)))).status).toBe(404)

    const frozen = await hugo.client.reporting.freeze.mutate(stretch)
    if (frozen.kind !== 'frozen') throw new Error(frozen.why)
    const shared = await hugo.client.reporting.share.mutate({ editionId: frozen.editionId })
    if (shared.kind !== 'shared') throw new Error(shared.why)
    const page = await (await visit(shared.url)).text()
    expect(page).toContain('Le pas de tir au couchant')
    const answer = await visit(house.url + srcOf(page))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    // Another picture of the agency is not the link's to open.
    const other = await store.put(again.agencyId, Buffer.from('not in this report'))
    expect((await visit(`${shared.url}/pictures/${other}.jpg`)).status).toBe(404)
    await hugo.client.reporting.revoke.mutate({ linkId: shared.id })
    expect((await visit(house.url + srcOf(page))).status).toBe(410)
  })
})

const srcOf = (html: string): string =>
  (
    /<img[^>]* class="pic"[^>]* src="([^"]+)"|<img class="pic" src="([^"]+)"/.exec(html)?.slice(1).find(Boolean) ?? ''
  ).replaceAll('&amp;', '&')

describe('a password', () => {
  test('opens the page, its pictures and its files for a while, and no other link', async () => {
    const { id, url } = await share({ password: 'Kourou 1968' })
    const asked = await visit(url)
    expect(await asked.text()).toContain('Ce rapport est protégé')
    expect((await visit(`${url}/csv`)).headers.get('content-type')).toContain('text/html')
    const wrong = await say(url, 'kourou 1968')
    expect(wrong.status).toBe(403)
    expect(await wrong.text()).toContain('Ce n’est pas ce mot de passe')
    expect((await linkOf(id))?.opened).toBe(0)

    const right = await say(url, 'Kourou 1968')
    expect(right.status).toBe(303)
    expect(right.headers.getSetCookie()).toEqual([])
    const page = new URL(right.headers.get('location') ?? '', house.url)
    const opened = await visit(page.toString())
    const html = await opened.text()
    expect(opened.status).toBe(200)
    expect(html).toContain('Le pas de tir attend Lyre 3')
    expect(html).toContain(`/csv${page.search}`)
    expect((await visit(`${url}/csv${page.search}`)).headers.get('content-type')).toContain('text/csv')
    expect((await linkOf(id))?.opened).toBe(1)

    const other = await share({ password: 'Kourou 1968' })
    expect(await (await visit(other.url + page.search)).text()).toContain('Ce rapport est protégé')
    const forged = page.search.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    expect(await (await visit(url + forged)).text()).toContain('Ce rapport est protégé')
  })

  test('tried wrong five times shuts the link for a minute, for the right one too; a hundred at once are no more', async () => {
    const { url } = await share({ password: 'Kourou 1968' })
    const tries = await Promise.all(Array.from({ length: 12 }, () => say(url, 'wrong wrong')))
    const codes = tries.map(({ status }) => status)
    expect(codes.filter((code) => code === 403)).toHaveLength(4)
    expect(codes.filter((code) => code === 429)).toHaveLength(8)
    const locked = await say(url, 'Kourou 1968')
    expect(locked.status).toBe(429)
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(await locked.text()).toContain('Attendez une minute')
    expect((await visit(url)).status).toBe(429)
    await house.database.root
      .updateTable('share_links')
      .set({ locked_until: new Date(Date.now() - 1000) })
      .where('agency_id', '=', desk.agencyId)
      .where('locked_until', 'is not', null)
      .execute()
    expect((await say(url, 'Kourou 1968')).status).toBe(303)
  })
})

describe('a correction', () => {
  test('stands beside the figure for every reader, and the edition stays', async () => {
    const again = await openReportDesk(house.database)
    const hugo = await house.person({ role: 'analyst', name: 'Hugo Marescaux', agencyId: again.agencyId })
    const { from, to: until } = again.period
    const frozen = await hugo.client.reporting.freeze.mutate({ definitionId: again.definitionId, from, until })
    if (frozen.kind !== 'frozen') throw new Error(frozen.why)
    const before = await hugo.client.reporting.edition.query({ editionId: frozen.editionId })
    const shared = await hugo.client.reporting.share.mutate({ editionId: frozen.editionId })
    if (shared.kind !== 'shared') throw new Error(shared.why)
    await again.read(until, 1234, { source: 'import', time: '22:00', definition: 'import' })
    const html = await (await visit(shared.url)).text()
    expect(html).toContain('1\u202f234')
    const printed = before.corrections.length
    const after = await hugo.client.reporting.edition.query({ editionId: frozen.editionId })
    expect(printed).toBe(0)
    expect(after.corrections.length).toBeGreaterThan(0)
    expect(html).toContain(after.corrections[0]!.was)
    expect(after.fingerprint).toBe(before.fingerprint)
    const csv = await (await visit(`${shared.url}/csv`)).text()
    expect(csv.split('\n').find((line) => line.includes('bluesky.followers'))).toContain('1234')
  })
})

describe('staff', () => {
  test('see links but not how to open them unless they may share; a reader writes nothing', async () => {
    await share()
    const basile = await house.person({ role: 'creator', name: 'Basile Okafor', agencyId: desk.agencyId })
    const { links } = await basile.client.reporting.edition.query({ editionId })
    expect(links.length).toBeGreaterThan(0)
    expect(links.every(({ url }) => url === null)).toBe(true)
    await expect(basile.client.reporting.share.mutate({ editionId })).rejects.toMatchObject({
      data: { code: 'FORBIDDEN' },
    })
    const { html } = await basile.client.reporting.editionHtml.query({ editionId })
    expect(html).toContain('Le pas de tir attend Lyre 3')
  })

  test('of another agency, and nobody, get no file', async () => {
    const other = await house.person({ role: 'director' })
    for (const type of ['pdf', 'csv']) {
      const path = `/files/reports/editions/${editionId}.${type}`
      expect((await other.fetch(path)).status).toBe(404)
      expect((await fetch(house.url + path)).status).toBe(401)
    }
    expect((await salome.fetch(`/files/reports/editions/${editionId}.csv`)).status).toBe(200)
  })
})
