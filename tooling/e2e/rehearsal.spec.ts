import { expect, test } from './house/fixtures.ts'
import { openLive } from './house/lateness.ts'
import { simulatedAccount } from './house/simulated.ts'
import { word } from './house/words.ts'

test('a countdown is rehearsed from its page: a lost access is held and told on the scorecard, and nothing leaves', async ({
  deskOf,
  house,
}) => {
  const ines = await deskOf('ines')
  const { api, page } = ines
  const client = await api.clients.create.mutate({ name: 'Ateliers Rehaut', language: 'fr', zone: 'Europe/Paris' })
  if (client.kind !== 'created') throw new Error(client.why)
  const clientId = client.id
  const mandate = await api.mandates.create.mutate({
    clientId,
    name: 'Réseaux',
    startsOn: '2026-01-01',
    endsOn: '2035-01-01',
    fee: { cents: 0, currency: 'EUR' },
    selfApproval: true,
  })
  if (!('id' in mandate)) throw new Error(JSON.stringify(mandate))
  const form = await simulatedAccount(house, 'mastodon', `rehaut${Date.now()}`)
  const connected = await api.channels.connect.mutate({ clientId, channelId: null, network: 'mastodon', ...form })
  if (connected.kind !== 'connected') throw new Error(JSON.stringify(connected))
  const channelId = connected.channelIds[0]!
  const { handle } = await api.channels.get.query({ channelId })
  const t0 = Temporal.Now.instant().add({ hours: 30 }).round('minute').toString()
  const event = await api.countdown.create.mutate({
    clientId,
    name: 'Lever de rideau',
    zone: 'Europe/Paris',
    t0: { kind: 'instant', at: t0 },
  })
  if (event.kind !== 'created') throw new Error(event.why)
  const { eventId } = event
  for (const [title, offsetSeconds] of [
    ['Ce soir', -7200],
    ['Dans un quart d’heure', -900],
  ] as const) {
    const made = await api.editorial.create.mutate({
      clientId,
      mandateId: mandate.id,
      eventId,
      title,
      text: title,
      timing: { kind: 'anchored', base: 't0', offsetSeconds, condition: 'any' },
      variants: [{ channelId }],
    })
    if (!('id' in made)) throw new Error(JSON.stringify(made))
    const { version } = await api.editorial.get.query({ postId: made.id })
    await api.editorial.submit.mutate({ postId: made.id, version })
    await api.editorial.approve.mutate({ postId: made.id, version })
  }

  await openLive(page, `/countdown/${eventId}`)
  await page.getByRole('link', { name: word('rehearsal.open'), exact: true }).click()
  await expect(page.getByText(word('rehearsal.none'))).toBeVisible()
  await page.getByRole('button', { name: new RegExp(word('rehearsal.preset')) }).click()
  await page.getByRole('option', { name: word('rehearsal.preset.token-dies') }).click()
  await page
    .getByRole('main')
    .getByRole('button', { name: word('rehearsal.run'), exact: true })
    .click()

  const card = page.getByRole('article')
  await expect(card.getByText(word('rehearsal.end.out'), { exact: true })).toHaveCount(1, { timeout: 25_000 })
  await expect(card.getByText(word('rehearsal.end.held'), { exact: true })).toHaveCount(1)
  await expect(card.getByText(word('publishing.held.credentials-lost'), { exact: true })).toBeVisible()
  await expect(card.getByText(word('rehearsal.call.channel-reconnect', { channel: handle }))).toBeVisible()
  // The account of today heard nothing, and is as connected as before.
  const answer = await fetch(`${house.simulator}/_control/arrivals?network=mastodon&account=${handle}`)
  expect(await answer.json()).toMatchObject({ arrivals: [] })
  expect((await api.channels.get.query({ channelId })).state).toBe('connected')
})
