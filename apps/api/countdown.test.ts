import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type Person, type TestApi } from './testing/index.ts'

let house: TestApi
let salome: Person
let eventId: string
let attemptId: string

const T0 = Temporal.Now.instant().add({ hours: 240 }).round('second')

beforeAll(async () => {
  house = await openTestApi()
  salome = await house.person({ role: 'account_manager', name: 'Salomé Wacquez' })
  const client = await house.database.root
    .insertInto('clients')
    .values({ agency_id: salome.agencyId, name: 'Orphée Lanceurs', time_zone: 'America/Cayenne' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const made = await salome.client.countdown.create.mutate({
    clientId: client.id,
    name: 'Lyre 3',
    zone: 'America/Cayenne',
    t0: { kind: 'instant', at: T0.toString() },
  })
  if (made.kind !== 'created') throw new Error(made.why)
  ;({ eventId, attemptId } = made)
})
afterAll(() => house.close())

const slipTo = (hours: number) => ({ eventId, attemptId, t0: T0.add({ hours }).toString() })

describe('the doors of the countdown', () => {
  test('what was shown is committed with its fingerprint, and the clock of every page follows', async () => {
    const shown = await salome.client.countdown.preview.query({ verb: 'slipped', ...slipTo(2) })
    if (shown.kind !== 'preview') throw new Error(shown.kind)
    expect(shown.bySeconds).toBe(7200)
    const outcome = await salome.client.countdown.slip.mutate({ ...slipTo(2), fingerprint: shown.fingerprint })
    expect(outcome).toMatchObject({ kind: 'changed', event: { attempt: { t0: { at: slipTo(2).t0 } } } })
    expect(await salome.client.countdown.nextT0.query()).toMatchObject({
      eventId,
      attempt: { t0: { at: slipTo(2).t0 } },
    })
    const again = await salome.client.countdown.slip.mutate({ ...slipTo(3), fingerprint: shown.fingerprint })
    expect(again.kind).toBe('shown-again')
  })

  test('a creator may look and not touch', async () => {
    const basile = await house.person({ role: 'creator', name: 'Basile Okafor', agencyId: salome.agencyId })
    expect((await basile.client.countdown.get.query({ eventId })).name).toBe('Lyre 3')
    await expect(basile.client.countdown.hold.mutate({ eventId, attemptId })).rejects.toMatchObject({
      data: { code: 'FORBIDDEN' },
    })
  })

  test('text that no database can keep is refused as typed wrong, not as our fault', async () => {
    for (const title of ['a\0b', 'a\ud83d']) {
      const task = { eventId, title, offsetSeconds: -60, for: { kind: 'role', role: 'director' } } as const
      await expect(salome.client.countdown.createTask.mutate(task)).rejects.toMatchObject({
        data: { code: 'BAD_REQUEST' },
      })
    }
  })

  test('another agency finds none of it, by any door', async () => {
    const other = await house.person({ role: 'director' })
    const { countdown } = other.client
    const order = { eventId, attemptId }
    const t0 = { kind: 'unknown' } as const
    const calls = [
      () => countdown.get.query({ eventId }),
      () => countdown.preview.query({ verb: 'hold', ...order }),
      () => countdown.update.mutate({ eventId, name: 'x', zone: 'UTC' }),
      () => countdown.setT0.mutate({ ...order, t0 }),
      () => countdown.go.mutate(order),
      () => countdown.hold.mutate(order),
      () => countdown.resume.mutate({ ...order, t0: T0.toString(), to: 'go' }),
      () => countdown.slip.mutate(slipTo(5)),
      () => countdown.scrub.mutate(order),
      () => countdown.launched.mutate(order),
      () => countdown.close.mutate({ ...order, outcome: 'success' }),
      () => countdown.openAttempt.mutate({ ...order, t0 }),
    ]
    for (const call of calls) await expect(call()).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
    expect(await countdown.list.query()).toEqual([])
    expect(await countdown.nextT0.query()).toBeNull()
    expect(await other.client.search.find.query({ text: 'lyre' })).toEqual([])
  })

  test('a hold answers with its three lists, and is told under the bell of who is to know', async () => {
    const ines = await house.person({ role: 'director', name: 'Inès Vanhoutte', agencyId: salome.agencyId })
    const outcome = await salome.client.countdown.hold.mutate({ eventId, attemptId, reason: 'Vent en altitude' })
    expect(outcome).toMatchObject({ kind: 'changed', lists: { stopped: [], alreadyOut: [], unknown: [] } })
    const { notices, unread } = await ines.client.notices.list.query({})
    expect(notices[0]).toMatchObject({ kind: 'event-held', detail: { event: 'Lyre 3', words: 'Vent en altitude' } })
    expect(unread).toBeGreaterThan(0)
    const today = await ines.client.today.read.query()
    expect(today.sections.flatMap(({ needs }) => needs)).toContainEqual(
      expect.objectContaining({ kind: 't0-changed', change: 'event-held', title: 'Lyre 3' }),
    )
    await ines.client.notices.markAllRead.mutate({ newestId: notices[0]!.id })
    expect(await ines.client.notices.unread.query()).toBe(0)
  })
})
