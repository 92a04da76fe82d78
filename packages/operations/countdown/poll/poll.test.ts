import { SavePoll } from '@comptoir/domain/countdown'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NO_REASON, openStory, T0 } from '../../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../../testing/desk.ts'
import {
  answerQuestion,
  askVoiceAgain,
  closePoll,
  dropPoll,
  openPoll,
  openQuestion,
  previewOrder,
  savePoll,
  setGo,
  slipEvent,
  tendPoll,
  withdrawVoice,
} from '../index.ts'

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

const CLAIRE = { kind: 'outside', name: 'Claire Tessier', email: 'claire@orphee.example', language: 'fr' } as const
const MAELLE = { kind: 'outside', name: 'Maëlle Guidon', email: 'maelle@orphee.example', language: 'en' } as const

async function setUp(people: unknown[] = [CLAIRE, MAELLE]): Promise<string> {
  const input = SavePoll.parse({ eventId: story.eventId, askOffsetSeconds: -7200, closeOffsetSeconds: -600, people })
  return (await desk.work((tx) => savePoll(tx, desk.reviewer, input))).pollId
}
const open = () => desk.work((tx) => openPoll(tx, desk.reviewer, story.eventId))
const tend = (pollId: string) => desk.work((tx) => tendPoll(tx, 'https://zinc.example', pollId))
const pollNow = async () => (await story.see()).poll!
const voiceOf = async (name: string) => (await pollNow()).voices.find((voice) => voice.name === name)!

/** The links that were mailed to somebody, oldest first. */
async function linksOf(email: string): Promise<string[]> {
  const mails = await desk.work((tx) =>
    tx.selectFrom('mails').select('text_body').where('recipient', '=', email).orderBy('id').execute(),
  )
  return mails.map(({ text_body: text }) => /\/poll\/(\S+)/.exec(text)![1]!)
}
const say = async (email: string, said: 'go' | 'no-go', reason = '') =>
  answerQuestion(database.db, (await linksOf(email)).at(-1)!, { said, reason })

test('named people are asked by mail in their language, and go stands when all have said it', async () => {
  const pollId = await setUp([CLAIRE, MAELLE, { kind: 'member', memberId: desk.writer.memberId }])
  await tend(pollId)
  expect(await linksOf(CLAIRE.email)).toEqual([])
  await open()
  await tend(pollId)
  await tend(pollId)
  const mails = await desk.work((tx) =>
    tx.selectFrom('mails').select(['recipient', 'subject']).orderBy('subject').execute(),
  )
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Go or no-go: Orphée 5, Lyre 3',
    'Go ou no-go\u00a0: Orphée 5, Lyre 3',
    'Go ou no-go\u00a0: Orphée 5, Lyre 3',
  ])
  const [token] = await linksOf(CLAIRE.email)
  // Looking says nothing, however often a scanner looks.
  await openQuestion(database.db, token!)
  expect(await openQuestion(database.db, token!)).toMatchObject({ kind: 'question', said: null, isOpen: true })
  expect((await pollNow()).state).toBe('asking')

  expect(await say(CLAIRE.email, 'go')).toMatchObject({ said: 'go' })
  await say(MAELLE.email, 'go')
  const nour = mails.find(({ recipient }) => recipient.endsWith('@zinc.example'))!.recipient
  await say(nour, 'go')
  expect((await pollNow()).state).toBe('go')
  expect((await story.see()).happened.map((line) => line.kind === 'poll' && line.verb)).toEqual([
    'turned-go',
    'said-go',
    'said-go',
    'said-go',
    'opened',
  ])
})

test('a mind may change, a no-go is told to who is on duty, and only its hash is kept of a link', async () => {
  const director = await desk.seat('director', 'Inès Vanhoutte')
  const pollId = await setUp([CLAIRE])
  await open()
  await tend(pollId)
  await say(CLAIRE.email, 'go')
  await say(CLAIRE.email, 'no-go', 'Vent de 60 nœuds')
  expect(await pollNow()).toMatchObject({ state: 'no-go', voices: [{ said: 'no-go', reason: 'Vent de 60 nœuds' }] })
  // Cut in the middle of a sign, or with what no database keeps: still an answer.
  await say(CLAIRE.email, 'no-go', `${'x'.repeat(298)}\0🚀 trop`)
  expect((await voiceOf(CLAIRE.name)).reason).toBe(`${'x'.repeat(298)}🚀`)
  await say(CLAIRE.email, 'no-go', `${'x'.repeat(299)}🚀`)
  expect((await voiceOf(CLAIRE.name)).reason).toBe('x'.repeat(299))
  const told = await desk.work((tx) =>
    tx.selectFrom('notices').select(['kind', 'severity']).where('member_id', '=', director.memberId).execute(),
  )
  expect(told).toContainEqual({ kind: 'poll-no-go', severity: 1 })
  const [token] = await linksOf(CLAIRE.email)
  const links = await desk.work((tx) => tx.selectFrom('poll_links').select('secret_hash').execute())
  expect(token).not.toContain(links[0]!.secret_hash)
})

test('a silence is no-go at the closing, and answers come too late from then on', async () => {
  const pollId = await setUp()
  await open()
  await tend(pollId)
  await say(CLAIRE.email, 'go')
  await desk.work((tx) => closePoll(tx, desk.reviewer, story.eventId))
  expect((await pollNow()).state).toBe('no-go')
  expect(await say(MAELLE.email, 'go')).toMatchObject({ said: null, isOpen: false })

  // Asked again, she may still turn it.
  const { id: voiceId } = await voiceOf('Maëlle Guidon')
  await desk.work((tx) => askVoiceAgain(tx, desk.reviewer, { eventId: story.eventId, voiceId }))
  await tend(pollId)
  expect(await linksOf(MAELLE.email)).toHaveLength(2)
  await say(MAELLE.email, 'go')
  expect((await pollNow()).state).toBe('go')
})

