import { publishNow } from '@comptoir/operations/publishing'
import { queueMail } from '@comptoir/operations/notices'
import { readRestore, ruleAbsent } from '@comptoir/operations/restore'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRestorableHouse, type RestorableHouse } from './house/restorable.ts'
import { readingsOf } from './run/readings.ts'
import { until } from './run/until.ts'

let house: RestorableHouse

beforeAll(async () => {
  house = await openRestorableHouse()
}, 120_000)
afterAll(() => house?.close())

const inSeconds = (seconds: number) =>
  ({ kind: 'fixed', at: Temporal.Now.instant().add({ milliseconds: seconds * 1000 }) }) as const

const stateOf = async (id: string) =>
  house.room.work((tx) =>
    tx
      .selectFrom('deliveries')
      .select(['state', 'cause', 'held_because', 'permalink', 'published_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )

test('a house that is brought back from yesterday publishes nothing twice, loses nothing that it knew, and tells of the rest', async () => {
  const { room } = house
  const bluesky = await room.connect('bluesky')
  const x = await room.connect('x')
  const plant = (parts: string[], seconds: number, channel = bluesky) =>
    room.plant({ channelId: channel.channelId, timing: inSeconds(seconds), parts })
  const arrived = async () => (await room.arrivals()).map(({ text }) => text)
  await house.startWorker()

  const before = await plant(['Le plein est fait.'], 0.5)
  await until('the first post is out', async () => (await stateOf(before)).state === 'published')
  const soon = await plant(['Le portique s’écarte.'], 900)
  const thread = await plant(['Trois minutes encore.', 'Les équipes ont rejoint leurs abris.'], 900)
  const ahead = await plant(['Rendez-vous au musée dimanche prochain.'], 3600)
  const never = await plant(['Une photo de la jungle au petit matin.'], 900)
  const weak = await plant(['Décollage dans une heure, en direct.'], 3600, x)
  const reworded = await plant(['La coiffe a été fermée hier soir par les équipes du client.'], 3600)
  await room.work((tx) =>
    queueMail(tx, { kind: 'notice', recipient: 'nour@zinc.example', subject: 'À relire', text: '…', html: '<p>…</p>' }),
  )
  await house.backup(house.path('yesterday.backup'))

  // What the backup does not know: posts brought forward, another wording, a post written later.
  for (const deliveryId of [soon, thread, weak]) {
    expect(await room.work((tx) => publishNow(tx, room.reviewer, { deliveryId }))).toMatchObject({ kind: 'done' })
  }
  const other = await plant(['La coiffe a été fermée ce matin par les équipes du client.'], 0.2)
  const later = await plant(['Écrit après la sauvegarde.'], 0.2)
  for (const id of [soon, thread, weak, other, later]) {
    await until('all of that is out', async () => (await stateOf(id)).state === 'published')
  }
  const lost = await plant(['Écrit après la sauvegarde, et jamais parti.'], 3600)
  const out = (await arrived()).toSorted()

  expect((await house.restore(house.path('yesterday.backup'), 60)).join('\n')).toMatch(/Restored/)
  // The time of one has passed meanwhile.
  await house.database.root
    .updateTable('deliveries')
    .set({ due_at: new Date(Date.now() - 3_600_000) })
    .where('id', '=', never)
    .execute()
  await house.startWorker()
  await until('everything was read back', async () => (await readingsOf(house.database)) === 0)

  expect(await stateOf(before)).toMatchObject({ state: 'published', cause: 'network-confirmed' })
  for (const id of [soon, thread]) {
    const found = await stateOf(id)
    expect(found).toMatchObject({ state: 'published', cause: 'read-back-found' })
    expect(found.permalink).toContain('/post/')
    expect(found.published_at!.getTime()).toBeLessThan(Date.now())
  }
  expect(await stateOf(ahead)).toMatchObject({ state: 'scheduled', cause: 'read-back-absent' })
  expect(await stateOf(never)).toMatchObject({ state: 'held', held_because: 'too-late' })
  // It is there, and on this network that is seen; another wording is for a person.
  expect(await stateOf(weak)).toMatchObject({ state: 'published', cause: 'read-back-found' })
  expect(await stateOf(reworded)).toMatchObject({ state: 'uncertain', cause: 'restored-from-backup' })
  const gone = await room.work((tx) =>
    tx.selectFrom('deliveries').select('id').where('id', 'in', [lost, later]).execute(),
  )
  expect(gone).toEqual([])
  const unaccounted = await room.work((tx) => tx.selectFrom('unaccounted_posts').select('text').execute())
  expect(unaccounted.map(({ text }) => text).toSorted()).toEqual([
    'La coiffe a été fermée ce matin par les équipes du client.',
    'Écrit après la sauvegarde.',
  ])
  const [mail] = await room.work((tx) =>
    tx.selectFrom('mails').select(['held_at', 'sent_at']).where('subject', '=', 'À relire').execute(),
  )
  expect(mail).toMatchObject({ held_at: expect.any(Date), sent_at: null })

  // A person says that the other wording is another post: it is planned again, not failed.
  const account = await room.work(readRestore)
  expect(account?.toDecide).toMatchObject([{ deliveryId: reworded }])
  const ruled = await room.work((tx) => ruleAbsent(tx, room.reviewer, { deliveries: account!.toDecide }))
  expect(ruled).toEqual({ kind: 'done', decided: 1 })
  expect(await stateOf(reworded)).toMatchObject({ state: 'scheduled', cause: 'person-ruled-absent' })
  // And the house goes on: what it brings forward now leaves, and nothing else has left.
  await room.work((tx) => publishNow(tx, room.reviewer, { deliveryId: ahead }))
  await until('the house goes on', async () => (await stateOf(ahead)).state === 'published')
  expect((await arrived()).toSorted()).toEqual([...out, 'Rendez-vous au musée dimanche prochain.'].toSorted())
}, 120_000)
