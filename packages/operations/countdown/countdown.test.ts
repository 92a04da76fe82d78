import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getPost } from '../editorial/index.ts'
import { fix, NO_REASON, openStory, T0 } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import {
  closeEvent,
  holdEvent,
  markLaunched,
  openAttempt,
  previewOrder,
  resumeEvent,
  scrubEvent,
  setGo,
  slipEvent,
} from './index.ts'

const HOUR = 3600
const now = () => Temporal.Now.instant()
const ms = (date: Date | null) => date?.getTime() ?? null

let database: TestDatabase
let desk: Desk
let story: Awaited<ReturnType<typeof openStory>>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
  story = await openStory(desk)
})

const slip = async (t0: Temporal.Instant, over: object = {}) => {
  const order = { ...(await story.at()), t0, ...NO_REASON, ...over }
  return desk.work((tx) => slipEvent(tx, desk.reviewer, order))
}
const preview = async (t0: Temporal.Instant) => {
  const order = { ...(await story.at()), verb: 'slipped' as const, t0, reason: '' }
  const shown = await desk.work((tx) => previewOrder(tx, order))
  if (shown.kind === 'refused') throw new Error(shown.why)
  return shown
}
const quiet = (from: string, until: string, zone: string) =>
  desk.work((tx) =>
    tx
      .updateTable('clients')
      .set({ quiet_from: from, quiet_until: until, quiet_zone: zone })
      .where('id', '=', desk.clientId)
      .execute(),
  )

