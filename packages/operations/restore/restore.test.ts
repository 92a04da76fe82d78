import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecentPost } from '@comptoir/connectors/sdk'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { slipEvent } from '../countdown/index.ts'
import { markPassage } from '../publishing/index.ts'
import { queueMail, mailToSend } from '../notices/index.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { plantPosts } from '../testing/plant.ts'
import { NO_REASON, openStory, T0 } from '../testing/countdown-story.ts'
import {
  type AccountRead,
  claimAccounts,
  closeRestore,
  decideKeptMails,
  leaveNote,
  meetDatabase,
  readRestore,
  recordAccount,
  sayMoved,
  World,
} from './index.ts'
import { judge } from './judge.ts'
import { spread } from './spread.ts'

let database: TestDatabase
let dataDir: string
let desk: Desk

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.close())
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'comptoir-world-'))
  // As a database that no folder has met yet.
  await database.root.updateTable('instance').set({ marked: false }).execute()
  desk = await openDesk(database)
  return () => rm(dataDir, { recursive: true, force: true })
})

const meeting = (folder = dataDir) => ({ pools: database.pools, dataDir: folder })
const openWorld = () => World.open({ ...meeting(), name: 'w1', onMet: () => undefined })

/** What a passage through the gate leaves behind, as far as the marks go. */
async function pass(world: World, kept = true): Promise<string> {
  const one = world.mark()
  expect(await desk.work((tx) => markPassage(tx, one))).toBe(true)
  if (kept) await world.keep(one)
  return one.id
}

/** The database as it was before these marks. */
const forget = (...ids: string[]) => database.root.deleteFrom('publishing_marks').where('id', 'in', ids).execute()

