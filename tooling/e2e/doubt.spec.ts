import { expect, test } from './house/fixtures.ts'
import { faultyAccount, leavesNow } from './house/doubted.ts'
import { word } from './house/words.ts'

test('published, but the answer is lost: a person sees both sides, says which post it is, and it is out once', async ({
  deskOf,
  house,
}) => {
  const { page, api } = await deskOf('ines')
  const { api: salome } = await deskOf('salome')
  const title = 'A launch in doubt'
  const text = 'The tower is ours again: Lyre 3 stands on its pad, and nobody heard the answer.'
  const { account, ...at } = await faultyAccount(house, api, 'x', 'Doute & Fils')
  // The post is made and the line cut; the first reading back is asked to wait, so that it is a person who decides.
  await account.fault({ kind: 'commit-reset', operation: 'publish', count: 1 })
  await account.fault({ kind: 'rate-limit', retryAfterSeconds: 300, operation: 'timeline', count: 1 })
  const { postId, deliveryId } = await leavesNow(api, salome, { ...at, title, text })
  const readBack = async () =>
    (await api.publishing.get.query({ deliveryId })).happenings.some(
      (one) => one.what === 'attempt' && one.kind === 'settle',
    )
  await expect.poll(readBack).toBe(true)

  await page.goto(`/deliveries/${deliveryId}`)
  const panel = page.getByRole('complementary', { name: title })
  await expect(panel.getByRole('heading', { name: word('deliveries.doubt.known') })).toBeVisible()
  await expect(panel.getByText(word('publishing.try.cut')).first()).toBeVisible()
  // What was sent stands there, and no key with it.
  const sent = panel.getByRole('region', { name: word('deliveries.bytes-sent') })
  await expect(sent).toContainText(text)
  // Each reading is paid for on this network: it is made when it is asked for.
  await panel.getByRole('button', { name: word('deliveries.look.read', { network: 'X' }) }).click()
  const likely = panel.getByRole('listitem').filter({ hasText: word('deliveries.look.likely') })
  await expect(likely).toContainText(text)

  await likely.getByRole('button', { name: word('deliveries.look.this-one') }).dblclick()
  await expect(panel.getByText(word('publishing.cause.person-found'))).toBeVisible()
  await expect(panel.getByRole('link', { name: word('publishing.see', { network: 'X' }) })).toHaveAttribute(
    'href',
    /^http.*\/status\/\d+$/,
  )
  const delivery = await api.publishing.get.query({ deliveryId })
  expect(delivery.state).toBe('published')
  expect(await account.arrivals()).toEqual([text])

  // All of it is in the evidence, the reading that the person decided on too; and the post can still be taken back.
  await panel.getByRole('link', { name: word('deliveries.evidence') }).click()
  await expect(page).toHaveURL(new RegExp(`/posts/${postId}/evidence$`))
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
  await expect(page.getByText(word('publishing.cause.person-found')).first()).toBeVisible()

  // A stop names what had already left, and takes it back from there.
  await page.goto(`/clients/${at.clientId}`)
  await page.getByRole('button', { name: word('clients.stop') }).click()
  await page.getByRole('button', { name: word('clients.stop-do'), exact: true }).click()
  const out = page.getByRole('listitem').filter({ hasText: title })
  await out.getByRole('button', { name: word('parts.lists.withdraw') }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: word('publishing.act.withdraw-do'), exact: true })
    .click()
  await expect(out.getByText(word('parts.lists.withdrawn'))).toBeVisible()
  expect((await api.publishing.get.query({ deliveryId })).state).toBe('withdrawn')
})
