import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDemo } from './index.ts'
import { openDemoHouse, type TestHouse } from './testing/demo-house.ts'
import { signIn } from './testing/signed-in.ts'

let house: TestHouse
const begun = Temporal.Now.instant()

beforeAll(async () => {
  house = await openDemoHouse()
  await seedDemo(house)
}, 180_000)
afterAll(() => house.close())

const rows = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await query.execute(house.database.root)).rows

test('the headline figures are those that the reports draw', async () => {
  const last = await rows(sql<{ handle: string; network: string; value: number }>`
    select distinct on (c.id) c.handle, c.network, r.value from readings r
    join channels c on c.agency_id = r.agency_id and c.id = r.channel_id
    where r.delivery_id is null and r.metric = 'followers' order by c.id, r.at desc`)
  const of = (network: string, handle: RegExp) =>
    last.find((row) => row.network === network && handle.test(row.handle))?.value
  expect(of('facebook', /^orphee/)).toBe(370_000)
  expect(of('x', /^orphee/)).toBe(73_500)
  expect(of('bluesky', /^orphee/)).toBe(12_480)
  expect(of('mastodon', /^orphee/)).toBe(5_310)
})

test('no audience ever falls, and each launch is a step', async () => {
  const steps = await rows(sql<{ fell: number }>`
    select count(*)::int as fell from (
      select value - lag(value) over (partition by channel_id, definition order by at) as step from readings
      where delivery_id is null and metric = 'followers') s where step < 0`)
  expect(steps[0]?.fell).toBe(0)
  const bumps = await rows(sql<{ name: string; before: number; after: number }>`
    select e.name, before.value as before, after.value as after from attempts a
    join events e on e.agency_id = a.agency_id and e.id = a.event_id
    join channels c on c.agency_id = a.agency_id and c.network = 'facebook' and c.handle = 'orpheelanceurs'
    join lateral (select value from readings r where r.channel_id = c.id and r.delivery_id is null and r.at <= a.liftoff_at - interval '1 day' order by r.at desc limit 1) before on true
    join lateral (select value from readings r where r.channel_id = c.id and r.delivery_id is null and r.at <= a.liftoff_at + interval '3 days' order by r.at desc limit 1) after on true
    where a.liftoff_at is not null order by a.liftoff_at`)
  expect(bumps.map(({ name }) => name)).toEqual(['Calliope', 'Lyre 1', 'Lyre 2', 'Aristée'])
  for (const bump of bumps) expect(bump.after - bump.before).toBeGreaterThan(9_000)
})

test('a week without a reading stays a gap, with who lost the access and who brought it back', async () => {
  const [gap] = await rows(sql<{ days: number }>`
    select max(step)::int as days from (
      select extract(day from at - lag(at) over (order by at)) as step from readings r
      join channels c on c.id = r.channel_id where c.handle = 'orpheelanceurs' and r.delivery_id is null) s`)
  expect(gap?.days).toBe(8)
  const log = await rows(sql<{ verb: string }>`
    select verb from audit_log where verb in ('channels.lost', 'channels.reconnected') order by at`)
  expect(log.map(({ verb }) => verb)).toEqual(['channels.lost', 'channels.reconnected'])
})

test('more than a hundred and twenty posts are out, each with its attempts, its address and its figures', async () => {
  const [out] = await rows(sql<{ posts: number; deliveries: number; without: number; unread: number }>`
    select count(distinct post_id)::int as posts, count(*)::int as deliveries,
      count(*) filter (where permalink is null or not exists (select from delivery_attempts a where a.delivery_id = d.id and a.outcome = 'published'))::int as without,
      count(*) filter (where published_at < clock_timestamp() - interval '2 hours' and not exists (select from readings r where r.delivery_id = d.id))::int as unread
    from deliveries d where state = 'published'`)
  expect(out?.posts).toBeGreaterThan(120)
  expect(out?.without).toBe(0)
  expect(out?.unread).toBe(0)
  // What is told here is what the networks themselves tell.
  const there = await house.simulator.control.posts()
  expect(there).toHaveLength(out?.deliveries ?? 0)
})

test('nothing of the past is left due, and nothing leaves before one has looked around', async () => {
  const due = await rows(sql<{ title: string; state: string; due_at: Date }>`
    select p.title, d.state, d.due_at from deliveries d join posts p on p.id = d.post_id
    where d.state in ('scheduled', 'claimed', 'sending') and d.due_at is not null`)
  const lookedAround = begun.add({ minutes: 4 }).epochMilliseconds
  expect(due.filter((row) => row.due_at.getTime() < lookedAround)).toEqual([])
  expect(due.length).toBeGreaterThan(10)
})

test('what hangs from the next launch is armed on every channel, and the reserve waits', async () => {
  const posts = await rows(sql<{ title: string; condition: string; review: string; states: string[]; due: boolean }>`
    select p.title, p.anchor_condition as condition, p.review_state as review, array_agg(distinct d.state) filter (where d.id is not null) as states,
      bool_or(d.due_at is not null) as due
    from posts p join events e on e.id = p.event_id left join deliveries d on d.post_id = p.id
    where e.name = 'Lyre 3' group by p.id, p.title, p.anchor_condition, p.review_state`)
  const approved = posts.filter(({ review }) => review === 'approved')
  expect(approved.length).toBeGreaterThanOrEqual(15)
  for (const post of approved) expect([post.title, post.states]).toEqual([post.title, ['scheduled']])
  const reserve = approved.filter(({ condition }) => condition === 'scrubbed' || condition === 'anomaly')
  expect(reserve.map(({ due }) => due)).toEqual([false, false, false])
  const networks = await rows(sql<{ network: string }>`
    select distinct c.network from deliveries d join channels c on c.id = d.channel_id join events e on e.id = d.event_id
    where e.name = 'Lyre 3' and d.state = 'scheduled' order by 1`)
  expect(networks.map(({ network }) => network)).toEqual(['bluesky', 'facebook', 'mastodon', 'x'])
})

