import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { openChannels } from '@comptoir/operations/channels'
import { createEvent, getEvent, slipEvent } from '@comptoir/operations/countdown'
import { approvePost, createPost, savePost, submitPost } from '@comptoir/operations/editorial'
import { closeDays, readEvidence } from '@comptoir/operations/evidence'
import { listDeliveries, ListDeliveries, publishPostNow, withdrawDelivery } from '@comptoir/operations/publishing'
import { openOutside } from '@comptoir/operations/connectors-ports'
import { type NetworkName, type Newsroom, openNewsroom } from '@comptoir/operations/testing'
import { CreatePost, SavePost } from '@comptoir/domain/editorial'
import { type Pack, packText, verifyPack, verifyText } from '@comptoir/domain/evidence'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../testing/watching.ts'
import { startWorker, type WorkerProcess } from '../testing/worker-process.ts'

const NETWORKS: readonly NetworkName[] = ['bluesky', 'mastodon', 'facebook', 'x']

let database: TestDatabase
let simulator: Simulator
let room: Newsroom
let worker: WorkerProcess

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator()
  room = await openNewsroom(database, simulator)
  worker = await startWorker(room.env)
}, 60_000)
afterAll(async () => {
  await worker?.stop()
  await room?.close()
  await simulator?.stop()
  await database?.close()
})

const whats = ({ records }: Pack) => new Set(records.map(({ record }) => record.what))
const evidenceOf = (postId: string) => room.work((tx) => readEvidence(tx, postId))

/** Written, changed, approved, changed, approved again, moved with its event, and out on the given networks. */
async function lived(
  networks: readonly NetworkName[],
): Promise<{ postId: string; channelIds: string[]; deliveryIds: string[] }> {
  const channelIds: string[] = []
  for (const network of networks) channelIds.push((await room.connect(network)).channelId)
  const t0 = Temporal.Now.instant().add({ hours: 24 })
  const event = await room.work((tx) =>
    createEvent(tx, room.reviewer, {
      clientId: room.clientId,
      name: 'Lyre 3',
      subject: 'Orphée 5',
      site: 'Kourou',
      zone: 'America/Cayenne',
      windowMinutes: 45,
      t0: { kind: 'instant', at: t0 },
    }),
  )
  if (event.kind !== 'created') throw new Error(event.why)
  const { eventId } = event
  const content = {
    mandateId: room.mandateId,
    eventId,
    title: 'T−2 h',
    text: 'Le plein est fait.',
    timing: { kind: 'anchored', base: 't0', offsetSeconds: -7200, condition: 'any' },
    variants: channelIds.map((channelId) => ({ channelId })),
  }
  const made = await room.work((tx) =>
    createPost(tx, room.writer, CreatePost.parse({ clientId: room.clientId, ...content })),
  )
  if (made.kind !== 'created') throw new Error(made.why)
  const postId = made.id
  const approve = async (version: number) => {
    expect(await room.work((tx) => submitPost(tx, room.writer, { postId, version }))).toMatchObject({
      kind: 'submitted',
    })
    expect(await room.work((tx) => approvePost(tx, room.reviewer, { postId, version, comment: 'Bon.' }))).toEqual({
      kind: 'approved',
    })
  }
  await approve(1)
  const edited = SavePost.parse({ ...content, postId, version: 1, text: 'Le plein d’Orphée 5 est fait.' })
  expect(await room.work((tx) => savePost(tx, room.writer, edited))).toMatchObject({ approval: 'lapsed' })
  expect(await room.work((tx) => approvePost(tx, room.reviewer, { postId, version: 2, comment: '' }))).toEqual({
    kind: 'approved',
  })
  const { attempt } = await room.work((tx) => getEvent(tx, eventId))
  const slipped = await room.work((tx) =>
    slipEvent(tx, room.reviewer, {
      eventId,
      attemptId: attempt.id,
      t0: t0.add({ hours: 2 }),
      reason: 'Vent en altitude',
      fingerprint: null,
      decisions: [],
    }),
  )
  expect(slipped).toMatchObject({ kind: 'changed' })
  await room.work((tx) => publishPostNow(tx, room.reviewer, { postId }))
  const { lines } = await room.work((tx) => listDeliveries(tx, ListDeliveries.parse({ postId })))
  for (const { id } of lines) await until(room, id, 'published')
  return { postId, channelIds, deliveryIds: lines.map(({ id }) => id) }
}