describe('a database that', () => {
  test('is the one that was left is known again, wherever its process died', async () => {
    const world = await openWorld()
    await pass(world)
    // Killed between the commit and the line outside: nothing left, and nothing is missed.
    await pass(world, false)
    await world.close()
    expect(await meetDatabase(meeting())).toMatchObject({ kind: 'known', because: null })
  })

  test('is met by several processes at once for the first time is nobody’s restore, whoever comes second or dies on the way', async () => {
    for (let round = 0; round < 5; round += 1) {
      const folder = await mkdtemp(join(tmpdir(), 'comptoir-world-'))
      await database.root.updateTable('instance').set({ marked: false }).execute()
      const met = await Promise.all([1, 2, 3].map(() => meetDatabase(meeting(folder))))
      expect(met.map(({ because }) => because)).toEqual([null, null, null])
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('lacks one mark of those that are kept outside came back from a backup', async () => {
    const world = await openWorld()
    await pass(world)
    const later = await pass(world)
    await world.close()
    const before = world.incarnation
    await forget(later)
    const met = await meetDatabase(meeting())
    expect(met).toMatchObject({ kind: 'restored', because: 'marks-missing' })
    expect(met.incarnation).not.toBe(before)
    // Once: the next start knows it.
    expect(await meetDatabase(meeting())).toMatchObject({ kind: 'known', incarnation: met.incarnation })
  })

  test('comes back while a process runs lets nothing of it pass, and is met anew', async () => {
    const world = await openWorld()
    const later = await pass(world)
    await forget(later)
    const one = world.mark()
    expect(await desk.work((tx) => markPassage(tx, one))).toBe(false)
    const before = world.incarnation
    await world.look()
    expect(world.incarnation).not.toBe(before)
    await expect(world.keep(one)).rejects.toThrow(/new incarnation/)
    await pass(world)
    await world.close()
  })

  test('another folder has worked with is taken for restored, unless somebody says that it moved', async () => {
    await meetDatabase(meeting())
    const moved = await mkdtemp(join(tmpdir(), 'comptoir-world-'))
    await sayMoved(meeting(moved))
    expect(await meetDatabase(meeting(moved))).toMatchObject({ kind: 'known' })
    const fresh = await mkdtemp(join(tmpdir(), 'comptoir-world-'))
    expect(await meetDatabase(meeting(fresh))).toMatchObject({ kind: 'restored', because: 'unknown-folder' })
    // The folder that was there before learns of it, and makes no restore of its own.
    expect(await meetDatabase(meeting())).toMatchObject({ kind: 'met' })
    for (const folder of [moved, fresh]) await rm(folder, { recursive: true })
  })

  test('the folder does not know is taken for restored', async () => {
    await meetDatabase(meeting())
    await database.root.updateTable('instance').set({ incarnation: randomUUIDv7() }).execute()
    expect(await meetDatabase(meeting())).toMatchObject({ kind: 'restored', because: 'other-database' })
  })

  test('was put in place by the verb counts once, with the time of its backup', async () => {
    await meetDatabase(meeting())
    const note = { id: randomUUID(), backupAt: '2026-11-23T18:00:00Z' }
    await leaveNote(dataDir, note)
    expect(await meetDatabase(meeting())).toMatchObject({ kind: 'restored', because: 'backup' })
    // Killed before the note was taken away.
    await leaveNote(dataDir, note)
    expect(await meetDatabase(meeting())).toMatchObject({ kind: 'known' })
  })

  test('nobody has met says nothing', () => {
    const sides = { incarnation: 'a', marked: false, ended: new Set<string>(), known: null, missing: 0, isNoted: false }
    expect(judge(sides)).toEqual({ kind: 'met' })
  })
})

describe('after a restore', () => {
  const inSeconds = (seconds: number) => ({ kind: 'fixed', at: Temporal.Now.instant().add({ seconds }) }) as const
  const plant = async (channelId: string, text: string, seconds: number, parts: string[] = [text]) => {
    const [postId] = await desk.work((tx) =>
      plantPosts(tx, desk.reviewer, [
        {
          clientId: desk.clientId,
          mandateId: desk.mandateId,
          approverId: desk.reviewer.memberId,
          channelId,
          timing: inSeconds(seconds),
          parts,
        },
      ]),
    )
    const { id } = await desk.work((tx) =>
      tx.selectFrom('deliveries').select('id').where('post_id', '=', postId!).executeTakeFirstOrThrow(),
    )
    return id
  }
  const rowOf = (id: string) =>
    desk.work((tx) =>
      tx
        .selectFrom('deliveries')
        .select(['state', 'cause', 'held_because', 'remote_id', 'due_at'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
  /** `agoSeconds`: since the last sign of the house that was lost. */
  async function restore(agoSeconds = 60): Promise<void> {
    const world = await openWorld()
    const later = await pass(world)
    await world.close()
    await forget(later)
    const then = Date.now() / 1000 - agoSeconds
    await utimes(join(dataDir, 'incarnation', world.incarnation, 'w1.marks'), then, then)
    await meetDatabase(meeting())
  }
  const post = (remoteId: string, text: string, more: Partial<RecentPost> = {}): RecentPost => ({
    ref: { remoteId, permalink: `https://x.example/${remoteId}`, data: null },
    text,
    at: Temporal.Now.instant(),
    parent: null,
    images: 0,
    ...more,
  })
  /** One reading of every account that is due. */
  async function read(
    settlement: AccountRead['settlement'],
    posts: RecentPost[],
    { complete = true, at = Temporal.Now.instant() }: { complete?: boolean; at?: Temporal.Instant } = {},
  ): Promise<number> {
    const due = (await claimAccounts(database.db)).filter(({ agencyId }) => agencyId === desk.agencyId)
    for (const work of due) {
      const answer = { kind: 'recent' as const, posts, complete }
      await desk.work((tx) => recordAccount(tx, 'w1', work, { startedAt: at, exchanges: [], settlement, answer }))
    }
    return due.length
  }

  test('nothing moves before it was read back: what is there is out, the rest is what it was', async () => {
    const channel = await desk.channel('bluesky', 'connected')
    const out = await plant(channel, 'Le plein est fait.', 3600)
    const held = await plant(channel, 'Retenu par la directrice.', 3600)
    await database.root
      .updateTable('deliveries')
      .set({ state: 'held', held_because: 'hold' })
      .where('id', '=', held)
      .execute()
    const late = await plant(channel, 'Il fait beau sur la base.', 3600)
    await database.root
      .updateTable('deliveries')
      .set({ due_at: new Date(Date.now() - 1_200_000) })
      .where('id', '=', late)
      .execute()
    await restore()
    for (const id of [out, held, late]) expect(await rowOf(id)).toMatchObject({ state: 'uncertain' })
    expect(await read('exact', [post('at://1', 'Le plein est fait.'), post('at://2', 'Bonjour du musée.')])).toBe(1)
    expect(await rowOf(out)).toMatchObject({ state: 'published', cause: 'read-back-found', remote_id: 'at://1' })
    expect(await rowOf(held)).toMatchObject({ state: 'held', held_because: 'hold', cause: 'read-back-absent' })
    expect(await rowOf(late)).toMatchObject({ state: 'held', held_because: 'too-late' })
    expect(await desk.work(readRestore)).toMatchObject({
      counts: { read: 3, out: 1, absent: 1, late: 1, reading: 0, toDecide: 0 },
      unaccounted: [{ text: 'Bonjour du musée.', permalink: 'https://x.example/at://2' }],
    })
  })

  test('a call of the lost house may still arrive: no absence is believed before', async () => {
    const id = await plant(await desk.channel('bluesky', 'connected'), 'À l’instant', 3600)
    await restore(2)
    await read('exact', [])
    expect(await rowOf(id)).toMatchObject({ state: 'uncertain' })
    const [row] = await desk.work((tx) => tx.selectFrom('restored_deliveries').select('read_at').execute())
    const wait = row!.read_at!.getTime() - Date.now()
    expect(wait).toBeGreaterThan(25_000)
    expect(wait).toBeLessThan(30_000)
  })

  test('where reading back is good, two readings two minutes apart; where it is weak, a person', async () => {
    const good = await plant(await desk.channel('mastodon', 'connected'), 'Deux lectures', 3600)
    await restore(600)
    const first = Temporal.Now.instant()
    await read('good', [], { at: first })
    expect(await rowOf(good)).toMatchObject({ state: 'uncertain' })
    const again = () => database.root.updateTable('restored_deliveries').set({ read_at: new Date() }).execute()
    await again()
    await read('good', [], { at: first.add({ seconds: 60 }) })
    expect(await rowOf(good)).toMatchObject({ state: 'uncertain' })
    await again()
    await read('good', [], { at: first.add({ seconds: 121 }) })
    expect(await rowOf(good)).toMatchObject({ state: 'scheduled', cause: 'read-back-absent' })

    desk = await openDesk(database)
    const weak = await plant(await desk.channel('x', 'connected'), 'Une seule', 3600)
    await restore(600)
    await read('weak', [])
    expect(await rowOf(weak)).toMatchObject({ state: 'uncertain' })
    expect(await desk.work(readRestore)).toMatchObject({ toDecide: [{ deliveryId: weak }] })
    expect(await desk.work((tx) => closeRestore(tx, desk.reviewer))).toMatchObject({ why: 'still-to-decide' })
  })

  test('an account that could not be read far enough proves nothing', async () => {
    const id = await plant(await desk.channel('bluesky', 'connected'), 'Trop loin', 3600)
    await restore()
    await read('exact', [], { complete: false })
    expect(await rowOf(id)).toMatchObject({ state: 'uncertain' })
    expect((await desk.work(readRestore))?.counts).toMatchObject({ toDecide: 1, reading: 0 })
  })

  test('an account that lets nobody in is for a person, one that does not answer is asked again', async () => {
    const id = await plant(await desk.channel('bluesky', 'connected'), 'Sans réponse', 3600)
    await restore()
    const answering = async (answer: AccountRead['answer']) => {
      const [work] = (await claimAccounts(database.db)).filter(({ agencyId }) => agencyId === desk.agencyId)
      const at = { startedAt: Temporal.Now.instant(), exchanges: [], settlement: 'exact' as const }
      await desk.work((tx) => recordAccount(tx, 'w1', work!, { ...at, answer }))
      return (await desk.work(readRestore))?.counts
    }
    const silent = { kind: 'unavailable', why: 'no-answer', status: null, code: null } as const
    expect(await answering(silent)).toMatchObject({ reading: 1, toDecide: 0 })
    await database.root.updateTable('restored_deliveries').set({ read_at: new Date() }).execute()
    expect(await answering({ kind: 'credentials-lost', status: 401, code: null })).toMatchObject({
      reading: 0,
      toDecide: 1,
    })
    expect(await rowOf(id)).toMatchObject({ state: 'uncertain' })
  })

  test('a thread of which a part is out goes on at the next part, under the posts that were found', async () => {
    const id = await plant(await desk.channel('bluesky', 'connected'), 'Un', -60, ['Un', 'Deux', 'Trois'])
    await restore()
    await read('exact', [post('at://1', 'Un'), post('at://2', 'Deux', { parent: 'at://1' })])
    expect(await rowOf(id)).toMatchObject({ state: 'scheduled', cause: 'read-back-found', remote_id: 'at://1' })
    const steps = await desk.work((tx) =>
      tx
        .selectFrom('delivery_steps')
        .select(['position', 'state'])
        .where('delivery_id', '=', id)
        .orderBy('position')
        .execute(),
    )
    expect(steps).toEqual([
      { position: 0, state: 'published' },
      { position: 1, state: 'published' },
    ])
  })

  test('a launch that slips while its posts are read back takes them along', async () => {
    const story = await openStory(desk)
    const channelId = await desk.channel('bluesky', 'connected')
    const postId = await story.hang('Une heure avant', -3600, { channelId })
    const { id } = await story.deliveryOf(postId)
    await restore()
    const later = T0.add({ hours: 30 })
    const slip = { ...(await story.at()), t0: later, ...NO_REASON }
    expect(await desk.work((tx) => slipEvent(tx, desk.reviewer, slip))).toMatchObject({ kind: 'changed' })
    expect(await rowOf(id)).toMatchObject({ state: 'uncertain' })
    await read('exact', [])
    expect(await rowOf(id)).toMatchObject({ state: 'scheduled' })
    expect((await rowOf(id)).due_at?.toISOString()).toBe(
      later.subtract({ hours: 1 }).toString({ fractionalSecondDigits: 3 }),
    )
  })

  test('a restore that is broken off goes on, and until it is done nothing passes', async () => {
    const id = await plant(await desk.channel('bluesky', 'connected'), 'À moitié', 3600)
    await restore()
    await database.root.updateTable('restores').set({ spread_at: null }).execute()
    await sql`delete from restored_deliveries`.execute(database.root)
    await sql`delete from unaccounted_posts`.execute(database.root)
    await sql`delete from agency_restores where agency_id = ${desk.agencyId}::uuid`.execute(database.root)
    await database.root.updateTable('deliveries').set({ state: 'scheduled' }).where('id', '=', id).execute()
    const { incarnation } = await database.root.selectFrom('instance').select('incarnation').executeTakeFirstOrThrow()
    expect(await desk.work((tx) => markPassage(tx, { id: randomUUIDv7(), incarnation, last: null }))).toBe(false)
    await spread(database.pools)
    await spread(database.pools)
    expect(await rowOf(id)).toMatchObject({ state: 'uncertain' })
    expect(await desk.work((tx) => markPassage(tx, { id: randomUUIDv7(), incarnation, last: null }))).toBe(true)
  })

  test('mails wait for a person, sign-ins and open invitations end, and the account is put away when all is said', async () => {
    const mailId = await desk.work((tx) =>
      queueMail(tx, { kind: 'notice', recipient: 'n@zinc.example', subject: 'S', text: 't', html: '<p>t</p>' }),
    )
    const id = randomUUID()
    await database.pools.auth.query(`insert into auth."user" (id, name, email) values ($1, 'N', $2)`, [
      id,
      `${id}@zinc.example`,
    ])
    await database.pools.auth.query(
      `insert into auth.session (id, "expiresAt", token, "userId") values ($1, now() + interval '1 day', $1, $1)`,
      [id],
    )
    await restore()
    expect((await database.pools.auth.query('select 1 from auth.session')).rows).toEqual([])
    expect(await desk.work((tx) => mailToSend(tx, mailId))).toBeNull()
    expect(await desk.work((tx) => closeRestore(tx, desk.reviewer))).toMatchObject({ why: 'mails-undecided' })
    expect(await desk.work((tx) => decideKeptMails(tx, desk.reviewer, { send: true }))).toEqual({
      kind: 'done',
      mails: 1,
    })
    expect(await desk.work((tx) => decideKeptMails(tx, desk.reviewer, { send: false }))).toMatchObject({
      kind: 'refused',
    })
    expect(await desk.work((tx) => mailToSend(tx, mailId))).toMatchObject({ id: mailId })
    expect(await desk.work((tx) => closeRestore(tx, desk.reviewer))).toEqual({ kind: 'closed' })
    expect(await desk.work(readRestore)).toBeNull()
  })
})