describe('a slip (rule 1)', () => {
  test('moves every unpublished anchored post with it, drafts in the difference too, and says how many', async () => {
    const early = await story.hang('Rendez-vous ce soir', -2 * HOUR)
    const late = await story.hang('Premier signal', HOUR)
    await story.hang('Le film du vol', 24 * HOUR, { draft: true })
    const to = T0.add({ hours: 25 })
    expect(await slip(to)).toMatchObject({ kind: 'changed', counts: { moved: 3, held: 0, approvalsLost: 0 } })
    expect(ms((await story.deliveryOf(early)).due_at)).toBe(to.epochMilliseconds - 2 * HOUR * 1000)
    expect(ms((await story.deliveryOf(late)).due_at)).toBe(to.epochMilliseconds + HOUR * 1000)
    const page = await story.see()
    expect(page.posts.map((post) => post.title)).toEqual(['Rendez-vous ce soir', 'Premier signal', 'Le film du vol'])
    expect(page.changes[0]).toMatchObject({ verb: 'slipped', by: 'Salomé Wacquez', counts: { moved: 3 } })
  })

  test('names the posts that fall into the night, and writes nothing while it shows', async () => {
    await quiet('22:00', '07:00', 'Europe/Paris')
    const postId = await story.hang('Les images du vol', 90 * 60)
    const to = T0.toZonedDateTimeISO('Europe/Paris').add({ days: 2 }).withPlainTime('20:45').toInstant()
    const shown = await preview(to)
    expect(shown.counts).toMatchObject({ moved: 1, quiet: 1, past: 0, hanging: 1 })
    expect(shown.posts[0]).toMatchObject({ postId, to: to.add({ minutes: 90 }).toString() })
    const morning = Temporal.Instant.from(shown.posts[0]!.quietUntil!).toZonedDateTimeISO('Europe/Paris')
    expect(morning.toPlainTime().toString({ smallestUnit: 'minute' })).toBe('07:00')
    expect((await story.see()).changes.map((change) => change.verb)).toEqual(['created'])
    expect(ms((await story.deliveryOf(postId)).due_at)).toBe(T0.epochMilliseconds + 90 * 60_000)
  })

  test('what was decided to wait leaves when the night ends, keeps its approval, and forgets it at the next slip', async () => {
    await quiet('22:00', '07:00', 'Europe/Paris')
    const postId = await story.hang('Les images du vol', 90 * 60)
    const to = T0.toZonedDateTimeISO('Europe/Paris').add({ days: 2 }).withPlainTime('20:45').toInstant()
    const shown = await preview(to)
    const outcome = await slip(to, { fingerprint: shown.fingerprint, decisions: [{ kind: 'wait', postId }] })
    expect(outcome).toMatchObject({ kind: 'changed', undecided: [] })
    const delivery = await story.deliveryOf(postId)
    expect(ms(delivery.due_at)).toBe(Temporal.Instant.from(shown.posts[0]!.quietUntil!).epochMilliseconds)
    expect(delivery.state).toBe('scheduled')
    expect((await desk.work((tx) => getPost(tx, postId))).reviewState).toBe('approved')
    const again = to.add({ minutes: -120 })
    await slip(again)
    expect(ms((await story.deliveryOf(postId)).due_at)).toBe(again.epochMilliseconds + 90 * 60_000)
  })

  test('shows the collisions that it brings about and a free time, and moves the fixed post there when told', async () => {
    const mine = await story.hang('Rendez-vous ce soir', -2 * HOUR)
    const to = T0.add({ hours: 24 })
    const other = await fix(desk, 'Portrait', to.subtract({ seconds: 2 * HOUR - 300 }))
    const shown = await preview(to)
    expect(shown.counts).toMatchObject({ colliding: 1, collisionsBorn: 1, collisionsGone: 0 })
    const [pair] = shown.collisions
    expect(pair).toMatchObject({ postId: mine, otherPostId: other, otherTitle: 'Portrait', apartSeconds: 300 })
    const at = Temporal.Instant.from(pair!.freeAt!)
    expect(Math.abs(at.epochMilliseconds - (to.epochMilliseconds - 2 * HOUR * 1000))).toBeGreaterThanOrEqual(
      15 * 60_000,
    )
    await slip(to, { fingerprint: shown.fingerprint, decisions: [{ kind: 'move', postId: other, at }] })
    expect(ms((await story.deliveryOf(other)).due_at)).toBe(at.epochMilliseconds)
    expect((await preview(T0)).counts.collisionsGone).toBe(0)
  })

  test('a collision that the slip undoes is counted as gone', async () => {
    await story.hang('Rendez-vous ce soir', -2 * HOUR)
    await fix(desk, 'Portrait', T0.subtract({ seconds: 2 * HOUR - 300 }))
    expect((await preview(T0.add({ hours: 24 }))).counts).toMatchObject({ collisionsBorn: 0, collisionsGone: 1 })
  })

  test('past the mandate’s limit an approval lapses and is asked for again; within it, it stands', async () => {
    const postId = await story.hang('La météo est au vert', -HOUR)
    expect((await preview(T0.add({ hours: 72 }))).counts.approvalsLost).toBe(0)
    const far = T0.add({ hours: 73 })
    await desk.seat('director', 'Inès Vanhoutte')
    const shown = await preview(far)
    expect(shown.posts[0]!.approvalLapses).toEqual({
      approvedFor: T0.toString(),
      slipLimitSeconds: 72 * HOUR,
      saysOtherT0: false,
    })
    expect(await slip(far, { fingerprint: shown.fingerprint })).toMatchObject({ counts: { approvalsLost: 1 } })
    expect((await desk.work((tx) => getPost(tx, postId))).reviewState).toBe('in_review')
    expect(await story.deliveryOf(postId)).toMatchObject({ state: 'held', held_because: 'approval-lapsed' })
    const notices = await desk.work((tx) =>
      tx
        .selectFrom('notices')
        .select('detail')
        .where('kind', '=', 'approval-lapsed')
        .where('subject_id', '=', postId)
        .execute(),
    )
    expect(notices.length).toBeGreaterThan(0)
    for (const { detail } of notices) expect(detail).toMatchObject({ from: T0.toString(), to: far.toString() })
    await slip(T0)
    expect(await story.deliveryOf(postId)).toMatchObject({ state: 'held', held_because: 'approval-lapsed' })
  })

  test('a lapsed post that was withheld is not put before the reviewers', async () => {
    const postId = await story.hang('La météo est au vert', -HOUR)
    await slip(T0.add({ hours: 100 }), { decisions: [{ kind: 'withhold', postId }] })
    expect((await desk.work((tx) => getPost(tx, postId))).reviewState).toBe('draft')
  })

  test('what it would put in the past is held, never fired, and comes back when T-0 moves on', async () => {
    const near = now().add({ hours: 30 })
    story = await openStory(desk, near)
    const postId = await story.hang('Rendez-vous ce soir', -2 * HOUR)
    const soon = now().add({ minutes: 60 })
    expect((await preview(soon)).counts).toMatchObject({ past: 1, approvalsLost: 0 })
    await slip(soon)
    expect(await story.deliveryOf(postId)).toMatchObject({ state: 'held', held_because: 't0-in-the-past' })
    await slip(near)
    expect(await story.deliveryOf(postId)).toMatchObject({ state: 'scheduled', held_because: null })
  })

  test('takes the claim from a worker that has already leased the post', async () => {
    const postId = await story.hang('Décollage', 0)
    const { id, fence } = await story.deliveryOf(postId)
    await database.root
      .updateTable('deliveries')
      .set({ state: 'claimed', claimed_by: 'w1', lease_until: T0.add({ seconds: 15 }).toString() })
      .where('id', '=', id)
      .execute()
    await slip(T0.add({ minutes: 30 }))
    const after = await story.deliveryOf(postId)
    expect(after.state).toBe('scheduled')
    expect(after.fence).toBeGreaterThan(fence)
  })

  test('leaves alone what is out', async () => {
    const postId = await story.hang('Rendez-vous ce soir', -2 * HOUR)
    const { id } = await story.deliveryOf(postId)
    await database.root
      .updateTable('deliveries')
      .set({ state: 'published', published_at: new Date() })
      .where('id', '=', id)
      .execute()
    expect((await preview(T0.add({ hours: 100 }))).counts).toMatchObject({ hanging: 0, moved: 0, approvalsLost: 0 })
    await slip(T0.add({ hours: 1 }))
    expect(ms((await story.deliveryOf(postId)).due_at)).toBe(T0.epochMilliseconds - 2 * HOUR * 1000)
  })
})