/** As if it had all happened days ago; the owner alone can. */
async function daysAgo(days: number): Promise<void> {
  const moves: [table: string, columns: string[]][] = [
    ['revisions', ['at']],
    ['reviews', ['at']],
    ['approvals', ['at', 'lapsed_at']],
    ['event_changes', ['at']],
    ['audit_log', ['at']],
    ['delivery_transitions', ['at']],
    ['delivery_attempts', ['started_at', 'ended_at']],
  ]
  for (const [table, columns] of moves)
    await sql`update ${sql.table(table)} set ${sql.join(
      columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(column)} - make_interval(days => ${days})`),
    )} where agency_id = ${room.agencyId}`.execute(database.root)
}

test('a post that was written, changed, approved, moved and published: intact, with all of it, and without a secret', async () => {
  const { postId, channelIds, deliveryIds } = await lived(NETWORKS)
  const outside = openOutside({ db: database.db, settings: room.settings })
  const who = { agencyId: room.agencyId, actor: room.reviewer }
  const withdrawn = await withdrawDelivery(database, outside, who, { deliveryId: deliveryIds[0]! })
  expect(withdrawn).toEqual({ kind: 'withdrawn' })
  await outside.close()

  const pack = await evidenceOf(postId)
  const text = packText(pack)
  const verdict = await verifyText(text)
  expect(verdict).toMatchObject({
    kind: 'intact',
    covers: { revisions: 2, approvals: 8, contents: 8, deliveries: 4, sealed: 0, checkpoints: 0 },
  })
  expect([...whats(pack)].toSorted()).toEqual(
    ['approval', 'call-begun', 'call-ended', 'event', 'lapse', 'order', 'review', 'revision', 'transition'].toSorted(),
  )
  // The bytes that went out, and what came back.
  const sent = pack.records.filter(({ record }) => record.what === 'call-ended' && record.kind === 'publish')
  expect(sent).toHaveLength(4)
  for (const { record } of sent) expect(JSON.stringify(record)).toMatch(/Orph(é|%C3%A9)e[ +]5[ +]est[ +]fait/)
  const slip = pack.records.find(({ record }) => record.what === 'event' && record.verb === 'slipped')
  expect(slip?.record).toMatchObject({ reason: 'Vent en altitude', touched: { posts: [{ postId }] } })
  expect(pack.people.map(({ name }) => name)).toEqual(expect.arrayContaining(['Nour Benali', 'Salomé Wacquez']))

  const open = await room.work((tx) => openChannels(tx, database.keys, channelIds))
  // What an account is called is public; all else that opens it is not.
  const secrets = [...open.values()].flatMap(({ channel }) =>
    stringsIn(channel.credentials).filter(
      (one) => one.length > 8 && !one.startsWith('http') && one !== channel.handle && one !== channel.remoteId,
    ),
  )
  expect(secrets.length).toBeGreaterThan(4)
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  // The same rows make the same chain.
  expect((await evidenceOf(postId)).records).toEqual(pack.records)
}, 60_000)

test('a past that is rewritten behind the house’s back no longer fits the day that was closed', async () => {
  const { postId } = await lived(['bluesky'])
  await daysAgo(3)
  const closed = await room.work(closeDays)
  expect(closed.length).toBeGreaterThan(0)
  expect(await room.work(closeDays)).toEqual([])
  const before = await evidenceOf(postId)
  const { records } = before
  expect(await verifyPack(before)).toMatchObject({
    kind: 'intact',
    covers: { sealed: records.length, latest: { hash: closed.at(-1)!.hash } },
  })

  const rewrite = (change: ReturnType<typeof sql>) => change.execute(database.root)
  const broken = async () => {
    const verdict = await verifyPack(await evidenceOf(postId))
    return verdict.kind === 'broken' ? verdict.why : verdict.kind
  }
  const undone = async (change: ReturnType<typeof sql>, back: ReturnType<typeof sql>) => {
    await rewrite(change)
    const why = await broken()
    await rewrite(back)
    expect(await broken()).toBe('intact')
    return why
  }
  // Another approver, a word of an old version, an answer of the network, a transition that never was, a head.
  const other = room.writer.memberId
  const mine = room.reviewer.memberId
  expect(
    await undone(
      sql`update approvals set approved_by = ${other} where post_id = ${postId}`,
      sql`update approvals set approved_by = ${mine} where post_id = ${postId}`,
    ),
  ).toBe('history-changed')
  expect(
    await undone(
      sql`update revisions set content = jsonb_set(content, '{text}', '"Le plein est faux."') where post_id = ${postId} and number = 1`,
      sql`update revisions set content = jsonb_set(content, '{text}', '"Le plein est fait."') where post_id = ${postId} and number = 1`,
    ),
  ).toBe('history-changed')
  expect(
    await undone(
      sql`update delivery_attempts a set outcome = 'refused' from deliveries d where d.post_id = ${postId} and a.delivery_id = d.id and a.kind = 'publish'`,
      sql`update delivery_attempts a set outcome = 'published' from deliveries d where d.post_id = ${postId} and a.delivery_id = d.id and a.kind = 'publish'`,
    ),
  ).toBe('history-changed')
  expect(
    await undone(
      sql`insert into reviews (agency_id, post_id, revision, kind, comment, at)
        values (${room.agencyId}, ${postId}, 1, 'comment', 'glissé', now() - interval '5 days')`,
      sql`delete from reviews where post_id = ${postId} and comment = 'glissé'`,
    ),
  ).toMatch(/not-in-checkpoint|history-changed/)
  await rewrite(sql`update evidence_heads set head = ${'0'.repeat(64)} where post_id = ${postId}`)
  // The day's root was made over the head that stood there.
  expect(await broken()).toBe('intact')
}, 60_000)

test('another agency’s post is not there', async () => {
  const { id } = await room.work((tx) => tx.selectFrom('posts').select('id').executeTakeFirstOrThrow())
  const elsewhere = await openNewsroom(database, simulator)
  await expect(elsewhere.work((tx) => readEvidence(tx, id))).rejects.toThrow('post not found')
  await elsewhere.close()
})

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
