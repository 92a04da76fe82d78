import { expect, test } from './house/fixtures.ts'
import { word } from './house/words.ts'

const CLOSED = [
  '/posts/new',
  '/channels/connect',
  '/settings',
  '/settings/networks',
  '/settings/mails',
  '/settings/audit',
]

test('pages that an analyst’s role does not open say so, and nothing else', async ({ deskOf }) => {
  const { page } = await deskOf('hugo')
  for (const path of CLOSED) {
    await page.goto(path)
    await expect(page.getByRole('main').getByText(word('frame.closed.title'))).toBeVisible()
    await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0)
  }
  await page.goto('/audience/import')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText(word('frame.closed.title'))).toHaveCount(0)
})