describe('what was shown is what happens', () => {
  test('when the world has changed since, the difference is shown again and nothing is written', async () => {
    const postId = await story.hang('Premier signal', HOUR)
    const shown = await preview(T0.add({ hours: 5 }))
    await story.hang('Les images du vol', 2 * HOUR)
    const outcome = await slip(T0.add({ hours: 5 }), { fingerprint: shown.fingerprint })
    expect(outcome).toMatchObject({ kind: 'shown-again', preview: { counts: { moved: 2 } } })
    expect(ms((await story.deliveryOf(postId)).due_at)).toBe(T0.epochMilliseconds + HOUR * 1000)
    if (outcome.kind !== 'shown-again') throw new Error('not shown again')
    expect(await slip(T0.add({ hours: 5 }), { fingerprint: outcome.preview.fingerprint })).toMatchObject({
      kind: 'changed',
    })
  })

  test('a preview of a scrub stays good although its instants follow the moment of the order', async () => {
    await story.hang('Pourquoi ce tir attendra', 600, { base: 'scrub', condition: 'scrubbed', release: 'release' })
    const at = await story.at()
    const order = { ...at, verb: 'scrubbed' as const, reason: '' }
    const shown = await desk.work((tx) => previewOrder(tx, order))
    if (shown.kind === 'refused') throw new Error(shown.why)
    expect(shown.counts).toMatchObject({ released: 1 })
    await new Promise((resolve) => setTimeout(resolve, 30))
    const outcome = await desk.work((tx) =>
      scrubEvent(tx, desk.reviewer, { ...at, ...NO_REASON, fingerprint: shown.fingerprint }),
    )
    expect(outcome.kind).toBe('changed')
  })

  test('a double click does a thing once', async () => {
    await story.hang('Premier signal', HOUR)
    const to = T0.add({ hours: 3 })
    const shown = await preview(to)
    const [first, second] = await Promise.all([1, 2].map(() => slip(to, { fingerprint: shown.fingerprint })))
    const kinds = [first!, second!].map((one) => (one.kind === 'refused' ? one.why : one.kind)).toSorted()
    expect(kinds).toEqual(['changed', 't0-unchanged'])
    expect((await story.see()).changes.map((change) => change.verb)).toEqual(['slipped', 'created'])
  })
})