test('the clock asks, reminds whoever is silent once, and closes', async () => {
  const near = Temporal.Now.instant().add({ minutes: 110 }).round('second')
  const moved = await desk.work(async (tx) =>
    slipEvent(tx, desk.reviewer, { ...(await story.at()), t0: near, ...NO_REASON }),
  )
  expect(moved.kind).toBe('changed')
  const pollId = await setUp()
  await tend(pollId)
  expect((await pollNow()).state).toBe('asking')
  await say(CLAIRE.email, 'go')
  const earlier = (minutes: number) => Temporal.Now.instant().subtract({ minutes }).toString()
  await desk.work((tx) =>
    tx
      .updateTable('polls')
      .set({ opened_at: earlier(200) })
      .execute(),
  )
  await desk.work((tx) =>
    tx
      .updateTable('poll_voices')
      .set({ asked_at: earlier(200) })
      .execute(),
  )
  await tend(pollId)
  await tend(pollId)
  expect(await linksOf(CLAIRE.email)).toHaveLength(1)
  expect(await linksOf(MAELLE.email)).toHaveLength(2)
  // An older link of the same person still opens.
  expect(await openQuestion(database.db, (await linksOf(MAELLE.email))[0]!)).toMatchObject({ kind: 'question' })

  await desk.work((tx) =>
    tx
      .updateTable('polls')
      .set({ close_offset_seconds: -6600 - 60 })
      .execute(),
  )
  await tend(pollId)
  expect(await pollNow()).toMatchObject({ state: 'no-go', isOpen: false })
})

test('a long slip wipes the answers, and they are asked for again at the new time', async () => {
  const pollId = await setUp()
  await open()
  await tend(pollId)
  await say(CLAIRE.email, 'go')
  await say(MAELLE.email, 'go')
  await desk.work(async (tx) =>
    slipEvent(tx, desk.reviewer, { ...(await story.at()), t0: T0.add({ hours: 26 }), ...NO_REASON }),
  )
  expect(await pollNow()).toMatchObject({
    state: 'waiting',
    asksAt: T0.add({ hours: 24 }).toString(),
    voices: [{ said: null }, { said: null }],
  })
  expect(await say(CLAIRE.email, 'go')).toMatchObject({ said: null, isOpen: false })
})

test('who is withdrawn counts no more, and the link is dead', async () => {
  const pollId = await setUp()
  await open()
  await tend(pollId)
  await say(CLAIRE.email, 'go')
  const { id: voiceId } = await voiceOf('Maëlle Guidon')
  const outcome = await desk.work((tx) => withdrawVoice(tx, desk.reviewer, { eventId: story.eventId, voiceId }))
  expect(outcome).toEqual({ kind: 'withdrawn' })
  expect((await pollNow()).state).toBe('go')
  expect(await say(MAELLE.email, 'no-go')).toEqual({ kind: 'not-found' })
  const last = { eventId: story.eventId, voiceId: (await voiceOf('Claire Tessier')).id }
  expect(await desk.work((tx) => withdrawVoice(tx, desk.reviewer, last))).toEqual({
    kind: 'refused',
    why: 'last-voice',
  })
})

test('saving again keeps answers, asks who is new, and leaves out who is no longer named', async () => {
  const pollId = await setUp()
  await open()
  await tend(pollId)
  await say(CLAIRE.email, 'go')
  await setUp([
    { ...CLAIRE, role: 'communication' },
    { ...MAELLE, name: 'Yannick', email: 'yannick@orphee.example' },
  ])
  await tend(pollId)
  expect((await pollNow()).voices).toMatchObject([
    { name: 'Claire Tessier', role: 'communication', said: 'go' },
    { name: 'Yannick', said: null },
  ])
  expect(await linksOf('yannick@orphee.example')).toHaveLength(1)
  expect(await say(MAELLE.email, 'go')).toEqual({ kind: 'not-found' })
  await desk.work((tx) => dropPoll(tx, desk.reviewer, story.eventId))
  expect((await story.see()).poll).toBeNull()
})

test('an expired link says so, and takes nothing', async () => {
  const pollId = await setUp()
  await open()
  await tend(pollId)
  await desk.work((tx) =>
    tx
      .updateTable('poll_links')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .execute(),
  )
  expect(await say(CLAIRE.email, 'no-go')).toMatchObject({ kind: 'expired', language: 'fr' })
  expect((await pollNow()).state).toBe('asking')
})

test('Go can be said over a no-go: the preview counts what keeps waiting, and another answer voids what it showed', async () => {
  await story.hang('Séquence synchronisée', -900, { condition: 'go' })
  await story.hang('Rendez-vous ce soir', -7200)
  const pollId = await setUp([CLAIRE])
  await open()
  await tend(pollId)
  await say(CLAIRE.email, 'no-go')
  const order = async () => ({ verb: 'go' as const, ...(await story.at()), reason: '' })
  const shown = await desk.work(async (tx) => previewOrder(tx, await order()))
  expect(shown).toMatchObject({ kind: 'preview', poll: { state: 'no-go', waiting: 1 } })
  if (shown.kind !== 'preview') return
  await say(CLAIRE.email, 'go')
  const { fingerprint } = shown
  const again = await desk.work(async (tx) =>
    setGo(tx, desk.reviewer, { ...(await story.at()), reason: '', fingerprint, decisions: [] }),
  )
  expect(again).toMatchObject({ kind: 'shown-again', preview: { poll: { state: 'go' } } })
})
