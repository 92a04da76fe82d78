import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApi, type TestApi } from './testing/index.ts'

let house: TestApi
let posting: TestApi
beforeAll(async () => {
  house = await openTestApi()
  posting = await openTestApi({ smtpUrl: 'smtp://localhost:1' })
})
afterAll(() => Promise.all([house.close(), posting.close()]))

test('a profile is saved whole, and who asks is told it as it is now', async () => {
  const nour = await house.person({ role: 'community_manager', name: 'Nour Benali' })
  expect((await nour.client.session.me.query()).member).toMatchObject({ mailNotices: true, language: 'fr' })
  await nour.client.agency.updateProfile.mutate({
    name: 'Nour B.',
    language: 'en',
    zone: 'America/Cayenne',
    mailNotices: false,
  })
  const me = await nour.client.session.me.query()
  expect(me.user?.name).toBe('Nour B.')
  expect(me.member).toMatchObject({ language: 'en', timeZone: 'America/Cayenne', mailNotices: false })
})

test('everybody in the agency sees that its publishing is stopped, until it is lifted', async () => {
  const ines = await house.person({ role: 'director' })
  const hugo = await house.person({ role: 'analyst', agencyId: ines.agencyId })
  expect(await ines.client.agency.stop.mutate()).toEqual({
    kind: 'stopped',
    lists: { stopped: [], alreadyOut: [], unknown: [] },
  })
  expect((await hugo.client.session.me.query()).agency?.stoppedAt).toEqual(expect.any(String))
  await expect(hugo.client.agency.resume.mutate()).rejects.toThrow('FORBIDDEN')
  await ines.client.agency.resume.mutate()
  expect((await hugo.client.session.me.query()).agency?.stoppedAt).toBeNull()
})

test('an invitation’s words are read in the app only where no mail server brings them', async () => {
  const invited = { name: 'Odile', email: 'odile@zinc.example', role: 'creator', language: 'fr' } as const
  for (const [api, shown] of [
    [house, true],
    [posting, false],
  ] as const) {
    const ines = await api.person({ role: 'director' })
    await ines.client.agency.invite.mutate(invited)
    const { lines, sendable } = await ines.client.agency.mails.query({})
    expect(sendable).toBe(!shown)
    const mail = await ines.client.agency.mail.query({ mailId: lines[0]!.id })
    expect(mail.words !== null).toBe(shown)
    expect((await ines.client.agency.get.query()).sendsMail).toBe(!shown)
  }
})