describe('hold, scrub and what follows (rules 2, 4, 7)', () => {
  test('a hold stops all that hangs from the event, contingency included; a resume gives it back at the new T-0', async () => {
    const plain = await story.hang('Décollage', 0, { condition: 'go' })
    const reserve = await story.hang('Pourquoi ce tir attendra', 600, {
      base: 'scrub',
      condition: 'scrubbed',
      release: 'release',
    })
    const at = await story.at()
    expect(await desk.work((tx) => holdEvent(tx, desk.reviewer, { ...at, ...NO_REASON }))).toMatchObject({
      kind: 'changed',
      counts: { held: 2 },
    })
    expect(await story.deliveryOf(plain)).toMatchObject({ state: 'held', held_because: 'hold', due_at: null })
    expect(await story.deliveryOf(reserve)).toMatchObject({ state: 'held', held_because: 'hold' })
    const held = await story.see()
    expect(held.attempt).toMatchObject({ state: 'hold', t0: { kind: 'unknown' } })
    expect(held.attempt.heldClockSeconds).toBeLessThan(0)
    const to = T0.add({ hours: 1 })
    await desk.work((tx) => resumeEvent(tx, desk.reviewer, { ...at, to: 'go', t0: to, ...NO_REASON }))
    expect(await story.deliveryOf(plain)).toMatchObject({ state: 'scheduled', due_at: new Date(to.epochMilliseconds) })
    expect(await story.deliveryOf(reserve)).toMatchObject({ state: 'scheduled', due_at: null })
  })

  test('a scrub stops all but what was written for it, which gets its instant from the scrub', async () => {
    const plain = await story.hang('Décollage', 0)
    const reserve = await story.hang('Pourquoi ce tir attendra', 600, {
      base: 'scrub',
      condition: 'scrubbed',
      release: 'release',
    })
    const anomaly = await story.hang('Ce que nous savons', 900, { base: 'outcome', condition: 'anomaly' })
    const at = await story.at()
    await desk.work((tx) => scrubEvent(tx, desk.reviewer, { ...at, ...NO_REASON, reason: 'Vanne' }))
    expect(await story.deliveryOf(plain)).toMatchObject({ state: 'held' })
    expect(await story.deliveryOf(anomaly)).toMatchObject({ state: 'held' })
    const { attempt } = await story.see()
    const released = await story.deliveryOf(reserve)
    expect(released.state).toBe('scheduled')
    expect(ms(released.due_at)).toBe(Temporal.Instant.from(attempt.scrubbedAt!).epochMilliseconds + 600_000)
  })

  test('a new attempt takes over what was not published; approvals hold within the limit and are asked for again past it', async () => {
    const postId = await story.hang('Décollage', 0)
    const at = await story.at()
    await desk.work((tx) => scrubEvent(tx, desk.reviewer, { ...at, ...NO_REASON }))
    const t0 = { kind: 'instant', at: T0.add({ hours: 48 }) } as const
    await desk.work((tx) => openAttempt(tx, desk.reviewer, { ...at, t0, ...NO_REASON }))
    expect(await story.deliveryOf(postId)).toMatchObject({
      state: 'scheduled',
      due_at: new Date(t0.at.epochMilliseconds),
    })
    const page = await story.see()
    expect(page.attempts.map((one) => [one.number, one.state])).toEqual([
      [2, 'planned'],
      [1, 'scrubbed'],
    ])
    expect((await desk.work((tx) => getPost(tx, postId))).reviewState).toBe('approved')
    await slip(T0.add({ hours: 80 }))
    expect((await desk.work((tx) => getPost(tx, postId))).reviewState).toBe('in_review')
  })

  test('an attempt without a T-0 keeps what hangs from it waiting', async () => {
    const postId = await story.hang('Décollage', 0)
    const at = await story.at()
    await desk.work((tx) => scrubEvent(tx, desk.reviewer, { ...at, ...NO_REASON }))
    await desk.work((tx) => openAttempt(tx, desk.reviewer, { ...at, t0: { kind: 'unknown' }, ...NO_REASON }))
    expect(await story.deliveryOf(postId)).toMatchObject({ state: 'scheduled', due_at: null })
    expect((await story.see()).posts[0]).toMatchObject({ at: null, waitsFor: 't0-unknown' })
  })

  test('after the lift-off T+ posts follow the real instant; the outcome releases what was written for it', async () => {
    const liftoff = now().subtract({ seconds: 20 })
    const soon = await openStory(desk, now().add({ seconds: 2 }))
    const signal = await soon.hang('Premier signal', HOUR, { base: 'liftoff', condition: 'launched' })
    const success = await soon.hang('Réussi', 600, { base: 'outcome', condition: 'success' })
    const anomaly = await soon.hang('Ce que nous savons', 900, { base: 'outcome', condition: 'anomaly' })
    const at = await soon.at()
    await desk.work((tx) => setGo(tx, desk.reviewer, { ...at, ...NO_REASON }))
    expect(await soon.deliveryOf(signal)).toMatchObject({ due_at: null })
    await desk.work((tx) => markLaunched(tx, desk.reviewer, { ...at, liftoffAt: liftoff, ...NO_REASON }))
    expect(ms((await soon.deliveryOf(signal)).due_at)).toBe(liftoff.epochMilliseconds + HOUR * 1000)
    expect(await soon.deliveryOf(success)).toMatchObject({ due_at: null })
    await desk.work((tx) => closeEvent(tx, desk.reviewer, { ...at, outcome: 'success', ...NO_REASON }))
    expect((await soon.deliveryOf(success)).due_at).not.toBeNull()
    expect((await soon.deliveryOf(anomaly)).due_at).toBeNull()
  })
})
