import { expect, test } from './house/fixtures.ts'
import { openLive } from './house/lateness.ts'
import { word } from './house/words.ts'

const HOUR = 3600

test('a playbook is applied to an event as it was shown, its posts hang from T-0, and a slip takes them and its tasks along', async ({
  deskOf,
}) => {
  const ines = await deskOf('ines')
  const name = 'Soirée de vernissage'
  const client = await ines.api.clients.create.mutate({ name: 'Galerie Ronsard', language: 'fr', zone: 'Europe/Paris' })
  if (client.kind !== 'created') throw new Error(client.why)
  const clientId = client.id
  const channel = { clientId, channelId: null, network: 'mastodon', handle: 'ronsard', name: 'Galerie Ronsard' }
  await ines.api.channels.addByHand.mutate(channel)
  const t0 = Temporal.Now.instant().add({ hours: 200 }).round('hour')
  const event = await ines.api.countdown.create.mutate({
    clientId,
    name: 'Vernissage Delacour',
    zone: 'Europe/Paris',
    t0: { kind: 'instant', at: t0.toString() },
  })
  if (event.kind !== 'created') throw new Error(event.why)
  const { eventId, attemptId } = event
  const made = await ines.api.countdown.createPlaybook.mutate({ name })
  const timing = { kind: 'anchored', base: 't0', offsetSeconds: -2 * HOUR, condition: 'any' } as const
  await ines.api.countdown.savePlaybook.mutate({
    playbookId: made.id,
    version: 1,
    name,
    content: {
      posts: [
        {
          id: crypto.randomUUID(),
          title: 'Portes ouvertes, {mission}',
          timing,
          text: '{mission}, {t0-time Europe/Paris fr}',
          variants: [{ network: 'mastodon' }],
        },
      ],
      tasks: [
        {
          id: crypto.randomUUID(),
          title: 'Vérifier la salle',
          offsetSeconds: -HOUR,
          for: { kind: 'role', role: 'director' },
        },
      ],
    },
  })

  await openLive(ines.page, `/countdown/${eventId}`)
  await ines.page.getByRole('button', { name: word('playbooks.apply-one') }).click()
  const panel = ines.page.getByRole('complementary', {
    name: word('playbooks.apply.title', { name: 'Vernissage Delacour' }),
  })
  await panel.getByRole('button', { name: word('playbooks.one') }).click()
  await ines.page.getByRole('option', { name }).click()
  await expect(panel.getByText('Portes ouvertes, Vernissage Delacour')).toBeVisible()
  expect((await ines.api.countdown.get.query({ eventId })).posts).toEqual([])
  const apply = panel.getByRole('button', { name: /^Make 1 post and 1 task/ })
  await apply.dblclick()
  await expect(ines.page.getByRole('link', { name: 'Portes ouvertes, Vernissage Delacour' })).toBeVisible()
  const { posts } = await ines.api.countdown.get.query({ eventId })
  expect(posts.map(({ at }) => at)).toEqual([t0.subtract({ hours: 2 }).toString()])

  // The composer shows the words as they leave, the text as it was typed.
  await ines.page.getByRole('link', { name: 'Portes ouvertes, Vernissage Delacour' }).click()
  const preview = ines.page.getByRole('region', { name: /Mastodon/ })
  const time = t0.toZonedDateTimeISO('Europe/Paris').hour
  await expect(preview.getByText(`Vernissage Delacour, ${time}\u00A0h`)).toBeVisible()
  await expect(ines.page.getByLabel(word('editorial.common'))).toHaveValue('{mission}, {t0-time Europe/Paris fr}')

  const to = t0.add({ hours: 3, minutes: 30 })
  await ines.api.countdown.slip.mutate({
    eventId,
    attemptId,
    t0: to.toString(),
    reason: '',
    fingerprint: null,
    decisions: [],
  })
  const after = to.toZonedDateTimeISO('Europe/Paris')
  await expect(preview.getByText(`Vernissage Delacour, ${after.hour}\u00A0h\u00A0${after.minute}`)).toBeVisible()
  expect((await ines.api.countdown.get.query({ eventId })).posts.map(({ at }) => at)).toEqual([
    to.subtract({ hours: 2 }).toString(),
  ])

  await openLive(ines.page, `/countdown/${eventId}`)
  await ines.page.getByRole('checkbox', { name: 'Vérifier la salle' }).click()
  await expect
    .poll(async () => (await ines.api.countdown.tasks.query({ eventId })).map(({ dueAt, done }) => [dueAt, done?.by]))
    .toEqual([[to.subtract({ hours: 1 }).toString({ fractionalSecondDigits: 3 }), 'Inès Vanhoutte']])
})
