import { z } from 'zod'
import { expect, test } from './house/fixtures.ts'
import { openLive } from './house/lateness.ts'
import { simulatedAccount } from './house/simulated.ts'
import { word } from './house/words.ts'

const Arrivals = z.object({ arrivals: z.array(z.object({ text: z.string() })) })

test('a reserve post is offered once its case has come, one press releases it, and it leaves once', async ({
  deskOf,
  house,
}) => {
  const [ines, nour] = [await deskOf('ines'), await deskOf('nour')]
  const client = await ines.api.clients.create.mutate({
    name: 'Corderie Vasseur',
    language: 'fr',
    zone: 'Europe/Paris',
  })
  if (client.kind !== 'created') throw new Error(client.why)
  const clientId = client.id
  const handle = `vasseur${Date.now()}`
  const form = await simulatedAccount(house, 'mastodon', handle)
  const connected = await ines.api.channels.connect.mutate({ clientId, channelId: null, network: 'mastodon', ...form })
  if (connected.kind !== 'connected') throw new Error(JSON.stringify(connected))
  const channelId = connected.channelIds[0]!
  /** The network's own list. */
  const arrivals = async () => {
    const answer = await fetch(`${house.simulator}/_control/arrivals?network=mastodon&account=${handle}`)
    return Arrivals.parse(await answer.json()).arrivals.map((one) => one.text)
  }
  const event = await ines.api.countdown.create.mutate({
    clientId,
    name: 'Mise à l’eau',
    zone: 'Europe/Paris',
    t0: { kind: 'instant', at: Temporal.Now.instant().add({ hours: 30 }).round('minute').toString() },
  })
  if (event.kind !== 'created') throw new Error(event.why)
  const { eventId, attemptId } = event
  const text = 'La mise à l’eau attendra : le vent est trop fort.'
  const made = await nour.api.editorial.create.mutate({
    clientId,
    eventId,
    title: 'Pourquoi la mise à l’eau attendra',
    text,
    timing: { kind: 'anchored', base: 'scrub', offsetSeconds: 0, condition: 'scrubbed' },
    variants: [{ channelId }],
  })
  if (!('id' in made)) throw new Error(JSON.stringify(made))
  const { version } = await nour.api.editorial.get.query({ postId: made.id })
  await nour.api.editorial.submit.mutate({ postId: made.id, version })
  await ines.api.editorial.approve.mutate({ postId: made.id, version })

  await openLive(nour.page, `/countdown/${eventId}`)
  await expect(nour.page.getByText(word('countdown.offer.is'), { exact: false })).toBeVisible()
  await openLive(ines.page, `/countdown/${eventId}?do=scrub`)
  await expect(ines.page.getByText(word('countdown.fine.offered'))).toBeVisible()
  await ines.page.getByRole('button', { name: word('countdown.do.scrub-none') }).click()

  // Asked on every screen that shows it, and nothing has left.
  const release = nour.page.getByRole('button', { name: word('countdown.offer.release'), exact: true })
  await expect(release).toBeVisible()
  expect(await arrivals()).toEqual([])
  await release.dblclick()
  await expect(release).toBeHidden()
  await expect.poll(() => arrivals(), { timeout: 15_000 }).toEqual([text])
  const { changes, attempt } = await nour.api.countdown.get.query({ eventId })
  expect(changes.map(({ verb }) => verb)).toEqual(['offer-released', 'scrubbed', 'created'])

  // The next attempt opened, the scrubbed one keeps its page: what left in it, and where.
  const t0 = { kind: 'unknown' } as const
  await ines.api.countdown.openAttempt.mutate({ eventId, attemptId: attempt.id, t0, fingerprint: null, decisions: [] })
  expect(attempt.id).toBe(attemptId)
  await nour.page
    .getByRole('link', { name: new RegExp(`^${word('countdown.attempts.line', { number: 1, state: '' })}`) })
    .click()
  await expect(nour.page).toHaveURL(/attempt=1/)
  await expect(nour.page.getByText(word('countdown.attempt.left', { count: 1 }))).toBeVisible()
  await expect(nour.page.getByRole('link', { name: word('countdown.attempt.see') })).toHaveAttribute('href', /^http/)
})