test('every state of a post is somewhere', async () => {
  const reviews = await rows(sql<{ state: string }>`select distinct review_state as state from posts order by 1`)
  expect(reviews.map(({ state }) => state)).toEqual(['approved', 'changes_requested', 'draft', 'in_review'])
  const states = await rows(sql<{ state: string }>`select distinct state from deliveries order by 1`)
  expect(states.map(({ state }) => state)).toEqual(['failed', 'held', 'published', 'scheduled', 'uncertain'])
})

test('the pictures are there, under their own bytes', async () => {
  const media = await rows(sql<{ agency_id: string; sha256: string }>`select agency_id, sha256 from media`)
  expect(media.length).toBeGreaterThanOrEqual(14)
  for (const { agency_id, sha256 } of media) {
    const folder = join(house.settings.dataDir, 'media', agency_id, sha256.slice(0, 2))
    expect(readdirSync(folder)).toContain(sha256)
  }
})

test('each month that is over has its report, numbered from the first, and readers have links', async () => {
  const editions = await rows(sql<{ client: string; name: string; number: number; language: string }>`
    select c.name as client, d.name, e.number, e.language from report_editions e
    join report_definitions d on d.id = e.definition_id join clients c on c.id = d.client_id order by c.name, d.name, e.number`)
  const monthly = editions.filter(({ client, name }) => client === 'Orphée Lanceurs' && name === 'Rapport mensuel')
  const today = begun.toZonedDateTimeISO('Europe/Paris')
  const over = today.day > 3 || (today.day === 3 && today.hour >= 10) ? 18 : 17
  expect(monthly.map(({ number }) => number)).toEqual(Array.from({ length: over }, (_, index) => index + 1))
  expect(new Set(editions.map(({ client }) => client)).size).toBe(3)
  expect(new Set(editions.map(({ language }) => language))).toEqual(new Set(['fr', 'en']))
  const [links] = await rows(sql<{ open: number; revoked: number }>`
    select count(*) filter (where revoked_at is null)::int as open, count(*) filter (where revoked_at is not null)::int as revoked from share_links`)
  expect(links?.open).toBeGreaterThanOrEqual(2)
  expect(links?.revoked).toBe(1)
})

test('the latest report says its words over its figures', async () => {
  const [edition] = await rows(sql<{ headline: { parts: (string | { figure: string })[] }; value: number }>`
    select e.model -> 'headline' as headline, (e.model #> '{figures,facebook.followers,value}')::float as value from report_editions e
    join report_definitions d on d.id = e.definition_id join clients c on c.id = d.client_id
    where c.name = 'Orphée Lanceurs' and d.name = 'Rapport mensuel' order by e.number desc limit 1`)
  expect(JSON.stringify(edition?.headline)).toContain('suivent la fusée')
  expect(edition?.value).toBeGreaterThan(340_000)
})

test('no page of the demo is empty: every list that one reads has something in it', async () => {
  const { client, close } = await signIn(house, 'ines@zinc.example')
  try {
    const [orphee] = (await client.clients.list.query()).filter(({ name }) => name === 'Orphée Lanceurs')
    const clientId = orphee!.id
    const events = await client.countdown.list.query()
    const reports = await client.reporting.definitions.query()
    const month = {
      from: begun.subtract({ hours: 24 * 15 }).toString(),
      until: begun.add({ hours: 24 * 15 }).toString(),
    }
    const lists: Record<string, readonly unknown[]> = {
      clients: await client.clients.list.query(),
      mandates: await client.mandates.list.query(),
      channels: await client.channels.list.query(),
      calendar: await client.editorial.calendar.query(month),
      'in review': await client.editorial.list.query({ show: 'review' }),
      drafts: await client.editorial.list.query({ show: 'drafts' }),
      unscheduled: await client.editorial.list.query({ show: 'unscheduled' }),
      cancelled: await client.editorial.list.query({ show: 'cancelled' }),
      pictures: await client.editorial.media.query({ clientId }),
      campaigns: await client.editorial.campaigns.query({ clientId }),
      events,
      'posts of the next launch': (await client.countdown.get.query({ eventId: events[0]!.id })).posts,
      deliveries: (await client.publishing.list.query({})).lines,
      'what goes wrong': (await client.publishing.list.query({ states: ['uncertain', 'failed', 'held'] })).lines,
      audience: await client.audience.channels.query({}),
      imports: await client.audience.imports.query({}),
      reports,
      'reports that are due': reports.filter(({ due }) => due !== null),
      bell: (await client.notices.list.query({})).notices,
      people: await client.agency.members.query(),
      invitations: await client.agency.invitations.query(),
      'network keys': await client.agency.networkApps.query(),
      mails: (await client.agency.mails.query({})).lines,
      log: (await client.agency.audit.query({})).lines,
    }
    for (const [name, list] of Object.entries(lists)) expect([name, list.length]).not.toEqual([name, 0])
    const today = await client.today.read.query()
    expect(today.sections.flatMap(({ needs }) => needs.map(({ kind }) => kind))).toEqual(
      expect.arrayContaining(['uncertain', 'failed', 'held', 'collision', 'expires']),
    )
    expect(today.reserve).toBe(3)
    expect(today.figures.map(({ client: name }) => name)).toEqual([
      'Orphée Lanceurs',
      'Filatures Delvoye',
      'Musée des Dentelles',
    ])
    expect(today.t0?.name).toBe('Lyre 3')
  } finally {
    await close()
  }
})
