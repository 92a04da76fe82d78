import { inAgency } from '@comptoir/db'
import { createEvent, holdEvent, openPoll, savePoll, tendPoll, withdrawVoice } from '@comptoir/operations/countdown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApi, type Person, type TestApi } from './testing/index.ts'

let house: TestApi
let ines: Person
let eventId: string
let attemptId: string

const T0 = Temporal.Now.instant().add({ hours: 100 }).round('second')

beforeAll(async () => {
  house = await openTestApi()
  ines = await house.person({ role: 'director', name: 'Inès Vanhoutte' })
  const { agencyId, actor } = ines
  await inAgency(house.database.db, agencyId, async (tx) => {
    const { id: clientId } = await tx
      .insertInto('clients')
      .values({ agency_id: agencyId, name: 'Orphée <Lanceurs>', time_zone: 'America/Cayenne' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const made = await createEvent(tx, actor, {
      clientId,
      name: 'Lyre 3',
      subject: 'Orphée 5',
      site: 'Kourou',
      zone: 'America/Cayenne',
      windowMinutes: 45,
      t0: { kind: 'instant', at: T0 },
    })
    if (made.kind !== 'created') throw new Error(made.why)
    ;({ eventId, attemptId } = made)
    const outside = { kind: 'outside', role: 'propulsion', zone: null } as const
    const { pollId } = await savePoll(tx, actor, {
      eventId,
      askOffsetSeconds: -7200,
      closeOffsetSeconds: -600,
      people: [
        { ...outside, name: 'Maëlle Guidon', email: 'maelle@orphee.example', language: 'en', zone: 'Europe/Paris' },
        { ...outside, name: 'Yannick Sainte-Rose', email: 'yannick@orphee.example', language: 'fr' },
      ],
    })
    await openPoll(tx, actor, eventId)
    await tendPoll(tx, house.url, pollId)
  })
})
afterAll(() => house.close())

async function linkOf(email: string): Promise<string> {
  const mail = await inAgency(house.database.db, ines.agencyId, (tx) =>
    tx.selectFrom('mails').select('text_body').where('recipient', '=', email).executeTakeFirstOrThrow(),
  )
  return /https?:\/\/\S+\/poll\/\S+/.exec(mail.text_body)![0]
}
const press = (url: string, form: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
const voices = async () => (await ines.client.countdown.get.query({ eventId })).poll!.voices

test('the page speaks its person’s language, says T-0 here and there, and looking at it says nothing', async () => {
  const [maelle, yannick] = [await linkOf('maelle@orphee.example'), await linkOf('yannick@orphee.example')]
  const answer = await fetch(maelle)
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow, noarchive',
    'cache-control': 'private, no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  })
  expect(answer.headers.get('set-cookie')).toBeNull()
  const page = await answer.text()
  const wall = (zone: string) => T0.toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5)
  expect(page).toContain(wall('Europe/Paris'))
  expect(page).toContain(`${wall('America/Cayenne')} Kourou`)
  expect(page).toContain('Orphée &lt;Lanceurs&gt;')
  expect(page).not.toMatch(/<script|Yannick/)
  expect(await (await fetch(yannick)).text()).toMatch(/lang="fr"[\s\S]*Pour Yannick Sainte-Rose, propulsion/)
  expect((await voices()).map(({ said }) => said)).toEqual([null, null])
})

test('a button says it, another one later says otherwise, and a page reads it back', async () => {
  const url = await linkOf('maelle@orphee.example')
  const pressed = await press(url, { said: 'no-go', reason: 'Valve <3>, still warm' })
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, new URL(url).pathname])
  expect(await voices()).toMatchObject([{ said: 'no-go', reason: 'Valve <3>, still warm' }, { said: null }])
  expect(await (await fetch(url)).text()).toContain('Valve &lt;3&gt;, still warm')
  await press(url, { said: 'go', reason: '' })
  expect(await voices()).toMatchObject([{ said: 'go', reason: '' }, { said: null }])
  // What is no answer changes nothing.
  await press(url, { said: 'perhaps' })
  expect(await voices()).toMatchObject([{ said: 'go' }, { said: null }])
})

test('a wrong link finds nothing, whatever it looks like; a long body is not read', async () => {
  const url = await linkOf('maelle@orphee.example')
  for (const wrong of [`${url.slice(0, -4)}AAAA`, `${house.url}/poll/x`, `${house.url}/poll/`, `${url}/more`]) {
    expect((await fetch(wrong)).status).toBe(404)
  }
  expect((await press(`${url.slice(0, -4)}AAAA`, { said: 'go' })).status).toBe(404)
  expect((await press(url, { said: 'no-go', reason: 'x'.repeat(6000) })).status).toBe(413)
  expect((await voices())[0]).toMatchObject({ said: 'go' })
})

test('a hold leaves the poll open; who is withdrawn finds the door shut', async () => {
  await inAgency(house.database.db, ines.agencyId, (tx) =>
    holdEvent(tx, ines.actor, { eventId, attemptId, reason: '', fingerprint: null, decisions: [] }),
  )
  const url = await linkOf('yannick@orphee.example')
  expect(await (await fetch(url)).text()).toContain('L’horloge est arrêtée')
  const [, yannick] = await voices()
  await inAgency(house.database.db, ines.agencyId, (tx) =>
    withdrawVoice(tx, ines.actor, { eventId, voiceId: yannick!.id }),
  )
  expect((await fetch(url)).status).toBe(404)
})

test('answers are counted by the minute', async () => {
  const url = await linkOf('maelle@orphee.example')
  const codes = new Set<number>()
  for (let i = 0; i < 25; i += 1) codes.add((await press(url, { said: 'go' })).status)
  expect([...codes].toSorted()).toEqual([303, 429])
})
